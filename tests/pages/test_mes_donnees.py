"""The page of own data: check before load, load, remove, undo, carry; nobody else sees them."""

from __future__ import annotations

import gc
import tomllib
import weakref
from collections.abc import Callable

import pandas as pd
import pytest
from streamlit.runtime.caching.cache_resource_api import clear_session_cache
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextInput

from atlas.profiles.programme_words import HEADING
from common import limits
from common.grammar import quoted
from common.paths import ROOT
from indicators.base.domains import domain_label
from indicators.base.survey_kind import SurveyKind
from own_data.checks.report_words import faults_table, verdict
from own_data.kinds.help import FOLDER, example_name
from own_data.kinds.recognised import looks_like
from own_data.kit.published import published
from own_data.loaded import CheckReport, OwnKind
from own_data.workspace.brought_back import brought_back
from own_data.workspace.session import SessionWorkspace, taken_away
from pages.parts.kit import own as kept
from pages.parts.kit.caches import forget_own
from pages.parts.kit.desk import public_desk
from pages.parts.kit.notices import plain
from pages.parts.kit.own import SESSION, own_words
from pages.parts.kit.perimeter_box import OPEN_OWN, OWN_PERIMETERS, TO_OWN_DATA
from pages.parts.kit.seen import OWN, Own
from pages.parts.mes_donnees.bring import CHECK, LOAD
from pages.parts.mes_donnees.carried import BRING
from pages.parts.mes_donnees.kept_list import REMOVE, UNDO
from tests.own_data.written import workbook

OpenPage = Callable[..., AppTest]
#: The session of every application that Streamlit runs for tests.
AN_APP_OF_TESTS = "test session id"
FAULTY = "titre;territoire;lien\n;01004;https://a.fr\nB*;99999;ici\n"


def example() -> bytes:
    text = (FOLDER / example_name(OwnKind.PARTNERSHIPS)).read_text("utf-8-sig")
    header, *rows = (line.split(";") for line in text.splitlines())
    return workbook([dict(zip(header, row, strict=True)) for row in rows])


def bring(app: AppTest, kind: OwnKind, content: bytes, name: str) -> AppTest:
    """Choose a kind, give a file, say whose it is, check it."""
    app.radio(key="mes_donnees.kind").set_value(kind).run()
    app.get("file_uploader")[0].upload(name, content, "application/octet-stream").run()
    organisation(app).set_value("Préfecture de l’Ain").run()
    return click(app, CHECK)


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("bad.xlsx", b"pas un classeur...", "un fichier nommé"),
        ("photo.csv", b"\x89PNG\r\n\x1a\n", "image"),
        ("coupe.xlsx", b"PK\x03\x04 and no more", "archive ZIP abîmée"),
    ],
)
def test_a_file_that_is_no_table_is_told_before_anything_is_asked(
    open_page: OpenPage, name: str, content: bytes, found: str
) -> None:
    app = open_page("mes_donnees")
    app.radio(key="mes_donnees.kind").set_value(OwnKind.SURVEY).run()
    app.get("file_uploader")[0].upload(name, content, "application/octet-stream").run()
    assert not app.exception
    assert "Organisation" not in [field.label for field in app.text_input]
    assert "aucune ligne prise. **1 faute" in app.error[0].value
    (fault,) = app.dataframe[0].value.to_dict("records")
    assert fault["Trouvé"].startswith(found)
    assert fault["Attendu"].startswith("une table (CSV, XLSX")
    assert fault["Comment réparer"].endswith(".")


def organisation(app: AppTest) -> TextInput:
    return next(field for field in app.text_input if field.label == "Organisation")


def click(app: AppTest, label: str) -> AppTest:
    app = next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def labels(app: AppTest) -> set[str]:
    return {button.label for button in app.button}


def own(app: AppTest) -> Own:
    found: Own = app.session_state[OWN]
    return found


def kept_in(app: AppTest) -> SessionWorkspace:
    found: SessionWorkspace = app.session_state[SESSION]
    return found


def linked(app: AppTest) -> list[str]:
    return [link.label for link in app.get("page_link")]


