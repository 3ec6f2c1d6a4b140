"""What a survey would need for a gap that does not exist yet."""

from __future__ import annotations

from dataclasses import dataclass

from atlas.desk.desk import Desk
from atlas.desk.score_frames import objective_frame
from atlas.gaps.choices import GapQuery
from indicators.views.survey_size import (
    MINIMUM_ANSWERS,
    NOTE_DEVIATION,
    USUAL_DESIGN_EFFECT,
    SurveyPlan,
    answers_needed,
)

#: Margin that tells territories apart on most maps: half a point of a note from 0 to 10.
USUAL_MARGIN = 0.5


@dataclass(frozen=True)
class Needs:
    """Answers that would let a gap be shown.

    Attributes
    ----------
    territories : those of the level that have an objective score.
    margin : half-width of the 95 % interval, in points of a note from 0 to 10.
    answers : in each territory, never under the publication threshold; total : in all.
    """

    territories: int
    margin: float
    answers: int
    total: int


def needs(desk: Desk, query: GapQuery, margin: float = USUAL_MARGIN) -> Needs:
    """Work out the answers needed for a mean note, with the usual spread and design effect."""
    scored = objective_frame(desk, query.level, query.domain)["value"].notna()
    answers = answers_needed(margin, SurveyPlan(NOTE_DEVIATION, USUAL_DESIGN_EFFECT))
    each = max(answers, MINIMUM_ANSWERS)
    return Needs(int(scored.sum()), margin, each, each * int(scored.sum()))
