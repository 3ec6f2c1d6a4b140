"""A territory is told by respondents of several of its parts, or of the whole of it."""

from __future__ import annotations

import pandas as pd

from own_data.kinds.reach import told_by_a_part

MEMBERSHIPS = pd.DataFrame(
    [("epci", "E1", "a"), ("epci", "E1", "b"), ("epci", "E2", "c")]
    + [("departement", "D", one) for one in "abc"],
    columns=["level", "code", "commune"],
)
LOCATED = ["commune", "epci", "departement"]


def answers(*communes: str) -> pd.DataFrame:
    epci = {"a": "E1", "b": "E1", "c": "E2"}
    return pd.DataFrame(
        {
            "level:commune": communes,
            "level:epci": [epci[one] for one in communes],
            "level:departement": "D",
        }
    )


def told(level: str, *communes: str) -> set[str]:
    return told_by_a_part(answers(*communes), MEMBERSHIPS, level, LOCATED)


def test_one_commune_tells_nothing_of_what_holds_it() -> None:
    assert told("epci", "a", "a") == {"E1"}
    assert told("departement", "a", "a") == {"D"}
    assert told("france", "a", "a") == {"FR"}


def test_two_parts_tell_of_the_whole_and_of_nothing_beyond() -> None:
    assert told("epci", "a", "b") == set()
    assert told("departement", "a", "b") == {"D"}
    assert told("departement", "a", "c") == set()
    assert told("france", "a", "c") == {"FR"}


def test_a_territory_made_of_one_commune_is_told_by_it() -> None:
    assert told("epci", "c", "a") == {"E1"}