def test_a_workbook_is_checked_then_loaded_then_removed(open_page: OpenPage) -> None:
    app = bring(open_page("mes_donnees"), OwnKind.PARTNERSHIPS, example(), "partenariats.xlsx")
    named = " ; ".join(domain_label(key) for key in ("mobilite", "emploi"))
    assert app.table[0].value["Domaines"].tolist()[0] == plain(named)
    assert "3 lignes prises" in str(app.success[0].value)
    assert verdict(CheckReport(OwnKind.PARTNERSHIPS, "")) in str(app.success[0].value)
    assert own(app) == Own()  # nothing changes until it is loaded
    click(app, LOAD)
    assert own(app).count == 1
    assert own(app).content == kept_in(app).content()
    records = kept_in(app).tables(OwnKind.PARTNERSHIPS)["partnerships/records.parquet"]
    assert records["title"].tolist() == [
        "Plateforme mobilité solidaire", "Maison de santé partagée", "Label numérique",
    ]  # fmt: skip
    assert app.get("file_uploader")[0].value is None  # the file itself is let go
    assert own_words(1) in linked(app)
    app.switch_page("pages/carte.py").run()
    assert own_words(1) in linked(app)
    assert set(records["record"]) <= set(own(app).desk.records["record"])
    assert not set(records["record"]) & set(public_desk().records["record"])
    app.switch_page("pages/mes_donnees.py").run()
    click(app, REMOVE)
    assert own(app) == Own()
    assert own_words(1) not in linked(app)
    assert REMOVE not in labels(app)


def test_a_faulty_file_is_told_and_loads_nothing(open_page: OpenPage) -> None:
    app = bring(open_page("mes_donnees"), OwnKind.PARTNERSHIPS, FAULTY.encode(), "fautes.csv")
    assert verdict(CheckReport(OwnKind.PARTNERSHIPS, "", total=3)) in str(app.error[0].value)
    shown = app.dataframe[0].value
    assert shown.columns.tolist() == faults_table([]).columns.tolist()
    assert shown["Ligne"].tolist() == ["2", "3", "3"]
    assert set(shown["Colonne"]) == {"titre", "territoire", "lien"}
    assert quoted("ici") in set(shown["Trouvé"])
    assert LOAD not in labels(app)
    assert own(app) == Own()


def test_a_choice_that_changes_asks_for_another_check(open_page: OpenPage) -> None:
    app = bring(open_page("mes_donnees"), OwnKind.PARTNERSHIPS, example(), "partenariats.xlsx")
    organisation(app).set_value("Université").run()
    assert LOAD not in labels(app)
    click(click(app, CHECK), LOAD)
    assert kept_in(app).loads()[0].about.organisation == "Université"


def test_another_file_begins_with_what_was_said_of_the_one_before(open_page: OpenPage) -> None:
    app = bring(open_page("mes_donnees"), OwnKind.PARTNERSHIPS, FAULTY.encode(), "fautes.csv")
    app.get("file_uploader")[0].clear().run()
    app.get("file_uploader")[0].upload("bon.xlsx", example(), "application/octet-stream").run()
    assert organisation(app).value == "Préfecture de l’Ain"
    assert LOAD in labels(click(app, CHECK))


def test_the_design_of_a_survey_is_made_of_its_columns(open_page: OpenPage) -> None:
    content = (FOLDER / example_name(OwnKind.SURVEY)).read_bytes()
    app = bring(open_page("mes_donnees"), OwnKind.SURVEY, content, "enquete.csv")
    low = next(
        box for box in app.selectbox if box.key == "mes_donnees.design.measure.sante.fragile"
    )
    low.set_value("low").run()
    click(click(app, CHECK), LOAD)
    found = kept_in(app).tables(OwnKind.SURVEY)["perceptions/estimates.parquet"]
    assert set(found["domain"]) == {"emploi", "sante", "mobilite"}
    here = found[(found["code"] == "01004") & (found["group"] == "citoyens")].set_index("domain")
    answers = pd.read_csv(
        FOLDER / example_name(OwnKind.SURVEY), sep=";", decimal=",", dtype={"commune": "str"}
    )
    people = answers[(answers["commune"] == "01004") & (answers["groupe"] == "citoyens")]
    mean = (people["sante"] * people["poids"]).sum() / people["poids"].sum()
    assert here.loc["sante", "value"] == pytest.approx(100 - 10 * mean)
    mean = (people["emploi"] * people["poids"]).sum() / people["poids"].sum()
    assert here.loc["emploi", "value"] == pytest.approx(10 * mean)


