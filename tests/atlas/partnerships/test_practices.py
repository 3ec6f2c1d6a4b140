"""Practices chosen: by place, with those of an organisation, and taken away."""

from __future__ import annotations

import json

import pytest

from atlas.desk.desk import Desk
from atlas.desk.own import with_workspace
from atlas.desk.own_rows import OWN_SENTENCE, own_rows
from atlas.desk.perimeters import gazetteer
from atlas.desk.taken import flat_rows
from atlas.partnerships.around import AROUND, INSIDE
from atlas.partnerships.practices import PracticesQuery, choose_practices, described_practices
from atlas.partnerships.practices_export import (
    practices_geojson,
    practices_name,
    practices_workbook,
    taken_practices,
)
from common.errors import InvalidDataError
from common.levels import Territory
from indicators.base.domains import DOMAIN_KEYS
from indicators.partnerships import has_key
from indicators.partnerships.practices import PRACTICES, PracticeFilter
from own_data.kinds.choices import Choices
from own_data.kinds.loading import load
from own_data.loaded import OwnKind, OwnSource
from own_data.sheets.reading import read_sheet
from own_data.workspace.session import SessionWorkspace
from tests.own_data.workspace import loads

#: Nantes Métropole, of which Nantes is a part; and the same with its région.
EPCI, COMMUNE, REGION = (
    Territory.parse(text) for text in ("epci:244400404", "commune:44109", "region:52")
)
PAT = "PAT de Nantes Métropole"
OURS = (
    "titre;territoire;categorie;innovation\n"
    "Atelier partagé;44109;mecenat;Un prototype\n"
    "Sans lieu;;;\n"
    "Partout;France;;\n"
)


@pytest.fixture(scope="module")
def own_desk(desk: Desk) -> Desk:
    about = OwnSource("Cas de la ville", "Ville de Nantes", 2026)
    workspace = SessionWorkspace()
    workspace.add(load(OwnKind.PRACTICES, OURS.encode(), "a.csv", gazetteer(desk), Choices(about)))
    return with_workspace(desk, workspace)


def attached(desk: Desk, place: Territory, title: str) -> list[str]:
    frame = choose_practices(desk, PracticesQuery(within=place)).frame
    return frame.loc[frame["title"] == title, "attached"].tolist()


def test_a_practice_is_in_the_place_that_it_names_and_around_its_parts(desk: Desk) -> None:
    assert attached(desk, EPCI, PAT) == [INSIDE]
    assert attached(desk, COMMUNE, PAT) == [AROUND]
    assert attached(desk, REGION, PAT) == [INSIDE]
    assert attached(desk, Territory.parse("region:53"), PAT) == []


def test_a_place_and_a_domain_are_asked_together(desk: Desk) -> None:
    """Whatever is left of the place by the domain: several, one or none."""
    place = Territory.parse("departement:09")
    whole = choose_practices(desk, PracticesQuery(within=place)).frame
    assert {int(has_key(whole["domains"], key).sum()) > 0 for key in DOMAIN_KEYS} == {True, False}
    for key in DOMAIN_KEYS:
        query = PracticesQuery(PracticeFilter(domain=key), within=place)
        found = choose_practices(desk, query).frame
        expected = whole[has_key(whole["domains"], key)]
        assert found["practice"].tolist() == expected["practice"].tolist()
        assert found.columns.tolist() == whole.columns.tolist()


def test_words_find_places(desk: Desk) -> None:
    found = choose_practices(desk, PracticesQuery(PracticeFilter(words="nantes fabriques")))
    assert found.frame["source"].unique().tolist() == ["Fabriques prospectives"]
    assert found.frame["place"].str.contains("Nantes").all()


def test_the_country_has_all_of_them_and_their_sources(desk: Desk) -> None:
    practices = choose_practices(desk, PracticesQuery())
    assert len(practices.frame) == len(desk.practices) == 498
    assert not practices.about.own
    assert {source.licence for source in practices.about.sources} == set(desk.practices["licence"])
    assert practices.frame[["innovation", "performance", "confiance"]].isna().all(axis=None)


def test_own_practices_come_first_marked_and_nowhere_else(desk: Desk, own_desk: Desk) -> None:
    practices = choose_practices(own_desk, PracticesQuery(within=COMMUNE))
    first = practices.frame.iloc[0]
    assert (first["title"], first["own"], first["attached"]) == ("Atelier partagé", True, INSIDE)
    assert "Sans lieu" not in set(practices.frame["title"])
    assert practices.frame.set_index("title").loc["Partout", "attached"] == AROUND
    assert practices.about.mentions == (OWN_SENTENCE,)
    rows = flat_rows(taken_practices(practices))
    assert rows["mention"].eq(OWN_SENTENCE).tolist() == practices.frame["own"].tolist()
    everywhere = choose_practices(own_desk, PracticesQuery()).frame
    assert set(everywhere["title"]) >= {"Atelier partagé", "Sans lieu", "Partout"}
    assert len(described_practices(desk)) == len(everywhere) - 3


def test_files_hold_what_is_shown(desk: Desk) -> None:
    practices = choose_practices(desk, PracticesQuery(within=EPCI))
    titles = practices.frame["title"].tolist()
    read = json.loads(practices_geojson(desk, practices))
    assert [one["properties"]["title"] for one in read["features"]] == titles
    assert {one["geometry"]["type"] for one in read["features"]} <= {"Polygon", "MultiPolygon"}
    assert read["filters"]["within"] == "epci:244400404"
    assert all(one["properties"]["innovation"] is None for one in read["features"])
    book = practices_workbook(practices)
    assert read_sheet(book, "a.xlsx", "Pratiques").frame["title"].tolist() == titles
    told = read_sheet(book, "a.xlsx", "À lire").frame["Texte"].tolist()
    assert all(source.line() in told for source in practices.about.sources)
    assert practices_name(practices, "csv") == "fragiscope_pratiques_epci_244400404.csv"


def test_a_practice_without_place_has_no_shape(own_desk: Desk) -> None:
    for words in ("sans lieu", "partout"):
        asked = PracticesQuery(PracticeFilter(words=words))
        read = json.loads(practices_geojson(own_desk, choose_practices(own_desk, asked)))
        assert [one["geometry"] for one in read["features"]] == [None]


def test_what_no_file_could_have_brought_is_refused(desk: Desk) -> None:
    workspace = SessionWorkspace()
    rows = [{"practice": "propre_a-2", "title": "A", "domains": "emplois", "source": "s"}]
    table = loads.frame(PRACTICES, rows).astype({"domains": "str"})
    workspace.add(loads.loaded(OwnKind.PRACTICES, {PRACTICES.file: table}))
    with pytest.raises(InvalidDataError, match="domains"):
        own_rows(workspace, desk.territories)
    workspace = SessionWorkspace()
    rows = [{"practice": "propre_a-2", "title": "A", "territories": "commune:99999"}]
    workspace.add(loads.loaded(OwnKind.PRACTICES, {PRACTICES.file: loads.frame(PRACTICES, rows)}))
    with pytest.raises(InvalidDataError, match="99999"):
        own_rows(workspace, desk.territories)
