"""The page Partenariats: default, filters in the URL, nonsense in the URL, nothing to show."""

from __future__ import annotations

import json
from collections.abc import Callable

import pandas as pd
from streamlit.testing.v1 import AppTest

from atlas.desk.desk import Desk
from atlas.partnerships.need_response import NeedQuery, title_of
from atlas.partnerships.records import RecordsQuery, choose_records
from common.french import number
from common.paths import DATA
from indicators.base.reference_points import reference_points
from indicators.partnerships import Kind, Presence
from pages.parts.partenariats.list import NO_PARTNER
from pages.parts.partenariats.need_view import EVERY_KIND, KINDS
from pages.parts.partenariats.place import WHAT_EXISTS
from pages.parts.partenariats.reference_cards import COMPLETE, TO_COMPLETE
from pages.parts.partenariats.views import points_words

OpenPage = Callable[..., AppTest]
RECORDS = DATA / "partnerships" / "records.parquet"


def texts(app: AppTest) -> str:
    kinds = ("title", "header", "subheader", "markdown", "caption", "warning", "info", "error")
    return "\n".join(str(element.value) for kind in kinds for element in app.get(kind))


def test_it_opens_on_the_records_of_today_and_says_what_stands_apart(open_page: OpenPage) -> None:
    app = open_page("partenariats")
    assert not app.exception
    assert not app.warning
    records = pd.read_parquet(RECORDS, columns=["kind", "end_year"])
    grants, ended = records["kind"] == "subvention", (records["end_year"] < 2026).fillna(False)
    assert f"**{number((~grants & ~ended).sum())} partenariats**" in texts(app)
    assert f"{number(grants.sum())} subventions d’investissement" in texts(app)
    assert f"{number((~grants & ended).sum())} partenariats terminés" in texts(app)
    assert "siège" in texts(app)  # the head-office bias is told


def test_the_url_restores_the_filters_and_the_record(open_page: OpenPage) -> None:
    frame = pd.read_parquet(RECORDS)
    digital = frame["domains"].str.split("|").map(lambda keys: "numerique" in keys)
    inside = frame["territories"].fillna("").str.contains(r"(?:^|\|)commune:09")
    chosen = frame[digital & inside & (frame["kind"] == "label")]
    app = open_page(
        "partenariats",
        domaine="numerique",
        nature="label",
        dans="departement:09",
        fiche=str(chosen["record"].iloc[0]),
    )
    assert not app.exception
    assert f"**{len(chosen)} partenariats** sur le territoire" in texts(app)
    assert "Label national" in texts(app)
    assert app.query_params["dans"] in ("departement:09", ["departement:09"])


def test_a_url_that_names_nothing_gets_messages_and_the_default_view(open_page: OpenPage) -> None:
    named = {
        "vue": ("carte", "fiches"),
        "domaine": ("emplois", "emploi"),
        "categorie": ("mécénat", "Mécénat"),
        "nature": ("aliance", "Alliance"),
        "echelle": ("canton", "Communal"),
        "dispositif": ("<script>", "dispositif"),
        "annee": ("9" * 5000, "année"),
        "periode": ("passées", "terminees"),
        "dans": ("commune:99999", "territoire"),
        "fiche": ("rien", "identifiant"),
        "rayon": ("7", "rayon"),
        "autour": ("peut-être", "oui"),
        "regard": ("maires", "Citoyens"),
    }
    app = open_page("partenariats", **{name: text for name, (text, _) in named.items()})
    assert not app.exception
    messages = [str(warning.value) for warning in app.warning]
    assert len(messages) == len(named)
    assert [word for _, word in named.values() if not any(word in m for m in messages)] == []
    assert "partenariats**" in texts(app)


def test_what_is_placed_and_what_is_not_make_the_number_shown(desk: Desk) -> None:
    records = choose_records(desk, RecordsQuery())
    assert records.with_points + records.unlocated == len(records.frame)
    assert len(records.located) > records.with_points
    told = points_words(records)
    for count in (records.with_points, len(records.located), records.unlocated):
        assert number(count) in told


def test_nothing_found_says_what_it_means(open_page: OpenPage) -> None:
    nobody = open_page("partenariats", domaine="niveau_de_vie")
    assert Presence.UNKNOWN.label in texts(nobody)
    absent = open_page("partenariats", dispositif="acv", dans="epci:200000438")
    assert Presence.ABSENT.label in texts(absent)
    assert not nobody.exception
    assert not absent.exception


def test_need_and_response_shows_a_place_domain_by_domain(open_page: OpenPage) -> None:
    app = open_page("partenariats", vue="besoin", domaine="numerique", territoire="epci:200023737")
    assert not app.exception
    assert title_of(NeedQuery(domain="numerique")) in texts(app)
    assert "Marshall" in texts(app)
    assert WHAT_EXISTS in texts(app)
    matrix = next(t.value for t in app.dataframe if "Mécénat" in t.value.columns)
    assert len(matrix) == 16
    assert set(matrix["Mécénat"]) == {"inconnu"}  # no source states this category


