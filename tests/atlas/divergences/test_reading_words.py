"""The words of one reading are those of its question, its survey and what stands beside it."""

from __future__ import annotations

import pytest

from atlas.desk.desk import Desk
from atlas.divergences.divergences import DIVERGENCES, readings_of
from atlas.divergences.reading_words import (
    OF_THE_DOMAIN,
    compared_words,
    readings_table,
    told_whole,
)
from atlas.divergences.readings import ComparedWith
from common.levels import Level, Territory

BRETAGNE = Territory(Level.REGION, "53")


def test_what_is_told_whole_is_the_subject_asked_and_what_parts(desk: Desk) -> None:
    rows = readings_of(desk, BRETAGNE)
    told = told_whole(rows, "mobilite")
    assert told["subject"].is_unique
    assert set(told["subject"]) >= {"mobilite", "sante", "diversite_handicap"}
    parted = told["status"].isin(DIVERGENCES)
    assert parted.sum() == len(told) - 1
    assert parted.is_monotonic_decreasing
    best = rows.drop_duplicates("subject").set_index("subject")["question"]
    assert (told["question"] == told["subject"].map(best)).all()


@pytest.mark.parametrize("basis", ComparedWith)
def test_a_reading_names_its_question_and_what_it_is_compared_with(
    desk: Desk, basis: ComparedWith
) -> None:
    rows = readings_of(desk, BRETAGNE)
    row = rows[rows["basis"] == basis].iloc[0]
    said = compared_words(desk, row)
    assert desk.questions[row["question"]].wording in said
    assert str(row["year"]) in said
    assert basis.label in said
    if basis is ComparedWith.PAIR:
        assert desk.catalogue[row["indicator"]].label in said


def test_a_survey_of_the_domains_asks_about_the_domain_itself(demonstrating_desk: Desk) -> None:
    rows = readings_of(demonstrating_desk, BRETAGNE)
    drawn = rows[rows["demonstration"]]
    assert len(drawn)
    assert (readings_table(demonstrating_desk, drawn)["Question"] == OF_THE_DOMAIN).all()
