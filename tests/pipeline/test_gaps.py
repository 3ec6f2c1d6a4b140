from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from atlas.desk.desk import Desk
from atlas.desk.score_frames import gap_table as stored_gap
from atlas.desk.score_frames import objective_errors
from common.errors import MissingDataError, NotAvailableError
from common.levels import Level
from indicators.base.questions import partial_question
from indicators.views.gap_store import gap_table, read_gaps
from indicators.views.perceptions import perceived

#: Another processor may add up in another order: the last of sixteen digits is its own.
ROUNDING = 1e-13
QUESTIONS = [
    ("grand_debat_2019", Level.REGION, "mobilite", "citoyens"),
    ("grand_debat_2019", Level.REGION, "mobilite", "elus"),
    ("demonstration", Level.DEPARTEMENT, "emploi", "citoyens"),
]


@pytest.mark.parametrize(("survey", "level", "domain", "group"), QUESTIONS)
def test_a_stored_gap_is_the_one_of_the_engine(
    demonstrating_desk: Desk, survey: str, level: Level, domain: str, group: str
) -> None:
    desk = demonstrating_desk
    felt = perceived(desk.estimates, survey, domain, group, level.value)
    scores = desk.domain_scores(level, domain)["score"]
    people = desk.territories_of(level)["population"].astype("float64")
    expected = gap_table(felt, scores, objective_errors(desk, level, domain), people)
    assert expected["value"].notna().sum() >= 8
    stored = stored_gap(desk, survey, level, domain, group)
    pd.testing.assert_frame_equal(stored, expected[stored.columns], rtol=ROUNDING, atol=0)


def test_a_question_that_too_few_territories_answer_is_refused(demonstrating_desk: Desk) -> None:
    desk = demonstrating_desk
    assert ("demonstration", "citoyens", "emploi", "crte") not in desk.gaps
    with pytest.raises(NotAvailableError):
        stored_gap(desk, "demonstration", Level.CRTE, "emploi", "citoyens")


@pytest.mark.parametrize("domain", ["environnement", "sante", "developpement_economique"])
def test_a_question_that_tells_a_part_of_a_domain_has_no_gap_with_its_score(
    desk: Desk, domain: str
) -> None:
    real = {survey for survey, _, asked, _ in desk.gaps if asked == domain} - {"demonstration"}
    assert real == set()
    surveys = {one.survey.key for one in desk.questions.values() if one.domain == domain}
    for survey in surveys:
        if partial_question(desk.questions, desk.catalogue, survey, domain):
            with pytest.raises(NotAvailableError, match="ne parle que d’une partie"):
                stored_gap(desk, survey, Level.REGION, domain, "citoyens")


def test_an_absent_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match=r"gaps\.parquet"):
        read_gaps(tmp_path)
