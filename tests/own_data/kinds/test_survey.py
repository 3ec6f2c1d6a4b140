"""A survey of an organisation."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from common.toml_text import parse_toml
from indicators.survey.design import parse_design
from indicators.views.perceptions import ESTIMATES
from own_data.checks.report_json import report_json
from own_data.kinds.survey_design import design_from, design_text
from own_data.loaded import ANSWERS_FILE, OwnKind
from tests.own_data.conftest import ABOUT, Checker

ESTIMATED = "perceptions/estimates.parquet"


def answers(size: int = 200) -> pd.DataFrame:
    random = np.random.default_rng(7)
    return pd.DataFrame(
        {
            "commune": random.choice(["1004", "01053", "01144"], size),
            "profil": random.choice(["Habitants", "Maire"], size, p=[0.9, 0.1]),
            "poids": np.ones(size),
            "note_emploi": random.integers(0, 11, size),
            "Santé": random.choice(["oui", "non"], size),
        }
    ).astype("str")


def text_of(table: pd.DataFrame) -> str:
    return table.to_csv(sep=";", index=False)


def test_answers_become_estimates(checked: Checker) -> None:
    table = answers()
    made = checked(OwnKind.SURVEY, text_of(table.assign(batch="1"))).loaded
    assert set(made.tables) == {ESTIMATED, ANSWERS_FILE}
    assert set(made.tables[ANSWERS_FILE]) == set(table)  # what the design does not use stays out
    assert len(made.tables[ANSWERS_FILE]) == len(table)
    estimates = made.tables[ESTIMATED]
    assert ESTIMATES.faults(estimates) == []
    here = estimates.set_index(["group", "domain", "level", "code"])["value"]
    people = table[table["profil"] == "Habitants"]
    mean = 10 * people["note_emploi"].astype(float).mean()
    assert here["citoyens", "emploi", "departement", "01"] == pytest.approx(mean)
    # One commune of each EPCI, and of the département alone in the région and the country.
    assert set(estimates["level"]) == {"commune", "departement"}
    assert "01025" in set(estimates["code"])


def test_few_answers_show_nothing(checked: Checker) -> None:
    made = checked(OwnKind.SURVEY, text_of(answers())).loaded
    few = made.tables[ESTIMATED]
    few = few[(few["group"] == "elus") & (few["level"] == "commune")]
    assert len(few)
    assert few[["value", "se", "low", "high", "n"]].isna().all().all()


def test_a_wrong_answer_is_placed_and_not_repeated(checked: Checker) -> None:
    table = answers()
    table.loc[3, "note_emploi"] = "14,25"
    table.loc[4, "profil"] = "Martien"
    report = checked(OwnKind.SURVEY, text_of(table)).report
    assert [(fault.line, fault.column) for fault in report.faults] == [
        (5, "note_emploi"), (6, "profil"),
    ]  # fmt: skip
    assert "14,25" not in str(report_json(report)["faults"])


def test_personal_data_are_refused(checked: Checker) -> None:
    table = answers().assign(nom="Durand")
    made = checked(OwnKind.SURVEY, text_of(table))
    assert made.loaded is None
    assert "« nom »" in str(made.report.faults[0])


def test_a_design_is_made_of_the_columns_and_read_again() -> None:
    design, content = design_from(answers(), {"kind": "probability"}, ABOUT)
    assert design.weight == "poids"
    assert design.group_names == {"Habitants": "citoyens", "Maire": "elus"}
    assert {one.domain: one.kind.value for one in design.questions} == {
        "emploi": "score", "sante": "binary",
    }  # fmt: skip
    assert parse_design(parse_toml(design_text(content), "design.toml"), "x") == design


def test_what_a_person_chose_is_followed(checked: Checker) -> None:
    measures = {"emploi": {"column": "note_emploi", "kind": "score", "fragile": "low"}}
    chosen = {"measures": measures, "columns": {"group": "profil"}}
    low = checked(OwnKind.SURVEY, text_of(answers()), chosen=chosen).loaded.tables[ESTIMATED]
    high = checked(OwnKind.SURVEY, text_of(answers())).loaded.tables[ESTIMATED]
    key = ["group", "domain", "level", "code"]
    both = low.merge(high[high["domain"] == "emploi"], on=key)
    assert len(both) == len(low)
    shown = both.dropna(subset=["value_x"])
    assert np.allclose(shown["value_x"], 100 - shown["value_y"])


def test_a_file_without_question_is_told(checked: Checker) -> None:
    report = checked(OwnKind.SURVEY, "commune;age\n01004;30\n").report
    assert report.faults
    assert not report.is_clean
