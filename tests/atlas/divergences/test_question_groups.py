"""Groups compared on one question, territory by territory: figures of the Grand Débat by group."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas.desk.desk import Desk
from atlas.desk.taken import flat_rows
from atlas.divergences.crossed_views import crossed_views
from atlas.divergences.groups_reading import NONE_ESTABLISHED, groups_sentences
from atlas.divergences.question_groups import (
    GROUP_ANSWERS,
    GROUP_DIFFERENCES,
    QuestionGroups,
    question_groups,
    several_groups,
    taken_groups,
)
from common.errors import NotAvailableError, UnknownNameError
from common.levels import Level, Territory

CAR, SERVICES = "gd_alternatives_voiture", "gd_services_publics"


def national(groups: QuestionGroups) -> pd.Series:
    rows = groups.frame[groups.frame["territory"] == "france:FR"]
    return rows.set_index("group")["value"]


@pytest.mark.parametrize(("question", "elus", "citizens"), [(CAR, 42, 54), (SERVICES, 56, 69)])
def test_who_has_an_alternative_and_who_has_the_services(
    desk: Desk, question: str, elus: int, citizens: int
) -> None:
    """The two first figures of the regards croisés: perceived fragility is who has none."""
    groups = question_groups(desk, question)
    without = national(groups)
    assert [round(100 - without[group]) for group in ("elus", "citoyens")] == [elus, citizens]
    apart = groups.differences.set_index(["territory", "group_a", "group_b"])
    assert apart.loc[("france:FR", "citoyens", "elus"), "real"]


def test_the_regions_where_groups_differ_are_known(desk: Desk) -> None:
    differences = question_groups(desk, SERVICES).differences
    real = differences[differences["real"] & (differences["level"] == Level.REGION.value)]
    assert list(zip(real["name"], real["group_b"], real["difference"].round(), strict=True)) == [
        ("Hauts-de-France", "elus", -22.0),
        ("Bretagne", "associations", -27.0),
        ("Occitanie", "elus", -20.0),
    ]
    assert set(real["group_a"]) == {"citoyens"}
    assert (real["high"] < 0).all()


def test_a_region_reads_the_same_alone_as_among_the_others(desk: Desk) -> None:
    whole = question_groups(desk, CAR).differences.set_index(["territory", "group_a", "group_b"])
    for code in desk.territories_of(Level.REGION).index:
        alone = crossed_views(desk, Territory(Level.REGION, str(code)), "mobilite").differences
        for _, row in alone[alone["survey"] == "grand_debat_2019"].iterrows():
            one = whole.loc[(f"region:{code}", row["group_a"], row["group_b"])]
            assert one["real"] == row["real"]
            assert one["difference"] == pytest.approx(row["difference"])


def test_tables_are_those_declared_and_the_country_is_last(desk: Desk) -> None:
    for question in several_groups(desk):
        groups = question_groups(desk, question.key)
        assert GROUP_ANSWERS.faults(groups.frame) == []
        assert GROUP_DIFFERENCES.faults(groups.differences) == []
        assert groups.frame["territory"].iloc[-1] == "france:FR"
        names = groups.frame.loc[groups.frame["level"] == "region", "name"]
        assert names.is_monotonic_increasing
        assert not question.withdrawn


def test_the_sentences_tell_the_country_then_where_groups_differ(desk: Desk) -> None:
    country, established, there = groups_sentences(question_groups(desk, SERVICES))
    plain = country.replace("\u202f", " ").replace("\xa0", " ")
    assert "les élus participants, 44 % (37 à 50 %)" in plain
    assert "les participants, 31 % (26 à 37 %)" in plain
    assert NONE_ESTABLISHED not in established
    for name in ("Hauts-de-France", "Bretagne", "Occitanie"):
        assert name in there
    *_, none = groups_sentences(question_groups(desk, CAR))
    assert "aucune" in none


def test_a_file_says_from_whom_each_group_differs(desk: Desk) -> None:
    groups = question_groups(desk, SERVICES)
    rows = flat_rows(taken_groups(groups))
    told = rows[rows["differs_from"] != ""].reset_index()
    pairs = groups.differences[groups.differences["real"]]
    assert told["differs_from"].str.split(", ").map(len).sum() == 2 * len(pairs)
    assert (rows["mention"] == groups.question.survey.mention).all()
    occitanie = rows.loc[["region:76"]].set_index("group")
    assert occitanie.loc["Élus locaux", "differs_from"] == "Citoyens"


def test_a_question_of_one_group_has_no_crossed_views(desk: Desk) -> None:
    with pytest.raises(UnknownNameError, match="vqs_sante"):
        question_groups(desk, "vqs_sante")
    with pytest.raises(NotAvailableError, match="EPCI"):
        question_groups(desk, CAR, Level.EPCI)