@pytest.mark.slow
def test_everyone_of_one_group_and_a_drawn_sample(open_page: OpenPage) -> None:
    content = (FOLDER / example_name(OwnKind.SURVEY)).read_bytes()
    app = bring(open_page("mes_donnees"), OwnKind.SURVEY, content, "enquete.csv")
    app.selectbox(key="mes_donnees.design.group").set_value("").run()
    app.selectbox(key="mes_donnees.design.everyone").set_value("entreprises").run()
    app.radio(key="mes_donnees.design.kind").set_value(SurveyKind.PROBABILITY).run()
    click(click(app, CHECK), LOAD)
    load = kept_in(app).loads()[0]
    assert load.surveys[0].groups == ("entreprises",)
    assert load.surveys[0].kind is SurveyKind.PROBABILITY


def test_a_design_that_exists_takes_the_place_of_the_form(open_page: OpenPage) -> None:
    app = open_page("mes_donnees")
    app.radio(key="mes_donnees.kind").set_value(OwnKind.SURVEY).run()
    content = (FOLDER / example_name(OwnKind.SURVEY)).read_bytes()
    app.get("file_uploader")[0].upload("enquete.csv", content, "text/csv").run()
    app.checkbox(key="mes_donnees.plan.have").check().run()
    organisation(app).set_value("Préfecture de l’Ain").run()
    assert CHECK not in labels(app)  # the design is waited for
    plan = (
        'title = "Enquête de l’Ain"\nproducer = "Préfecture"\nkind = "probability"\n'
        'mention = "Sondage de l’Ain"\nyear = 2025\n[columns]\ngroup = "groupe"\n'
        '[territories]\ncommune = "commune"\n[measures.sante]\ncolumn = "sante"\n'
    )
    app.get("file_uploader")[1].upload("design.toml", b"title = 3\n", "text/plain").run()
    assert any("producer" in one.value for one in app.error)
    app.get("file_uploader")[1].upload("design.toml", plan.encode(), "text/plain").run()
    click(click(app, CHECK), LOAD)
    survey = kept_in(app).loads()[0].surveys[0]
    assert (survey.title, survey.kind) == ("Enquête de l’Ain", SurveyKind.PROBABILITY)
    assert survey.mention.startswith("Sondage de l’Ain")
    assert survey.domains == ("sante",)


def test_a_survey_given_as_a_perimeter_leads_to_the_page_of_own_data(open_page: OpenPage) -> None:
    app = open_page("territoire")
    field = next(one for one in app.get("file_uploader") if one.key == "territoire.perimetre.file")
    content = (FOLDER / example_name(OwnKind.SURVEY)).read_bytes()
    field.upload("enquete.csv", content, "text/csv").run()
    app.button(key="territoire.perimetre.upload").click().run()
    told = [one.value for one in app.error]
    assert any(looks_like(OwnKind.SURVEY) in text for text in told)
    assert not any("python -m" in text for text in told)
    assert TO_OWN_DATA in {link.label for link in app.get("page_link")}


def test_the_questions_of_the_programme_are_shown_beside_the_national_figures(
    open_page: OpenPage,
) -> None:
    rows = "".join(
        f"citoyen;200069193;{n % 11};{'action' if n % 4 else 'vision'}\n" for n in range(120)
    )
    content = f"groupe;epci;note_sante;levier_souhaite\n{rows}".encode()
    app = bring(open_page("mes_donnees"), OwnKind.SURVEY, content, "enquete.csv")
    click(app, LOAD)
    mention = published("levier_souhaite_action", "citoyens").mention
    app.switch_page("pages/territoire.py")
    app.query_params.update(territoire="epci:200069193", onglet="ressenti")
    app.run()
    assert not app.exception
    assert HEADING in {one.value for one in app.subheader}
    assert any(plain(mention) in one.value for one in app.caption)
    app.switch_page("pages/ecarts.py")
    app.query_params["niveau"] = "epci"
    app.run()
    assert not app.exception
    assert HEADING in {one.value for one in app.header}
    assert any(plain(mention) == one.value for one in app.caption)


