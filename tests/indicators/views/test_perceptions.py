from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from common.errors import (
    InvalidDataError,
    MissingDataError,
    NotAvailableError,
    UnknownNameError,
)
from common.paths import DATA
from indicators.base.domains import DOMAIN_KEYS
from indicators.base.groups import GROUP_KEYS
from indicators.base.survey_kind import SurveyKind
from indicators.survey.publication import HIDDEN_COLUMNS, EstimateStatus
from indicators.views.perceptions import (
    COLUMNS,
    KEY,
    AnswerScale,
    Survey,
    answer_scale,
    choose_survey,
    perceived,
    read_estimates,
    read_surveys,
)


@pytest.fixture(scope="module")
def estimates() -> pd.DataFrame:
    return read_estimates(DATA)


@pytest.fixture(scope="module")
def surveys() -> dict[str, Survey]:
    return read_surveys(DATA)


def test_the_table_respects_its_contract(
    estimates: pd.DataFrame, surveys: dict[str, Survey]
) -> None:
    assert list(estimates.columns) == COLUMNS
    assert not estimates.duplicated(KEY).any()
    assert estimates.equals(estimates.sort_values(KEY, ignore_index=True))
    assert set(estimates["survey"]) == set(surveys)
    assert set(estimates["domain"]) <= {*DOMAIN_KEYS, "ensemble"}
    assert set(estimates["group"]) <= set(GROUP_KEYS)
    assert set(estimates["status"]) <= {status.value for status in EstimateStatus}
    shown = estimates["status"].isin(["published", "no_margin"])
    assert estimates.loc[shown, "value"].between(0, 100).all()
    published = estimates[estimates["status"] == "published"]
    assert (published["low"] <= published["value"]).all()
    assert (published["value"] <= published["high"]).all()
    assert (published["n"].isna() | (published["n"] >= 30)).all()
    hidden = [name for name in HIDDEN_COLUMNS if name in estimates]
    assert estimates.loc[~shown, hidden].isna().all(axis=None)


def test_the_scale_of_every_survey_is_known(estimates: pd.DataFrame) -> None:
    scales = {
        str(survey): {answer_scale(unit) for unit in units.unique()}
        for survey, units in estimates.groupby("survey")["raw_unit"]
    }
    assert scales == {
        "demonstration": {AnswerScale.NOTES, AnswerScale.DOMAINS},
        "eqi_2021": {AnswerScale.COMPILED},
        "grand_debat_2019": {AnswerScale.SHARE},
        "ocde_2016": {AnswerScale.COMPILED},
    }


def test_a_unit_that_nobody_declared_is_refused() -> None:
    with pytest.raises(InvalidDataError, match="« notes sur vingt » n’est pas une unité connue"):
        answer_scale("notes sur vingt")


def test_demonstration_is_said_on_every_row_and_of_no_real_survey(
    estimates: pd.DataFrame, surveys: dict[str, Survey]
) -> None:
    assert {key for key, survey in surveys.items() if survey.demonstration} == {"demonstration"}
    assert (estimates["demonstration"] == (estimates["survey"] == "demonstration")).all()
    for survey in surveys.values():
        assert survey.mention
        assert survey.kind.label
        assert survey.caveats


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (("sante", "citoyens", "region"), "eqi_2021"),
        (("mobilite", "citoyens", "region"), "grand_debat_2019"),
        (("isolement", "citoyens", "region"), "ocde_2016"),
        (("emploi", "citoyens", "region"), "demonstration"),
        (("sante", "citoyens", "departement"), "demonstration"),
        (("sante", "associations", "region"), "demonstration"),
        (("ensemble", "citoyens", "france"), "demonstration"),
    ],
)
def test_a_real_survey_answers_before_the_demonstration(
    estimates: pd.DataFrame,
    surveys: dict[str, Survey],
    question: tuple[str, str, str],
    expected: str,
) -> None:
    assert choose_survey(estimates, surveys, *question) == expected


def test_between_two_real_surveys_the_kind_decides_then_the_year(
    estimates: pd.DataFrame, surveys: dict[str, Survey]
) -> None:
    later = estimates[estimates["survey"] == "grand_debat_2019"].assign(survey="z", year=2030)
    both = pd.concat([estimates, later])
    again = surveys | {"z": dataclasses.replace(surveys["grand_debat_2019"], key="z")}
    assert choose_survey(both, again, "mobilite", "citoyens", "region") == "z"
    again["z"] = dataclasses.replace(again["z"], kind=SurveyKind.DEMONSTRATION)
    assert choose_survey(both, again, "mobilite", "citoyens", "region") == "grand_debat_2019"


def test_without_an_answer_the_message_says_what_exists(
    estimates: pd.DataFrame, surveys: dict[str, Survey]
) -> None:
    with pytest.raises(NotAvailableError, match=r"niveau département\. Elle l’est .* région"):
        choose_survey(estimates, surveys, "sante", "elus", "departement")
    with pytest.raises(NotAvailableError, match=r"Aucune enquête .* Fondations"):
        choose_survey(estimates, surveys, "sante", "fondations", "region")
    with pytest.raises(UnknownNameError, match="maires"):
        choose_survey(estimates, surveys, "sante", "maires", "region")


def test_perceived_is_indexed_by_code(estimates: pd.DataFrame) -> None:
    table = perceived(estimates, "eqi_2021", "sante", "citoyens", "region")
    assert len(table) == 18
    assert table.index.is_monotonic_increasing
    assert table["value"].idxmax() == "06"
    assert perceived(estimates, "eqi_2021", "emploi", "citoyens", "region").empty
    with pytest.raises(UnknownNameError, match="eqi_2021"):
        perceived(estimates, "eqi_2022", "sante", "citoyens", "region")


def test_no_unpublished_estimate_can_be_found_by_subtraction(estimates: pd.DataFrame) -> None:
    """Solve the system of the published cells of the demonstration, respondent by respondent."""
    answers = pd.read_parquet(DATA / "perceptions/demonstration/answers.parquet")
    rows = estimates[(estimates["survey"] == "demonstration") & (estimates["domain"] == "sante")]
    for group, cells in rows.groupby("group"):
        people = answers[(answers["group"] == group) & answers["sante"].notna()]
        inside = np.array(
            [
                (people[level] == code).fillna(False) if level != "france" else [True] * len(people)
                for level, code in zip(cells["level"], cells["code"], strict=True)
            ],
            dtype=float,
        )
        shown = (cells["status"] == "published").to_numpy()
        basis = np.linalg.qr(inside[shown].T)[0] if shown.any() else np.zeros((len(people), 1))
        rest = inside[~shown] - (inside[~shown] @ basis) @ basis.T
        assert (np.abs(rest).max(axis=1) > 1e-6).all()


def test_absent_files_are_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match=r"estimates\.parquet"):
        read_estimates(tmp_path)
    with pytest.raises(MissingDataError, match=r"surveys\.json"):
        read_surveys(tmp_path)
