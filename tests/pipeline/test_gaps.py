from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from atlas.desk.desk import Desk
from atlas.desk.score_frames import gap_table as stored_gap
from atlas.desk.score_frames import objective_errors
from common.errors import MissingDataError, NotAvailableError
from common.levels import Level
from indicators.views.gap_store import gap_table, read_gaps
from indicators.views.perceptions import perceived

QUESTIONS = [
    ("grand_debat_2019", Level.REGION, "mobilite", "citoyens"),
    ("eqi_2021", Level.REGION, "sante", "citoyens"),
    ("demonstration", Level.DEPARTEMENT, "emploi", "citoyens"),
]


@pytest.mark.parametrize(("survey", "level", "domain", "group"), QUESTIONS)
def test_a_stored_gap_is_the_one_of_the_engine(
    desk: Desk, survey: str, level: Level, domain: str, group: str
) -> None:
    felt = perceived(desk.estimates, survey, domain, group, level.value)
    scores = desk.domain_scores(level, domain)["score"]
    people = desk.territories_of(level)["population"].astype("float64")
    expected = gap_table(felt, scores, objective_errors(desk, level, domain), people)
    assert expected["value"].notna().sum() >= 8
    stored = stored_gap(desk, survey, level, domain, group)
    pd.testing.assert_frame_equal(stored, expected[stored.columns], check_exact=True)


def test_a_question_that_too_few_territories_answer_is_refused(desk: Desk) -> None:
    assert ("demonstration", "citoyens", "emploi", "crte") not in desk.gaps
    with pytest.raises(NotAvailableError):
        stored_gap(desk, "demonstration", Level.CRTE, "emploi", "citoyens")


def test_an_absent_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match=r"gaps\.parquet"):
        read_gaps(tmp_path)
