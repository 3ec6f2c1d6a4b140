from __future__ import annotations

import dataclasses
import json
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
from indicators.base.questions import SUBJECTS, load_questions, published_surveys
from indicators.base.survey_kind import SurveyKind
from indicators.survey.publication import HIDDEN_COLUMNS, EstimateStatus
from indicators.views.answer_counts import read_answer_counts
from indicators.views.perceptions import (
    AGES,
    COLUMNS,
    DOMAIN_KEY,
    ESTIMATES_FILE,
    KEY,
    ODBL_ESTIMATES_FILE,
    AnswerScale,
    Survey,
    answer_scale,
    choose_survey,
    of_domains,
    perceived,
    read_estimates,
    read_surveys,
)


@pytest.fixture(scope="module")
def everything() -> pd.DataFrame:
    return read_estimates(DATA)


@pytest.fixture(scope="module")
def estimates(everything: pd.DataFrame) -> pd.DataFrame:
    return of_domains(everything, load_questions())


@pytest.fixture(scope="module")
def surveys() -> dict[str, Survey]:
    return read_surveys(DATA)


def test_the_table_respects_its_contract(
    everything: pd.DataFrame, surveys: dict[str, Survey]
) -> None:
    estimates = everything
    assert list(estimates.columns) == COLUMNS
    assert not estimates.duplicated(KEY).any()
    assert estimates.equals(estimates.sort_values(KEY, ignore_index=True))
    assert set(estimates["survey"]) == set(surveys)
    assert set(estimates["domain"]) <= {*SUBJECTS, "ensemble"}
    assert set(estimates["age"]) == set(AGES)
    declared = estimates[estimates["survey"] != "demonstration"]
    assert set(declared["question"]) == set(load_questions())
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


def test_each_domain_is_told_once_by_a_survey(
    estimates: pd.DataFrame, everything: pd.DataFrame
) -> None:
    assert not estimates.duplicated(DOMAIN_KEY).any()
    assert set(estimates["domain"]) == {*DOMAIN_KEYS, "ensemble"}
    withdrawn = {key for key, one in load_questions().items() if one.withdrawn}
    assert withdrawn == {"gd_chauffage", "gd_nouveaux_services"}
    assert withdrawn < set(everything["question"])
    assert not withdrawn & set(estimates["question"])


def test_what_is_under_the_odbl_is_in_its_own_file() -> None:
    shared = pd.read_parquet(DATA / ODBL_ESTIMATES_FILE)
    others = pd.read_parquet(DATA / ESTIMATES_FILE)
    surveys = published_surveys(load_questions())
    assert {surveys[key].licence for key in shared["survey"].unique()} == {"ODbL 1.0"}
    assert not set(shared["survey"]) & set(others["survey"])
    manifest = json.loads((DATA / "manifest.json").read_text("utf-8"))["tables"]
    assert manifest[ODBL_ESTIMATES_FILE]["licence"] == "ODbL 1.0"
    counts = read_answer_counts(DATA)
    shown = shared[(shared["question"] == "velo_score") & (shared["status"] == "published")]
    assert counts.set_index("code").loc[shown["code"], "publishable"].all()


def test_the_scale_of_every_survey_is_known(estimates: pd.DataFrame) -> None:
    scales = {
        str(survey): {answer_scale(unit) for unit in units.unique()}
        for survey, units in estimates.groupby("survey")["raw_unit"]
    }
    assert scales == {
        "demonstration": {AnswerScale.NOTES, AnswerScale.DOMAINS},
        "barometre_sante_2024": {AnswerScale.COMPILED},
        "barometre_velo_2025": {AnswerScale.NOTES},
        "bmo_2025": {AnswerScale.COMPILED},
        "grand_debat_2019": {AnswerScale.SHARE},
        "ocde_2016": {AnswerScale.COMPILED},
        "villes_ue_2023": {AnswerScale.COMPILED},
        "vqs_2021": {AnswerScale.COMPILED},
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
        (("sante", "citoyens", "region"), "barometre_sante_2024"),
        (("mobilite", "elus", "region"), "grand_debat_2019"),
        (("developpement_economique", "entreprises", "departement"), "bmo_2025"),
        (("mobilite", "citoyens", "commune"), "villes_ue_2023"),
        (("mobilite", "citoyens", "region"), "grand_debat_2019"),
        (("isolement", "citoyens", "region"), "vqs_2021"),
        (("emploi", "citoyens", "region"), "demonstration"),
        (("sante", "citoyens", "departement"), "vqs_2021"),
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
    table = perceived(estimates, "vqs_2021", "sante", "citoyens", "region")
    assert len(table) == 18
    assert table.index.is_monotonic_increasing
    assert perceived(estimates, "vqs_2021", "emploi", "citoyens", "region").empty
    with pytest.raises(UnknownNameError, match="vqs_2021"):
        perceived(estimates, "vqs_2020", "sante", "citoyens", "region")


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
