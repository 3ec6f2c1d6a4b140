"""Who may load and read where a server shares its workspace, and how much each may send."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from common import limits
from common.paths import ROOT
from own_data.loaded import OwnKind
from own_data.workspace.opening import SETTING
from pages.parts.kit import own as kept
from pages.parts.kit.access import ANYBODY, MEMBERS, READERS, TOKEN, own_limits
from pages.parts.kit.own import own_words
from pages.parts.kit.seen import Own
from pages.parts.mes_donnees.bring import CHECK, LOAD, MORE
from pages.parts.mes_donnees.entry import ENTER, WRONG
from pages.parts.mes_donnees.kept_list import REMOVE, UNDO
from tests.pages.test_mes_donnees import bring, click, example, labels, linked, own

OpenPage = Callable[..., AppTest]
GIVEN = "a token of more than twenty characters"


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, str(tmp_path / "espace.gpkg"))
    monkeypatch.setenv(TOKEN, GIVEN)


def test_another_setting_opens_another_workspace(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened = []
    for name in ("un", "deux", "un"):
        monkeypatch.setenv(SETTING, str(tmp_path / f"{name}.gpkg"))
        opened.append(kept.shared())
    assert opened[0] is opened[2]
    assert opened[0] is not opened[1]
    monkeypatch.delenv(SETTING)
    assert kept.shared() is None


def test_a_shared_workspace_asks_for_the_token(open_page: OpenPage, shared: None) -> None:
    app = open_page("mes_donnees")
    assert not app.get("file_uploader")
    for given in ("", GIVEN[:-1]):
        app.text_input(key="mes_donnees.token").set_value(given)
        click(app, ENTER)
        assert WRONG in str(app.error[0].value)
        assert not app.get("file_uploader")
    app.text_input(key="mes_donnees.token").set_value(GIVEN)
    click(app, ENTER)
    click(bring(app, OwnKind.PARTNERSHIPS, example(), "partenariats.xlsx"), LOAD)
    assert own(app).count == 1
    stranger = open_page("mes_donnees")
    assert own(stranger) == Own()
    assert own_words(1) not in linked(stranger)


def test_reading_may_be_open_to_anybody(
    open_page: OpenPage, shared: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("mes_donnees")
    app.text_input(key="mes_donnees.token").set_value(GIVEN)
    click(app, ENTER)
    click(bring(app, OwnKind.PARTNERSHIPS, example(), "partenariats.xlsx"), LOAD)
    monkeypatch.setenv(READERS, ANYBODY)
    reader = open_page("mes_donnees")
    assert own(reader) == own(app)
    assert labels(reader) & {REMOVE, UNDO, CHECK} == set()
    assert not reader.get("file_uploader")


@pytest.mark.parametrize(
    ("user", "members", "may"),
    [
        ({"is_logged_in": False}, "", False),
        ({"is_logged_in": True, "email": "a@ain.gouv.fr"}, "", True),
        ({"is_logged_in": True, "email": "a@ain.gouv.fr"}, "@ain.gouv.fr b@univ.fr", True),
        ({"is_logged_in": True, "email": "a@autre-ain.gouv.fr"}, "@ain.gouv.fr", False),
        ({"is_logged_in": True, "email": "b@univ.fr"}, "@ain.gouv.fr B@univ.fr", True),
        ({"is_logged_in": True, "email": "b@univ.fr", "email_verified": False}, "@univ.fr", False),
        ({"is_logged_in": True, "name": "B"}, "@univ.fr", False),
    ],
)
def test_who_logs_in_loads_if_a_member(
    user: dict[str, object],
    members: str,
    may: bool,
    shared: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(MEMBERS, members)
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60)
    app.user.update(user)
    app.run()
    app.switch_page("pages/mes_donnees.py").run()
    assert not app.exception
    assert bool(app.get("file_uploader")) == may


@pytest.mark.parametrize("token", ["", "short"])
def test_without_a_good_token_nobody_loads(
    token: str, open_page: OpenPage, shared: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TOKEN, token)
    app = open_page("mes_donnees")
    assert not app.get("file_uploader")
    assert app.error or app.info


@pytest.mark.parametrize(
    ("kind", "most", "told"),
    [
        (OwnKind.PARTNERSHIPS, limits.OWN_ROWS, "40\u202f000 lignes au plus attendues"),
        (OwnKind.SURVEY, limits.OWN_ANSWERS, "12\u202f000 au plus"),
    ],
)
def test_a_visitor_without_account_may_send_so_many_rows(
    open_page: OpenPage, kind: OwnKind, most: limits.OwnSize, told: str
) -> None:
    rows = "Navette;01004\n" * (most.visitor + 1)
    app = open_page("mes_donnees")
    app.radio(key="mes_donnees.kind").set_value(kind).run()
    content = f"titre;commune\n{rows}".encode()
    app.get("file_uploader")[0].upload("a.csv", content, "text/csv").run()
    assert not app.exception
    (fault,) = app.dataframe[0].value.to_dict("records")
    assert told in fault.values()
    assert CHECK not in labels(app)
    assert MORE in [one.value for one in app.caption]


def test_the_page_says_how_large_a_workspace_a_visitor_may_bring_back(open_page: OpenPage) -> None:
    back = open_page("mes_donnees").get("file_uploader")[-1]
    assert back.proto.max_upload_size_mb * 1_000_000 == limits.WORKSPACE_BYTES.visitor


def test_who_has_an_account_may_send_as_many_as_a_command(shared: None) -> None:
    with own_limits():
        assert limits.raised(limits.OWN_ROWS) == limits.OWN_ROWS.known
    assert limits.raised(limits.WORKSPACE_BYTES) == limits.WORKSPACE_BYTES.known
