"""Results that somebody published."""

from __future__ import annotations

import numpy as np
import pytest

from indicators.base.catalogue import load_catalogue
from indicators.base.survey_kind import SurveyKind
from indicators.survey.intervals import wilson
from indicators.views.perceptions import ESTIMATES
from own_data.loaded import OWN_MARK, OwnKind
from tests.own_data.conftest import Checker

SAID = {
    "domain": "securite", "group": "citoyens", "direction": 1, "unit": "%",
    "sample": SurveyKind.PROBABILITY,
}  # fmt: skip
ESTIMATED = "perceptions/estimates.parquet"


def estimates(checked: Checker, text: str, **said: object) -> dict[str, dict[str, object]]:
    made = checked(OwnKind.RESULTS, text, **(SAID | said))
    assert made.loaded is not None, made.report.faults
    table = made.loaded.tables[ESTIMATED]
    assert ESTIMATES.faults(table) == []
    return {
        str(row["code"]): {str(name): cell for name, cell in row.items()}
        for row in table.to_dict("records")
    }


def test_a_share_with_its_answers_has_the_interval_of_a_sample(checked: Checker) -> None:
    found = estimates(checked, "departement;valeur;n\n01;23,5 %;412\n2A;23,5;412\n")
    low, high = wilson(np.array([0.235]), np.array([412.0]))
    for row in found.values():
        assert row["value"] == 23.5
        assert (row["low"], row["high"]) == pytest.approx((100 * low[0], 100 * high[0]), abs=1e-5)
        assert row["status"] == "published"


def test_volunteers_have_the_floor(checked: Checker) -> None:
    text = "departement;valeur;n\n01;50;40000\n"
    drawn = estimates(checked, text)["01"]
    chosen = estimates(checked, text, sample=SurveyKind.SELF_SELECTED)["01"]
    assert drawn["se"] < 0.3
    assert chosen["se"] >= 3.0


@pytest.mark.parametrize(
    ("row", "status", "value"),
    [
        ("01;20;12;;", "too_few", None),
        ("01;s;;;", "hidden", None),
        ("01;20;;;", "no_margin", 20.0),
        ("01;20;;17;23", "published", 20.0),
        ("01;2;;0;9", "too_variable", None),
    ],
)
def test_the_rule_of_publication_applies(
    checked: Checker, row: str, status: str, value: float | None
) -> None:
    found = estimates(checked, f"departement;valeur;n;borne basse;borne haute\n{row}\n")["01"]
    assert found["status"] == status
    assert found["value"] == value if value is not None else np.isnan(found["value"])


def test_a_mean_of_notes_is_turned_where_high_is_well(checked: Checker) -> None:
    text = "departement;valeur;marge\n01;4;0,2\n"
    found = estimates(checked, text, direction=-1, unit="note de 1 à 5")["01"]
    assert (found["value"], found["low"], found["high"]) == pytest.approx((25.0, 20.0, 30.0))
    assert found["raw_value"] == 4.0


def test_the_mention_always_says_that_nothing_is_published(checked: Checker) -> None:
    made = checked(OwnKind.RESULTS, "departement;valeur;n\n01;20;400\n", **SAID).loaded
    assert OWN_MARK in made.surveys[0].mention
    assert made.surveys[0].levels == ("departement",)


def test_questions_are_declared_and_several_stand_for_no_domain(checked: Checker) -> None:
    text = "departement;question;valeur;n\n01;Le soir ?;20;400\n01;Le jour ?;10;400\n"
    made = checked(OwnKind.RESULTS, text, **SAID).loaded
    assert {(one.wording, one.tells_domain) for one in made.questions} == {
        ("Le soir ?", False), ("Le jour ?", False),
    }  # fmt: skip
    assert {one.key for one in made.questions} == set(made.tables[ESTIMATED]["question"])


def test_a_question_about_its_domain_covers_it_and_any_other_does_not(checked: Checker) -> None:
    text = "departement;question;porte_sur;valeur;n\n01;En général ?;domaine;20;400\n"
    part = "01;Le soir ?;partie;10;400\n"
    for written, scope in ((text + part, ""), (text.replace("domaine", ""), "domaine")):
        made = checked(OwnKind.RESULTS, written, **SAID, scope=scope)
        asked = {one.wording: one for one in made.loaded.questions}
        assert asked["En général ?"].covers_domain(load_catalogue())
        assert asked["En général ?"].tells_domain
        if "Le soir ?" in asked:
            assert not asked["Le soir ?"].covers_domain(load_catalogue())
            assert not asked["Le soir ?"].tells_domain


def test_a_question_of_unknown_scope_is_told(checked: Checker) -> None:
    text = "departement;question;valeur;n\n01;Le soir ?;20;400\n"
    made = checked(OwnKind.RESULTS, text, **SAID)
    assert not made.loaded.questions[0].covers_domain(load_catalogue())
    assert any("porte_sur" in notice and "Le soir ?" in notice for notice in made.report.notices)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("departement;valeur\n01;120\n", 2, "valeur"),
        ("departement;valeur\n01;20\n01;30\n", 3, ""),
        ("departement;valeur;groupe\n01;20;martiens\n", 2, "groupe"),
        ("departement;valeur;borne basse\n01;20;30\n", 2, "borne basse"),
        ("departement;valeur\n01;< 5\n", 2, "valeur"),
        ("commune;valeur\n01144;20\n", 2, ""),
        ("departement;chiffre\n01;20\n", 1, ""),
        ("departement;valeur;annee\n01;20;2024\n02;20;2025\n", 1, "annee"),
    ],
)
def test_a_fault_is_placed(checked: Checker, text: str, line: int, column: str) -> None:
    made = checked(OwnKind.RESULTS, text, **SAID)
    assert made.loaded is None
    assert (line, column) in {(fault.line, fault.column) for fault in made.report.faults}
