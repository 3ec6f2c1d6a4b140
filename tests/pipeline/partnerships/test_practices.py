"""From the partnership records to the practices that they allow, and to no more."""

from __future__ import annotations

import pandas as pd
import pytest

from common.paths import DATA
from indicators.partnerships import read_records, read_schemes
from indicators.partnerships.practice_check import practice_faults
from indicators.partnerships.practice_words import CHANGES
from indicators.partnerships.practices import PRACTICES, read_practices
from indicators.partnerships.records import RECORDS, SCHEMES
from pipeline.partnerships.practices import READING, practices_of
from tests.own_data.workspace.loads import frame


def record(name: str, scheme: str, **said: object) -> dict[str, object]:
    stated = {"record": f"{scheme}-{name}", "title": name, "kind": "alliance", "scheme": scheme}
    return stated | {"partners": "Ville, Usine", "profiles": "entreprise", "source": "s"} | said


@pytest.fixture(scope="module")
def made() -> pd.DataFrame:
    schemes = [
        {"scheme": name, "label": name.upper(), "kind": "alliance", "coverage": "partial",
         "reason": f"Raison {name}.", "producer": "P", "licence": "L", "vintage": "2026",
         "source": "s", "link": "https://exemple.fr/dispositif"}
        for name in ("pat", "covoiturage")
    ]  # fmt: skip
    records = [
        record("b", "pat", category="mecenat", family="dynamique_collective", domains="sante"),
        record("a", "covoiturage", category="mecenat", family="partenariale", start_year=2021,
               link="https://exemple.fr/a"),
        record("anonyme", "pat", partners=None),
        record("label", "pat", kind="label"),
    ]  # fmt: skip
    return practices_of(frame(RECORDS, records), frame(SCHEMES, schemes))


def test_only_alliances_that_name_somebody_are_practices(made: pd.DataFrame) -> None:
    assert made["practice"].tolist() == ["covoiturage-a", "pat-b"]
    assert practice_faults(made) == []


def test_nothing_is_added_to_what_a_record_says(made: pd.DataFrame) -> None:
    assert made[["summary", *CHANGES]].isna().all(axis=None)
    assert made["aims"].tolist() == ["", ""]
    first, second = made.to_dict("records")
    assert (first["type"], first["profiles"]) == ("mecenat", "entreprise")
    assert pd.isna(second["type"])  # its category is not a type of its family
    assert second["profiles"] == ""  # its record names the place, not who is in it


def test_a_practice_says_who_sorted_it_and_where_to_read(made: pd.DataFrame) -> None:
    assert made["reading"].tolist() == [f"{READING} Raison covoiturage.", f"{READING} Raison pat."]
    assert made["link"].tolist() == ["https://exemple.fr/a", "https://exemple.fr/dispositif"]
    assert made["source"].tolist() == ["COVOITURAGE", "PAT"]


def test_the_stored_practices_are_those_of_the_records() -> None:
    stored = read_practices(DATA)
    pd.testing.assert_frame_equal(stored, practices_of(read_records(DATA), read_schemes(DATA)))
    assert PRACTICES.faults(stored) == practice_faults(stored) == []
    assert stored["source"].value_counts().to_dict() == {
        "Projets alimentaires territoriaux": 434,
        "Campagnes d’incitation au covoiturage": 42,
        "Fabriques prospectives": 22,
    }
