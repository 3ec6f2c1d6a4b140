from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.levels import Level
from geo.search import SearchIndex
from tests.speed import clocked, within

#: CPU time, so that a busy machine does not matter.
LONGEST_SECONDS = 0.030
COLUMNS = ["level", "code", "name", "context", "population", "matched"]
QUERIES = [
    "Ambérieu", "saint", "a", "st etienne", "01500", "2a", "crte-84", "sainte colombe 77",
    "Marseile", "metropole du grand paris", "97", "l'ile", "xyzzyx", "Chalon s/ Saône",
]  # fmt: skip


def first(index: SearchIndex, text: str) -> tuple[str, str]:
    row = index.find(text).iloc[0]
    return row["level"], row["code"]


@pytest.mark.parametrize(
    ("text", "level", "code"),
    [
        ("Ambérieu-en-Bugey", "commune", "01004"),
        ("  AMBERIEU en bugey", "commune", "01004"),
        ("Ambérieu", "commune", "01004"),
        ("01004", "commune", "01004"),
        ("2A004", "commune", "2A004"),
        ("2a004", "commune", "2A004"),
        ("200069193", "epci", "200069193"),
        ("crte-84-01-7", "crte", "crte-84-01-7"),
        ("09", "departement", "09"),
        ("St-Étienne", "commune", "42218"),
        ("ste maxime", "commune", "83115"),
        ("l ile d yeu", "commune", "85113"),
        ("oeuilly", "commune", "51410"),
        ("bourgogne franche", "region", "27"),
        ("grand paris", "epci", "200054781"),
        ("Chalon s/ Saône", "commune", "71076"),
        ("sainte colombe 77", "commune", "77404"),
        ("Clermont-Ferant", "commune", "63113"),
        ("Marseile", "commune", "13055"),
        ("France", "france", "FR"),
    ],
)
def test_a_place_is_found_first(index: SearchIndex, text: str, level: str, code: str) -> None:
    found = index.find(text, levels=[Level(level)])
    assert found.iloc[0]["code"] == code
    if level in ("commune", "epci", "france") and text != "Chalon s/ Saône":
        assert first(index, text) == (level, code)


def test_a_postcode_gives_all_its_communes_most_populated_first(
    index: SearchIndex, territories: pd.DataFrame
) -> None:
    found = index.find("01500")
    have = territories[territories["postcodes"].str.contains("01500", na=False)]
    assert set(found["code"]) == set(have["code"])
    assert len(found) == 8
    assert found["matched"].eq("01500").all()
    assert found["population"].is_monotonic_decreasing


@pytest.mark.parametrize(
    ("text", "code", "matched"),
    [
        ("75015", "75056", "75015"),
        ("75115", "75056", "75115"),
        ("Paris 15e", "75056", "Paris 15e Arrondissement"),
        ("paris 15ème arrondissement", "75056", "Paris 15e Arrondissement"),
        ("Lyon 3", "69123", "Lyon 3e Arrondissement"),
        ("marseille 1er", "13055", "Marseille 1er Arrondissement"),
        ("Bâgé-la-Ville", "01025", "Bâgé-la-Ville"),
        ("arbignieu", "01015", "Arbignieu"),
        ("01144", "01025", "01144"),
    ],
)
def test_arrondissements_and_former_communes_lead_to_the_present_one(
    index: SearchIndex, text: str, code: str, matched: str
) -> None:
    row = index.find(text).iloc[0]
    assert (row["level"], row["code"], row["matched"]) == ("commune", code, matched)


def test_homonyms_are_told_apart_by_their_departement(index: SearchIndex) -> None:
    found = index.find("Sainte-Colombe", limit=50)
    homonyms = found[found["name"] == "Sainte-Colombe"]
    assert len(homonyms) == 12
    assert homonyms["context"].is_unique
    assert "Seine-et-Marne (77)" in set(homonyms["context"])
    # They come before Sainte-Colombe-sur-…, and the most populated comes first.
    assert list(homonyms.index) == list(range(12))
    assert homonyms["population"].is_monotonic_decreasing


def test_an_official_name_comes_before_the_same_name_of_a_former_commune(
    index: SearchIndex,
) -> None:
    found = index.find("Dommartin", limit=50)
    exact = found[found["name"].eq("Dommartin") | found["matched"].eq("Dommartin")]
    assert list(exact["name"].eq("Dommartin")) == [True] * 4 + [False]
    assert exact["population"].iloc[-1] > exact["population"].iloc[1]


def test_levels_and_limit_narrow_the_answer(index: SearchIndex) -> None:
    found = index.find("paris", limit=3, levels=[Level.EPCI, Level.CRTE])
    assert list(found.columns) == COLUMNS
    assert len(found) == 3
    assert set(found["level"]) <= {"epci", "crte"}


@pytest.mark.parametrize("text", ["", "   ", "'", "(", "<>", "xyzzyx", "%", "\\", "99999"])
def test_what_does_not_exist_gives_no_row(index: SearchIndex, text: str) -> None:
    found = index.find(text)
    assert found.empty
    assert list(found.columns) == COLUMNS


@settings(derandomize=True, max_examples=60)
@given(data=st.data())
def test_any_territory_is_found_by_its_name_and_by_its_code(
    index: SearchIndex, territories: pd.DataFrame, data: st.DataObject
) -> None:
    row = territories.iloc[data.draw(st.integers(0, len(territories) - 1))]
    change = data.draw(st.sampled_from([str.upper, str.lower, lambda t: t.replace("-", " ")]))
    by_name = index.find(change(row["name"]), limit=400)
    assert ((by_name["level"] == row["level"]) & (by_name["code"] == row["code"])).any()
    by_code = index.find(change(row["code"]), limit=5, levels=[Level(row["level"])])
    assert by_code.iloc[0]["code"] == row["code"]


@settings(derandomize=True, max_examples=60)
@given(text=st.text(max_size=25))
def test_no_text_breaks_a_search(index: SearchIndex, text: str) -> None:
    found = index.find(text, limit=5)
    assert len(found) <= 5
    assert not found.duplicated(["level", "code"]).any()


def test_a_search_is_immediate(index: SearchIndex) -> None:
    within(LONGEST_SECONDS * len(QUERIES), lambda: [index.find(query) for query in QUERIES])


def test_a_search_of_many_words_costs_no_more_than_one_of_a_few(index: SearchIndex) -> None:
    few = clocked(lambda: index.find("ab ac ad ae af ag ah ai")).seconds
    within(few + 0.05, lambda: index.find("ab " * 30_000))