def test_undo_takes_back_the_last_load(open_page: OpenPage) -> None:
    app = bring(open_page("mes_donnees"), OwnKind.PARTNERSHIPS, example(), "partenariats.xlsx")
    click(click(app, LOAD), UNDO)
    assert own(app) == Own()


def test_what_is_taken_away_comes_back(open_page: OpenPage) -> None:
    app = bring(open_page("mes_donnees"), OwnKind.PARTNERSHIPS, example(), "partenariats.xlsx")
    taken = taken_away(kept_in(click(app, LOAD)))
    other = open_page("mes_donnees")
    assert own(other) == Own()
    other.get("file_uploader")[1].upload("espace.gpkg", taken, "application/x-sqlite3").run()
    click(other, BRING)
    assert [load.title for load in kept_in(other).loads()] == ["partenariats"]
    assert own(other).content != own(app).content
    assert len(brought_back(taken, "espace.gpkg").loads()) == 1


def test_the_end_of_a_session_lets_go_of_all_that_it_held(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = click(
        bring(open_page("mes_donnees"), OwnKind.PARTNERSHIPS, example(), "partenariats.xlsx"), LOAD
    )
    app.switch_page("pages/partenariats.py").run()  # which keeps answers made of them
    content, desk, held = own(app).content, weakref.ref(own(app).desk), weakref.ref(kept_in(app))
    forgotten = []

    def forget() -> None:
        forgotten.append("once")
        forget_own()

    monkeypatch.setattr(kept, "forget_own", forget)
    clear_session_cache(AN_APP_OF_TESTS)  # as the server does when a session ends
    assert forgotten == ["once"]
    del app
    gc.collect()
    assert (desk(), held()) == (None, None)
    assert public_desk().companion(content) is None


def test_a_foreign_file_does_not_come_back(open_page: OpenPage) -> None:
    app = open_page("mes_donnees")
    app.get("file_uploader")[1].upload("a.gpkg", b"SQLite format 3\0" + b"\0" * 600, "a/b").run()
    click(app, BRING)
    assert app.error
    assert own(app) == Own()


def test_texts_of_a_file_are_no_markdown(open_page: OpenPage) -> None:
    text = "titre;territoire\n**gras** <b>[lien](https://a.fr)</b>;01004\n"
    app = bring(open_page("mes_donnees"), OwnKind.PARTNERSHIPS, text.encode(), "*a*_[b](c).csv")
    click(app, LOAD)
    texts = "\n".join(str(one.value) for kind in ("markdown", "success") for one in app.get(kind))
    assert "**a" not in texts.replace("****", "")
    assert "[b](c)" not in texts
    assert r"\*a\*" in texts


def test_a_perimeter_of_the_organisation_is_offered_where_places_are_chosen(
    open_page: OpenPage,
) -> None:
    content = (FOLDER / example_name(OwnKind.PERIMETER)).read_bytes()
    app = click(bring(open_page("mes_donnees"), OwnKind.PERIMETER, content, "a.csv"), LOAD)
    app.switch_page("pages/territoire.py").run()
    box = next(one for one in app.selectbox if one.label == OWN_PERIMETERS)
    assert box.options == ["Haut-Bugey (2 communes)", "Plaine de l’Ain (2 communes)"]
    box.set_value("Haut-Bugey").run()
    click(app, OPEN_OWN)
    assert "Haut-Bugey" in str(app.title[0].value)


def test_the_server_takes_the_largest_file_of_a_page_and_no_larger() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    most = max(limits.OWN_BYTES, limits.WORKSPACE_BYTES.known, limits.TOML_BYTES)
    assert settings["server"]["maxUploadSize"] * 1_000_000 == most
