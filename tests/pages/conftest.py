from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

from common.paths import ROOT
from pages.parts.kit.door import keep_the_door


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
        app.query_params.update(url)
        app.run()
        if page != "accueil":
            app.switch_page(f"pages/{page}.py")
            app.query_params.update(url)
            app.run()
        return app

    return run
