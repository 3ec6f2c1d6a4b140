"""The profile page: any place, a perimeter in the URL, bad URLs, hostile names."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from atlas.desk.provenance import DEMONSTRATION_MARK
from atlas.profile.priorities import PRIORITIES
from geo.perimeter import LONGEST_NAME
from indicators.base.agenda_2030 import agenda_2030
from indicators.base.domains import DIMENSION_KEYS, DIMENSIONS
from indicators.base.levers import Lever
from indicators.base.reference_points import reference_point
from pages.parts.kit.downloads import CSV_LABEL
from pages.parts.kit.notices import plain
from pages.parts.territoire.goals import HEADING as AGENDA
from pages.parts.territoire.records import UNNAMED

OpenPage = Callable[..., AppTest]
HOSTILE = "Vallée <script>alert(1)</script> [x](https://evil.example) `${1}`"


def texts(app: AppTest) -> str:
    kinds = ("title", "header", "subheader", "markdown", "caption", "warning", "info", "error")
    return "\n".join(str(element.value) for kind in kinds for element in app.get(kind))


def test_a_commune_is_read_from_top_to_bottom(open_page: OpenPage) -> None:
    app = open_page("territoire", territoire="commune:01004")
    assert not app.exception
    assert not app.error
    assert app.title[0].value == "Ambérieu-en-Bugey"
    said = texts(app)
    assert "Bourg-en-Bresse" in said
    assert "Action cœur de ville" in said
    assert "Ce qui tient" in said
    assert "rang sur" in said
    assert DEMONSTRATION_MARK not in said
    metrics = {metric.label: metric.value for metric in app.metric}
    assert list(metrics)[: len(DIMENSION_KEYS)] == list(DIMENSIONS.values())
    assert list(metrics.values())[len(DIMENSION_KEYS)].endswith("934"), "the population"
    assert {button.label for button in app.get("download_button")} >= {
        "Télécharger le profil (JSON)",
        f"Télécharger les indicateurs ({CSV_LABEL})",
    }


def test_the_goals_the_priorities_and_the_questions_are_told(open_page: OpenPage) -> None:
    app = open_page("territoire", territoire="crte:crte-84-26-1")
    assert not app.exception
    assert AGENDA in [header.value for header in app.header]
    said = texts(app)
    assert all(plain(goal.label) in said for goal in agenda_2030().goals)
    assert [lever.label in said for lever in Lever] == [True] * len(Lever)
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
    assert "Aucun domaine ne se range à coup sûr" in texts(app)


def test_pasted_codes_become_a_perimeter(open_page: OpenPage) -> None:
    app = open_page("territoire")
    app.text_area(key="territoire.perimetre.text").set_value("01004\n1005\nZzz").run()
    app.button(key="territoire.perimetre.paste").click().run()
    (error,) = [str(element.value) for element in app.error]
    assert "Zzz" in error
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


def test_three_answers_come_first_and_lead_to_their_sections(open_page: OpenPage) -> None:
    app = open_page("territoire", territoire="commune:32462")
    assert not app.exception
    answers = next(str(m.value) for m in app.markdown if "Déjà là" in str(m.value))
    assert [line.partition("](#")[2].partition(")")[0] for line in answers.splitlines()] == [
        header.proto.anchor
        for header in app.header
        if header.value in ("Ce qui ressort", "Ressenti et écarts", "Partenariats recensés")
    ]
    assert "aucune alliance recensée" in answers
    assert "la région Occitanie" in texts(app)
    assert [sub.value for sub in app.subheader][:2] == ["Ce qui fragilise", "Ce qui tient"]


def test_few_records_are_named_with_their_partners(open_page: OpenPage) -> None:
    app = open_page("territoire", territoire="commune:32462")
    said = texts(app)
    assert "CC Armagnac Adour" in said
    assert UNNAMED in said
    kinds = next(table.value for table in app.table if "Alliances" in table.value.columns)
    assert kinds["Domaine"].tolist()[-2:] == ["Sans domaine précisé", "Tous les partenariats"]
    assert kinds["Total"].tolist()[-1] == "2"
    assert kinds["Subventions, à part"].tolist()[-1] == "4"
    assert kinds["Alliances"].tolist()[-1] == "inconnu"