def test_perceived_need_keeps_its_mark_and_its_mention(open_page: OpenPage) -> None:
    app = open_page(
        "partenariats", vue="besoin", domaine="emploi", niveau="region", regard="citoyens"
    )
    assert not app.exception
    assert "démonstration" in texts(app).lower()


def test_a_need_that_cannot_be_answered_says_where_to_look(open_page: OpenPage) -> None:
    app = open_page("partenariats", vue="besoin", domaine="niveau_de_vie")
    assert not app.exception
    assert "Aucune liste complète" in texts(app)


def test_every_national_figure_is_beside_its_mention(open_page: OpenPage) -> None:
    app = open_page("partenariats", vue="reperes")
    assert not app.exception
    shown = texts(app)
    assert "CAWI" in shown
    assert "CATI" in shown
    assert shown.count("(1)") >= len(reference_points())
    assert [header.value for header in app.header] == [COMPLETE, TO_COMPLETE]
    assert "lues sur un graphique" in shown


def test_the_density_has_a_table_behind_its_map(open_page: OpenPage) -> None:
    app = open_page("partenariats", vue="densite", domaine="numerique", dans="departement:09")
    assert not app.exception
    rows = next(table.value for table in app.dataframe if "Partenariats" in table.value.columns)
    assert rows["Partenariats"].gt(0).all()
    assert rows["Pour 10 000 hab. (stabilisé)"].is_monotonic_decreasing
    assert "préfectures" not in texts(app)


def test_the_list_of_need_has_columns_of_numbers_rounded_for_a_reader(
    open_page: OpenPage,
) -> None:
    app = open_page("partenariats", vue="besoin", domaine="numerique", niveau="region")
    assert not app.exception
    element = next(table for table in app.dataframe if "Position" in table.value.columns)
    numbers = element.value.select_dtypes("number")
    localized = json.loads(element.proto.columns)
    assert set(numbers) <= {name for name in localized if "localized" in str(localized[name])}
    assert numbers["Habitants"].dtype.kind in "iu"
    score = numbers["Score de fragilité"].dropna()
    assert (score == score.round(1)).all()


def test_what_is_counted_is_said_above_the_quadrants(open_page: OpenPage) -> None:
    every = open_page("partenariats", vue="besoin", domaine="numerique", niveau="departement")
    assert EVERY_KIND in texts(every)
    labels = open_page(
        "partenariats", vue="besoin", domaine="numerique", niveau="departement", nature="label"
    )
    assert KINDS[Kind.LABEL] in texts(labels)
    assert EVERY_KIND not in texts(labels)


def test_the_list_names_the_partners_right_after_the_title(open_page: OpenPage) -> None:
    app = open_page("partenariats", dans="commune:32462", nature="subvention")
    assert not app.exception
    shown = next(table.value for table in app.dataframe if "Partenaires" in table.value.columns)
    assert list(shown)[:3] == ["Intitulé", "Partenaires", "Nature"]
    assert "Vic-Fezensac" in set(shown["Partenaires"].dropna())


def test_the_url_asks_for_what_has_ended_and_a_grant_needs_a_domain(open_page: OpenPage) -> None:
    frame = pd.read_parquet(RECORDS)
    inside = frame["territories"].fillna("").str.contains(r"epci:200067106")
    rural = frame[inside & (frame["scheme"] == "covoiturage") & (frame["end_year"] < 2026)]
    app = open_page(
        "partenariats", dispositif="covoiturage", dans="epci:200067106", periode="terminees"
    )
    assert not app.exception
    assert f"**{len(rural)} partenariats** sur le territoire" in texts(app)
    together = open_page("partenariats", vue="besoin", nature="subvention")
    assert "ne font pas un ensemble" in texts(together)


def test_alliances_that_name_their_partners_come_first_and_what_is_unsaid_is_said(
    open_page: OpenPage,
) -> None:
    app = open_page("partenariats", nature="alliance")
    shown = next(table.value for table in app.dataframe if "Partenaires" in table.value.columns)
    named = shown["Partenaires"] != NO_PARTNER
    assert named.sum() > 100
    assert (named.cumprod() == named).all()  # all those that are named, then the others
    assert shown[["Partenaires", "Lieu"]].notna().all(axis=None)
    assert not shown["Lieu"].eq("").any()


def test_the_country_has_a_circle_by_departement_and_a_region_by_epci(open_page: OpenPage) -> None:
    for place, level in (("france:FR", "département"), ("region:84", "EPCI")):
        app = open_page("partenariats", dans=place, nature="subvention")
        assert f"Un cercle par {level}," in texts(app)
