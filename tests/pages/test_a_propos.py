"""What the foot of the screens leads to: citation, access, legal notice, contact."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from common.citation import citation_fields
from common.errors import InvalidDataError
from common.paths import ROOT
from indicators.base.catalogue import load_catalogue
from pages.parts.a_propos.operator import SETTING, Operator, operator
from pages.parts.a_propos.sections import STATE, UNTOLD
from pages.parts.a_propos.state import Part
from pages.parts.kit.door import SCREENS
from pages.parts.kit.foot import LINKS, dated, public_vintages

OpenPage = Callable[..., AppTest]


def said(app: AppTest) -> str:
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "error")
    return "\n".join(str(one.value) for kind in (*kinds, "code") for one in app.get(kind))


def gaps_of(app: AppTest) -> int:
    """How many things the page says that the server does not tell."""
    begun = UNTOLD.partition("{")[0]
    return sum(str(one.value).startswith(begun) for one in app.caption)


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SETTING, raising=False)


@pytest.mark.parametrize("part", list(Part))
def test_each_part_opens_by_its_address(open_page: OpenPage, part: Part) -> None:
    app = open_page("a_propos", partie=part.value)
    assert not app.exception
    assert not app.error
    assert [one.value for one in app.header] == [part.label]


def test_the_foot_leads_to_parts_that_exist() -> None:
    asked = [address["partie"] for _, screen, address in LINKS if screen == "a_propos"]
    assert set(asked) == set(Part) - {Part.WHO}


def test_the_map_of_the_site_leads_to_every_screen(open_page: OpenPage) -> None:
    app = open_page("a_propos", partie=Part.SITE_MAP.value)
    foot = len(LINKS)
    links = [one.proto.label for one in app.get("page_link")]
    assert links[:-foot] == [title for _, title, _ in SCREENS]


def test_a_part_that_does_not_exist_is_told(open_page: OpenPage) -> None:
    app = open_page("a_propos", partie="mention")
    assert any("mentions" in str(warning.value) for warning in app.warning)
    assert [one.value for one in app.header] == [Part.WHO.label]


def test_the_citation_names_the_data_that_are_open(open_page: OpenPage) -> None:
    app = open_page("a_propos", partie=Part.CITE.value)
    assert all(public_vintages().version in one.value for one in app.get("code"))
    assert citation_fields()["license"] in said(app)


def test_a_server_that_says_nothing_has_it_said(open_page: OpenPage) -> None:
    for part, gaps in ((Part.LEGAL, 4), (Part.CONTACT, 1), (Part.ACCESSIBILITY, 1)):
        app = open_page("a_propos", partie=part.value)
        assert gaps_of(app) == gaps
    assert STATE in said(app)


def test_what_the_server_says_of_itself_is_shown(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "exploitant.toml"
    path.write_text('publisher = "Ville *d’Ici*\\n1 place"\nhost = "Hôte"\ndirector = "Elle"\n')
    monkeypatch.setenv(SETTING, str(path))
    assert operator() == Operator("Ville *d’Ici*\n1 place", "Elle", "Hôte")
    app = open_page("a_propos", partie=Part.LEGAL.value)
    assert "Ville \\*d’Ici\\*  \n1 place" in said(app)
    assert gaps_of(app) == 1


def test_the_example_of_the_file_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, str(ROOT / "deploy" / "operator.example.toml"))
    assert operator().contact
    assert "\n" in operator().publisher


def test_a_field_that_is_unknown_is_refused_and_told(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "exploitant.toml"
    path.write_text('editeur = "Ville"\ncontact = 3\n')
    monkeypatch.setenv(SETTING, str(path))
    with pytest.raises(InvalidDataError, match=r"contact.*\n?.*editeur"):
        operator()
    app = open_page("a_propos", partie=Part.CONTACT.value)
    assert not app.exception
    assert [path.name in str(error.value) for error in app.error] == [True]


def test_the_foot_is_on_a_screen_with_the_age_of_the_data(open_page: OpenPage) -> None:
    years = public_vintages()
    every = [one.year for one in load_catalogue().values()]
    assert years.measured == f"{min(every)}-{max(every)}"
    kept = [one.year for one in load_catalogue().values() if one.in_index]
    assert years.scored == f"{min(kept)}-{max(kept)}"
    assert all(told in dated(years) for told in (years.measured, years.scored, years.version))
    assert years.version in said(open_page("a_propos"))
