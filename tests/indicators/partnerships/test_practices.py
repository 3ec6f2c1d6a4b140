"""Choosing practices, and what may not stand in their table."""

from __future__ import annotations

import pandas as pd
import pytest

from common.errors import UnknownNameError
from indicators.partnerships.practice_check import practice_faults
from indicators.partnerships.practice_words import FAMILY_OF, TYPES_OF, PracticeType
from indicators.partnerships.practices import PRACTICES, PracticeFilter, chosen_practices
from indicators.partnerships.vocabulary import Category, Family
from tests.own_data.workspace.loads import frame


@pytest.fixture
def practices() -> pd.DataFrame:
    rows = [
        {"practice": "a", "title": "Épicerie solidaire", "domains": "pauvrete|sante",
         "aims": "hybrider_modele_economique", "family": "partenariale", "type": "mecenat",
         "category": "mecenat", "scale": "communal", "partners": "Croix-Rouge"},
        {"practice": "b", "title": "Atelier", "domains": "emploi", "family": "engagement",
         "type": "engagement_salaries", "confiance": "Des épiciers s’y retrouvent"},
        {"practice": "c", "title": "Rien d’autre", "domains": ""},
    ]  # fmt: skip
    return frame(PRACTICES, rows)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (PracticeFilter(), "abc"),
        (PracticeFilter(domain="sante"), "a"),
        (PracticeFilter(category="mecenat"), "a"),
        (PracticeFilter(family="engagement"), "b"),
        (PracticeFilter(type="engagement_salaries"), "b"),
        (PracticeFilter(aim="hybrider_modele_economique"), "a"),
        (PracticeFilter(scale="communal"), "a"),
        (PracticeFilter(words="ÉPIC"), "ab"),
        (PracticeFilter(words="solidaire croix rouge"), "a"),
        (PracticeFilter(domain="sante", family="engagement"), ""),
    ],
)
def test_conditions(practices: pd.DataFrame, asked: PracticeFilter, found: str) -> None:
    assert "".join(chosen_practices(practices, asked)["practice"]) == found


def test_words_are_looked_for_in_the_names_of_places_too(practices: pd.DataFrame) -> None:
    places = pd.Series(["", "Brest", ""], index=practices.index)
    found = chosen_practices(practices, PracticeFilter(words="brest atelier"), places)
    assert found["practice"].tolist() == ["b"]


@pytest.mark.parametrize("name", ["domain", "category", "family", "type", "aim", "scale"])
def test_a_word_of_no_list_is_refused(practices: pd.DataFrame, name: str) -> None:
    with pytest.raises(UnknownNameError):
        chosen_practices(practices, PracticeFilter(**{name: "autre"}))


def test_each_family_has_four_types_and_partnerships_have_the_categories() -> None:
    assert {len(kinds) for kinds in TYPES_OF.values()} == {4}
    assert set(FAMILY_OF) == set(PracticeType)
    assert {str(one) for one in TYPES_OF[Family.PARTNERSHIP]} == {str(one) for one in Category}


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "tiers_lieux"},
        {"category": "pratiques_responsables"},
        {"domains": "emplois"},
        {"aims": "autre"},
        {"scale": "mondial"},
        {"start_year": 2024, "end_year": 2020},
    ],
)
def test_a_fault_names_its_practice(practices: pd.DataFrame, wrong: dict[str, object]) -> None:
    assert practice_faults(practices) == []
    first = {str(name): cell for name, cell in practices.iloc[0].items()}
    (fault,) = practice_faults(frame(PRACTICES, [first | wrong]))
    assert fault.startswith("« a » : ")
