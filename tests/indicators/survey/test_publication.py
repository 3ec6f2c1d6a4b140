from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from indicators.survey.answers import check_answers
from indicators.survey.design import Design
from indicators.survey.estimates import estimate
from indicators.survey.publication import (
    HIDDEN_COLUMNS,
    EstimateStatus,
    PublicationRule,
    publish,
    status_of,
)


@pytest.mark.parametrize(
    ("n", "df", "value", "se", "expected"),
    [
        (30, 29, 50, 5, "published"),
        (29, 28, 50, 5, "too_few"),
        (30, 29, 50, 15, "published"),
        (30, 29, 50, 15.1, "too_variable"),
        (30, 29, 0, 0, "published"),
        (30, 29, 0, 1, "too_variable"),
        (10, 9, 50, 40, "too_few"),
        (200, 8, 50, 5, "published"),
        (200, 7, 50, 5, "too_few_units"),
        (200, 2, 50, 20, "too_few_units"),
        (29, 2, 50, 5, "too_few"),
        (30, np.inf, 50, 0, "published"),
        (np.nan, np.nan, 50, 5, "published"),
        (np.nan, np.nan, 50, 20, "too_variable"),
        (np.nan, np.nan, 50, np.nan, "no_margin"),
    ],
)
def test_the_status_follows_the_thresholds(
    n: float, df: float, value: float, se: float, expected: str
) -> None:
    row = pd.DataFrame({"n": [n], "df": df, "value": value, "se": se, "low": value - 2 * se})
    row = row.astype(float)
    assert status_of(row, PublicationRule()).tolist() == [expected]


def test_the_protection_of_respondents_cannot_be_configured_away() -> None:
    row = pd.DataFrame({"n": [4.0, 5.0], "df": 9.0, "value": 50.0, "se": 1.0, "low": 48.0})
    assert status_of(row, PublicationRule(minimum=1)).tolist() == ["too_few", "published"]


def test_an_unpublished_row_keeps_its_key_and_status_and_nothing_else(
    make_design: Callable[..., Design],
) -> None:
    table = pd.DataFrame({"region": ["11"] * 40 + ["94"] * 29 + ["93"] * 29, "emploi": 5})
    table["emploi"] += np.arange(98) % 3
    design = make_design()
    answers = check_answers(table, design)
    rows = publish(estimate(answers, design, ["region"]), PublicationRule(), answers)
    rows = rows.set_index("code")
    assert rows["status"].to_dict() == {"11": "published", "93": "too_few", "94": "too_few"}
    assert rows.loc[["93", "94"], list(HIDDEN_COLUMNS)].isna().all(axis=None)
    assert rows.loc["11", list(HIDDEN_COLUMNS)].notna().all()


def test_a_region_cannot_be_found_by_taking_the_others_from_france(
    make_design: Callable[..., Design],
) -> None:
    regions = ["11"] * 60 + ["24"] * 35 + ["32"] * 50 + ["94"] * 12
    table = pd.DataFrame({"region": regions, "emploi": np.arange(157) % 11})
    design = make_design()
    answers = check_answers(table, design)
    rows = publish(estimate(answers, design, ["france", "region"]), PublicationRule(), answers)
    rows = rows.set_index("code")
    # Corse has too few answers: the smallest of the others is withheld with it.
    assert rows["status"].to_dict() == {
        "FR": "published", "11": "published", "24": "withheld", "32": "published",
        "94": "too_few",
    }  # fmt: skip
    assert rows.loc["24", list(HIDDEN_COLUMNS)].isna().all()


def test_every_status_says_in_french_whether_it_has_a_value() -> None:
    assert all(status.label for status in EstimateStatus)
    assert [s.value for s in EstimateStatus if s.has_value] == ["published", "no_margin"]
