"""A desk has the demonstration survey only where it was asked for, and its companion leaks none."""

from __future__ import annotations

from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

from atlas.desk.answering import answering_survey
from atlas.desk.desk import Desk
from atlas.divergences import GapQuery, gap_choices, gap_view
from atlas.profiles import profile
from common.errors import NotAvailableError, OnlyDemonstrationError
from common.levels import Level, Territory
from indicators.views.perceptions import read_estimates, read_surveys

PLACES = ("commune:01004", "epci:240100883", "departement:09", "region:84")


def drawn_surveys(desk: Desk) -> set[str]:
    return {key for key, survey in read_surveys(desk.data).items() if survey.demonstration}


def test_a_desk_leaves_the_demonstration_out(desk: Desk) -> None:
    drawn = drawn_surveys(desk)
    stored = read_estimates(desk.data)
    assert drawn
    assert not drawn & set(desk.surveys)
    assert not drawn & {survey for survey, *_ in desk.gaps}
    assert len(desk.question_estimates) == (~stored["demonstration"]).sum()
    for rows in (desk.question_estimates, desk.estimates):
        assert not rows["demonstration"].any()
        assert set(rows["survey"]) <= set(desk.surveys)


def test_its_companion_has_all_that_is_stored(desk: Desk, demonstrating_desk: Desk) -> None:
    assert demonstrating_desk.demonstration
    assert drawn_surveys(desk) <= set(demonstrating_desk.surveys)
    stored = read_estimates(desk.data)
    assert_frame_equal(demonstrating_desk.question_estimates, stored)
    assert desk.with_demonstration() is demonstrating_desk
    assert demonstrating_desk.with_demonstration() is demonstrating_desk


def test_what_rests_on_no_answer_is_held_once(desk: Desk, demonstrating_desk: Desk) -> None:
    for name in ("territories", "memberships", "records", "questions", "median_scores"):
        assert getattr(desk, name) is getattr(demonstrating_desk, name), name
    level = Level.DEPARTEMENT
    assert desk.shapes(level) is demonstrating_desk.shapes(level)
    assert desk.index_values(level) is demonstrating_desk.index_values(level)


def test_nothing_shared_can_rest_on_answers(tmp_path: Path) -> None:
    """Whatever is asked while something shared is made, the maker fails and nothing is kept."""
    desk = Desk(tmp_path, demonstration=True)
    desk.once("answers", list)
    with pytest.raises(RuntimeError, match="must not rest on answers"):
        desk.shared("country", lambda: desk.once("answers", list))
    assert desk.shared("country", lambda: "made") == "made"
    assert desk.once("answers", list) == []


def test_what_was_asked_of_the_companion_changes_nothing(desk: Desk) -> None:
    """The same questions, to a desk alone and to one whose companion was asked first."""
    alone, beside = Desk(desk.data), Desk(desk.data)
    both = [beside.with_demonstration(), beside]
    for text in PLACES:
        place = Territory.parse(text)
        with_it, without = (profile(one, place) for one in both)
        assert with_it.views["demonstration"].any()
        assert_frame_equal(without.views, profile(alone, place).views)
    assert gap_choices(both[0])["demonstration"].any()
    assert_frame_equal(gap_choices(beside), gap_choices(alone))
    assert_frame_equal(
        gap_view(beside, GapQuery()).frame, gap_view(alone, GapQuery()).frame, check_exact=True
    )


def test_a_refusal_says_when_the_demonstration_alone_would_answer(
    desk: Desk, demonstrating_desk: Desk
) -> None:
    asked = ("emploi", "citoyens", Level.EPCI)
    with pytest.raises(OnlyDemonstrationError, match="réponses fictives"):
        answering_survey(desk, *asked)
    assert answering_survey(demonstrating_desk, *asked).demonstration
    with pytest.raises(OnlyDemonstrationError, match="réponses fictives\\) y répond ;"):
        gap_view(desk, GapQuery(Level.DEPARTEMENT, "emploi"))
    with pytest.raises(OnlyDemonstrationError, match="à un autre niveau"):
        gap_view(desk, GapQuery(Level.EPCI, "emploi"))
    with pytest.raises(NotAvailableError) as never:
        gap_view(desk, GapQuery(Level.DEPARTEMENT, "emploi", "fondations"))
    assert not isinstance(never.value, OnlyDemonstrationError)
