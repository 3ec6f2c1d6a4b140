"""The page Pratiques: search, reading, description, references."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from atlas.desk.own_rows import OWN_SENTENCE
from atlas.partnerships.practices import PRACTICES_NOTE
from common.paths import DATA
from indicators.partnerships.practice_words import CHANGES, NOT_STATED
from indicators.partnerships.practices import PRACTICES, read_practices
from own_data.loaded import OwnKind
from own_data.workspace.opening import SETTING
from pages.parts.kit.access import TOKEN
from pages.parts.kit.own import SESSION
from pages.parts.pratiques.card import NOT_LISTED, NOTHING_SAID
from pages.parts.pratiques.form import LOAD
from pages.parts.pratiques.references import NO_BREAKDOWN

OpenPage = Callable[..., AppTest]
PAT = "pat-1263"
FIELD = "pratiques.field."


def texts(app: AppTest) -> str:
    kinds = ("title", "header", "subheader", "markdown", "caption", "warning", "info", "error")
    return "\n".join(str(element.value) for kind in kinds for element in app.get(kind))


def loads_in(app: AppTest) -> int:
    return len(app.session_state[SESSION].loads()) if SESSION in app.session_state else 0


def described(open_page: OpenPage, **cells: str) -> AppTest:
    """Fill fields of the form: texts, and words of a list."""
    app = open_page("pratiques", vue="decrire")
    for name, cell in cells.items():
        boxes = app.selectbox if name in ("famille", "type", "categorie") else app.text_input
        areas = app.text_area if name in ("resume", *CHANGES) else boxes
        areas(key=f"{FIELD}{name}").set_value(cell).run()
    assert not app.exception
    return app


def test_it_opens_on_all_the_practices_and_says_what_they_are(open_page: OpenPage) -> None:
    app = open_page("pratiques")
    assert not app.exception
    assert not app.warning
    assert f"**{len(read_practices(DATA))} pratiques**" in texts(app)
    assert PRACTICES_NOTE.partition(".")[0].split(" ; ")[0] in texts(app)


def test_a_practice_is_read_with_what_it_does_not_say(open_page: OpenPage) -> None:
    app = open_page("pratiques", pratique=PAT, dans="departement:01")
    shown = texts(app)
    assert "PAT du Bassin de Bourg-en-Bresse" in shown
    for label in ("Type", "Finalité", "Profils des partenaires", "Années", *CHANGES.values()):
        assert f"**{label}** : {NOT_STATED}" in shown
    assert NOTHING_SAID in shown
    assert "Licence Ouverte 2" in shown
    assert NOT_LISTED not in shown
    assert NOT_LISTED in texts(open_page("pratiques", pratique=PAT, dans="departement:09"))


def test_the_url_restores_the_filters(open_page: OpenPage) -> None:
    app = open_page("pratiques", domaine="mobilite", dans="epci:244400404", mots="klaxit")
    (found,) = (one.value for one in app.dataframe)
    assert set(found["Territoire"]) == {"Nantes Métropole", "Pays de la Loire"}
    assert found["Partenaires"].str.contains("Klaxit").all()


def test_a_family_leaves_its_four_types(open_page: OpenPage) -> None:
    app = open_page("pratiques", famille="engagement", type="tiers_lieux")
    assert not app.exception
    assert app.selectbox(key="pratiques.type").value == ""
    assert len(app.selectbox(key="pratiques.type").options) == 5


def test_a_url_that_names_nothing_gets_messages_and_the_default_view(open_page: OpenPage) -> None:
    named = {
        "vue": ("carte", "chercher"),
        "mots": ("x" * 200, "100"),
        "domaine": ("emplois", "emploi"),
        "categorie": ("don", "Mécénat"),
        "famille": ("autre", "engagement"),
        "type": ("label", "type"),
        "finalite": ("gagner", "Hybrider"),
        "echelle": ("canton", "communal"),
        "dans": ("commune:99999", "territoire"),
        "pratique": ("<script>", "identifiant"),
    }
    app = open_page("pratiques", **{name: text for name, (text, _) in named.items()})
    assert not app.exception
    messages = [str(warning.value) for warning in app.warning]
    assert len(messages) == len(named)
    assert [word for _, word in named.values() if not any(word in m for m in messages)] == []
    assert "498 pratiques" in texts(app)


def test_the_references_say_what_the_programme_does_not_publish(open_page: OpenPage) -> None:
    app = open_page("pratiques", vue="reperes")
    assert not app.exception
    assert NO_BREAKDOWN.split(" : ")[0] in texts(app)
    assert "plus de 600" in texts(app)
    (counts,) = (one.value for one in app.table)
    total = counts.set_index("Domaine").loc["Ensemble"]
    assert total["Total"] == "498"
    assert total["Non renseigné"] == "0"


def test_a_practice_is_described_checked_loaded_and_found(open_page: OpenPage) -> None:
    app = described(
        open_page, titre="Atelier partagé", territoire="01004", famille="partenariale",
        type="mecenat", confiance="Ils se parlent", organisation="Ville", contact="Accueil",
    )  # fmt: skip
    assert loads_in(app) == 0  # nothing is kept before
    button = next(one for one in app.button if one.label == LOAD)
    button.click().run()
    assert not app.exception
    (table,) = app.session_state[SESSION].tables(OwnKind.PRACTICES).values()
    (row,) = table[PRACTICES.names].to_dict("records")
    assert (row["title"], row["territories"], row["type"], row["category"]) == (
        "Atelier partagé", "commune:01004", "mecenat", "mecenat",
    )  # fmt: skip
    assert row["confiance"] == "Ils se parlent"
    assert row["domains"] == row["aims"] == ""
    (load,) = app.session_state[SESSION].loads()
    assert (load.about.organisation, load.about.contact) == ("Ville", "Accueil")
    assert app.text_input(key=f"{FIELD}titre").value == ""
    app.segmented_control(key="pratiques.vue").set_value("chercher").run()
    (found,) = (one.value for one in app.dataframe)
    assert found["Pratique"].iloc[0] == "Atelier partagé"
    assert OWN_SENTENCE in texts(app)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"territoire": "Nulle-Part-sur-Rien"}, "territoire"),
        ({"partenaires": "x@exemple.fr"}, "courriel"),
        ({"debut": "2024", "fin": "2020"}, "année qui suit"),
        ({"lien": "javascript:alert(1)"}, "https"),
    ],
)
def test_a_fault_is_told_and_nothing_is_handed_out(
    open_page: OpenPage, cells: dict[str, str], told: str
) -> None:
    app = described(open_page, titre="A", organisation="Ville", **cells)
    (error,) = app.error
    assert told in str(error.value)
    assert LOAD not in {button.label for button in app.button}
    assert not app.get("download_button")


def test_a_draft_survives_another_view(open_page: OpenPage) -> None:
    app = described(open_page, titre="Brouillon", resume="Un essai")
    for view in ("chercher", "decrire"):
        app.segmented_control(key="pratiques.vue").set_value(view).run()
    assert app.text_input(key=f"{FIELD}titre").value == "Brouillon"
    assert app.text_area(key=f"{FIELD}resume").value == "Un essai"


def test_who_may_not_load_may_take_the_row_away(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setenv(SETTING, f"{tmp_path}/partage.gpkg")
    monkeypatch.setenv(TOKEN, "x" * 30)
    app = described(open_page, titre="A", organisation="Ville")
    assert LOAD not in {button.label for button in app.button}
    assert app.get("download_button")
