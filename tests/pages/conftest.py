from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.state.session_state import STREAMLIT_INTERNAL_KEY_PREFIX
from streamlit.testing.v1 import AppTest

from common.paths import ROOT
from own_data.workspace.opening import SETTING
from pages.parts.kit.access import MEMBERS, READERS, TOKEN
from pages.parts.kit.door import keep_the_door
from pages.parts.kit.search_box import CHOSEN


@pytest.fixture(scope="session", autouse=True)
def packages_looked_at_once() -> Iterator[None]:
    """Look once for components among what is installed, as a server does when it starts.

    The test runner looks each time that it opens a page, for a third of a second.
    """
    once = functools.cache(manifest_scanner.scan_component_manifests)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", once)
        yield


@pytest.fixture(autouse=True)
def through_the_door(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have Streamlit's test runner go through ``streamlit_app.py``, as a server does."""
    begin = PagesManager.__init__

    def init(self: PagesManager, *args: Any, **options: Any) -> None:
        keep_the_door()
        begin(self, *args, **options)

    monkeypatch.setattr(PagesManager, "__init__", init)


@pytest.fixture
def open_page() -> Callable[..., AppTest]:
    """Run a screen as the application does, with an optional URL."""

    def run(page: str, **url: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60)
        if page != "accueil":  # the first page is run by its own tests alone
            app.switch_page(f"pages/{page}.py")
        app.query_params.update(url)
        return app.run()

    return run


def search_boxes(app: AppTest) -> dict[str, Any]:
    """Give the search boxes of a screen: what each was given, by its key."""
    return {box.proto.id.split("-")[-1]: box.proto for box in app.get("bidi_component")}


def choose_place(app: AppTest, key: str, place: str) -> AppTest:
    """Do what the browser does when a proposal of the search box of a key is chosen."""
    box = search_boxes(app)[f"{key}.search"]
    states = app._tree.get_widget_states()
    assert states is not None
    chosen = json.dumps([{"event": CHOSEN, "value": place}])
    name = f"{STREAMLIT_INTERNAL_KEY_PREFIX}_{box.id}__events"
    states.widgets.append(WidgetState(id=name, json_trigger_value=chosen))
    return app._run(states)


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what the machine says of workspaces and of who may load."""
    for name in (SETTING, TOKEN, READERS, MEMBERS):
        monkeypatch.delenv(name, raising=False)
