"""The profile page: any place, a perimeter in the URL, bad URLs, hostile names."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from atlas.desk.desk import Desk
from atlas.desk.file_formats import CSV_FRANCE
from atlas.desk.provenance import DEMONSTRATION_MARK
from atlas.profiles import profile
from atlas.profiles.priorities import PRIORITIES
from common.levels import Territory
from geo.perimeter import LONGEST_NAME
from indicators.base.agenda_2030 import agenda_2030
from indicators.base.domains import DIMENSION_KEYS, DOMAIN_KEYS
from indicators.base.levers import Lever
from indicators.base.reference_points import reference_point
from pages.parts.kit.html import typeset
from pages.parts.kit.notices import plain
from pages.parts.kit.perimeter_box import NOTHING_ADDED
from pages.parts.territoire.goals import HEADING as AGENDA
from pages.parts.territoire.head import ACTS, FELT, FRAGILE, NOT_ASKED
from pages.parts.territoire.records import UNNAMED
from pages.parts.territoire.state import TABS

OpenPage = Callable[..., AppTest]
HOLDERS = (
    "CC de la Plaine de l'Ain",
    "CRTE de la Plaine de l'Ain",
    "Ain",
    "Auvergne-Rhône-Alpes",
)
HOSTILE = "Vallée <script>alert(1)</script> [x](https://evil.example) `${1}`"


def texts(app: AppTest) -> str:
    kinds = ("title", "header", "subheader", "markdown", "caption", "warning", "info", "error")
    return "\n".join(str(element.value) for kind in kinds for element in app.get(kind))


def written(app: AppTest) -> str:
    """HTML of ours: head, cards, spine, sheets."""
    return unescape("\n".join(str(element.proto.body) for element in app.get("html")))


def test_a_commune_is_told_in_one_screen(open_page: OpenPage) -> None:
    app = open_page("territoire", territoire="commune:01004")
    assert not app.exception
    assert not app.error
    assert app.title[0].value == "Ambérieu-en-Bugey"
    links = [link.label for link in app.get("page_link")]
    assert links[:4] == [plain(name) for name in HOLDERS]
    said = written(app)
    assert "934 habitants en 2023" in said
    assert [f"<b>{label}</b>" in said for label in (FRAGILE, FELT, ACTS)] == [True] * 3
    assert NOT_ASKED in said.casefold()
    assert said.count('fs-dim"') == len(DIMENSION_KEYS)
    assert "Carte de situation : Ambérieu-en-Bugey, Ain." in said.replace("\xa0", " ")
    assert DEMONSTRATION_MARK not in said + texts(app)


def test_only_the_open_tab_is_made_and_the_address_keeps_it(open_page: OpenPage) -> None:
    app = open_page("territoire", territoire="commune:01004", onglet="chiffres")
    assert not app.exception
    assert app.query_params["onglet"] == "chiffres"
    assert {button.label for button in app.get("download_button")} >= {
        "Télécharger le profil (JSON)",
        f"Télécharger les indicateurs ({CSV_FRANCE.label})",
    }
    assert [header.value for header in app.header] == [
        "Scores et rangs",
        "Portrait",
        "Tous les indicateurs",
    ]
    assert len(app.get("dataframe")) == 2
    app.session_state["territoire.onglet"] = TABS["domaines"]
    app.run()
    assert not app.exception
    assert not app.header
    assert "onglet" not in app.query_params
    assert not app.get("dataframe")


def test_an_unknown_tab_is_told(open_page: OpenPage) -> None:
    app = open_page("territoire", territoire="commune:01004", onglet="carnet")
    assert any("carnet" in str(warning.value) for warning in app.warning)
    assert written(app).count('class="fs-spine"') == 2, "the tab, and what goes to paper"


def test_each_domain_has_its_row_and_its_indicators(open_page: OpenPage, desk: Desk) -> None:
    app = open_page("territoire", territoire="commune:01004")
    bodies = [str(one.proto.body) for one in app.get("html")]
    spine = next(body for body in bodies if 'class="fs-spine"' in body)
    assert spine.count('class="fs-row"') == spine.count('class="fs-more"') == len(DOMAIN_KEYS)
    told = unescape(spine)
    shown = [one for one in desk.catalogue.values() if one.domain in DOMAIN_KEYS]
    assert [one.key for one in shown if typeset(one.label) not in told] == []
    row = profile(desk, Territory.parse("commune:01004")).domain("emploi")
    position = 100 * (row["ranked"] - row["rank"]) / (row["ranked"] - 1)
    assert f"Position {position:.0f} sur 100" in told
    assert "sans score ici" in told


def test_the_goals_the_priorities_and_the_questions_are_told(open_page: OpenPage) -> None:
    app = open_page("territoire", territoire="crte:crte-84-26-1", onglet="questions")
    assert not app.exception
    assert AGENDA in [header.value for header in app.header]
    said = texts(app)
    assert all(plain(goal.label) in said for goal in agenda_2030().goals)
    assert [lever.label in said for lever in Lever] == [True] * len(Lever)
    app = open_page("territoire", territoire="crte:crte-84-26-1", onglet="chiffres")
    said += texts(app)
    published = [reference_point(key) for key in (PRIORITIES, "leviers")]
    assert all(plain(mention) in said for point in published for mention in point.mentions)
    assert plain(published[0].caveat) in said


def test_a_perimeter_of_the_url_is_restored_and_its_name_is_inert(open_page: OpenPage) -> None:
    app = open_page("territoire", territoire=f"perimetre:01004.01005:{HOSTILE}")
    assert not app.exception
    assert not app.error
    title = app.title[0].value
    assert "Vallée" in title
    assert "\\<script\\>" in title
    assert "://" not in title
    assert "\\`" in title
    assert "territoire de plus parmi les EPCI" in texts(app)
    assert app.query_params["territoire"] == f"perimetre:01004.01005:{HOSTILE}"


def test_a_perimeter_that_is_an_epci_says_so(open_page: OpenPage) -> None:
    app = open_page("territoire", territoire="perimetre:240100883:Chez nous")
    assert not app.exception
    assert "exactement les communes" in texts(app)
    (notice,) = [link.label for link in app.get("page_link") if "celui de" in link.label]
    assert "Plaine de l’Ain" in notice


def test_a_name_is_shown_without_what_the_note_cannot_print(open_page: OpenPage) -> None:
    app = open_page("territoire", territoire="perimetre:01004.01005:Plaine")
    name = app.text_input(key="territoire.perimetre.name")
    assert name.proto.max_chars == LONGEST_NAME
    name.set_value("Plaine 🌾 haute").run()
    app.button(key="territoire.perimetre.open").click().run()
    assert not app.exception
    assert app.title[0].value == "Plaine haute"
    assert ["retiré" in str(told.value) for told in app.success] == [True]
    app.run()
    assert not app.success


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("perimetre:01004.zzz:x", "zzz"),
        ("perimetre::x", "commune"),
        ("commune:99999", "territoire"),
        ("france:FR", "France"),
        ("<script>alert(1)</script>", "territoire"),
    ],
)
def test_a_bad_url_gets_a_message_and_an_empty_page(
    open_page: OpenPage, url: str, named: str
) -> None:
    app = open_page("territoire", territoire=url)
    assert not app.exception
    assert any(named in str(warning.value) for warning in app.warning)
    assert "<script>" not in texts(app)
    assert app.title[0].value == "Profil d’un territoire"


def test_a_place_with_almost_nothing_is_shown(open_page: OpenPage) -> None:
    app = open_page("territoire", territoire="commune:55039")
    assert not app.exception
    assert not app.error
    assert "0 habitant en 2023" in written(app).replace("\xa0", " ")
    assert written(app).count("sans score ici") > len(DOMAIN_KEYS)


def test_pasted_codes_become_a_perimeter(open_page: OpenPage) -> None:
    app = open_page("territoire")
    assert not app.button(key="territoire.perimetre.paste").disabled  # else its first click is lost
    app.text_area(key="territoire.perimetre.text").set_value("01004\n1005\nZzz").run()
    app.button(key="territoire.perimetre.paste").click().run()
    (error,) = [str(element.value) for element in app.error]
    assert "Zzz" in error
    assert error.endswith(NOTHING_ADDED)
    app.text_area(key="territoire.perimetre.text").set_value("01004\n1005").run()
    app.button(key="territoire.perimetre.paste").click().run()
    assert not app.exception
    told = " ".join(str(element.value) for element in app.success)
    assert "Ambérieux-en-Dombes (01005)" in told  # what was recognised, before it is used
    assert "1005 devient 01005" in told
    kept = app.multiselect(key="territoire.perimetre.kept")
    assert kept.value == ["commune:01004", "commune:01005"]
    app.text_input(key="territoire.perimetre.name").set_value("Deux communes").run()
    app.button(key="territoire.perimetre.open").click().run()
    assert not app.exception
    assert app.title[0].value == "Deux communes"
    assert app.query_params["territoire"] == "perimetre:01004.01005:Deux communes"


def test_a_larger_territory_is_set_apart_under_its_name(open_page: OpenPage) -> None:
    app = open_page("territoire", territoire="commune:32462")
    assert not app.exception
    (apart,) = re.findall(r"<em>(.*?)</em>", written(app))
    assert "pas votre commune" in apart
    assert "aucune alliance recensée" in written(app)


def test_few_records_are_named_with_their_partners(open_page: OpenPage) -> None:
    app = open_page("territoire", territoire="commune:32462", onglet="qui-agit")
    said = texts(app)
    assert "CC Armagnac Adour" in said
    assert UNNAMED in said
    (kinds,) = [table.value for table in app.table if "Total" in table.value.columns]
    assert kinds["Domaine"].tolist()[-2:] == ["Sans domaine précisé", "Tous les partenariats"]
    assert kinds["Total"].tolist()[-1] == "2"
    assert kinds["Subventions, à part"].tolist()[-1] == "4"
    assert "Alliances" not in kinds, "unknown in every row"
    rows = kinds.drop(columns="Domaine")
    assert not rows.isin(["inconnu", "0", "0*"]).all(axis=1).any()
