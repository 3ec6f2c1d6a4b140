"""What a survey would need where no one was asked yet."""

from __future__ import annotations

from dataclasses import dataclass

from atlas.desk.container import codes_shown
from atlas.desk.desk import Desk
from atlas.desk.score_frames import objective_frame
from atlas.divergences.choices import GapQuery
from common.french import number, plural
from common.levels import Level, Territory
from indicators.views.gaps import MINIMUM_UNITS
from indicators.views.survey_size import (
    MINIMUM_ANSWERS,
    NOTE_DEVIATION,
    USUAL_DESIGN_EFFECT,
    SurveyPlan,
    answers_needed,
    proportion_deviation,
)

#: Margin that tells territories apart on most maps: half a point of a note from 0 to 10.
USUAL_MARGIN = 0.5
#: The same, in points of perceived fragility (0-100), and as a share of « yes ».
_POINTS, _SHARE = 10 * USUAL_MARGIN, USUAL_MARGIN / 10


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


@dataclass(frozen=True)
class SampleNeeded:
    """Answers of inhabitants that would let positions be named in a place.

    Attributes
    ----------
    level : level of the territories; territories : how many there are.
    note, share : answers in one populous territory, for a note from 0 to 10 and for a yes or a no,
        that bring the 95 % interval to ± 5 points of perceived fragility.
    note_total, share_total : in all the territories, the population of each being taken into
        account.
    small : territories with fewer inhabitants than an estimate needs answers to be published.
    """

    level: Level
    territories: int
    note: int
    share: int
    note_total: int
    share_total: int
    small: int


def sample_needed(desk: Desk, level: Level, within: Territory | None = None) -> SampleNeeded:
    """Work out the sample of inhabitants that would be needed in each territory of a place."""
    codes = codes_shown(desk, level, within)
    people = desk.territories_of(level)["population"].reindex(codes).dropna()
    wishes = ((USUAL_MARGIN, NOTE_DEVIATION), (_SHARE, proportion_deviation()))
    note, share = (
        answers_needed(margin, SurveyPlan(deviation, USUAL_DESIGN_EFFECT))
        for margin, deviation in wishes
    )
    note_total, share_total = (
        sum(
            max(
                answers_needed(margin, SurveyPlan(deviation, USUAL_DESIGN_EFFECT, int(count))),
                MINIMUM_ANSWERS,
            )
            for count in people
            if count >= MINIMUM_ANSWERS
        )
        for margin, deviation in wishes
    )
    small = int((people < MINIMUM_ANSWERS).sum())
    return SampleNeeded(level, len(codes), note, share, note_total, share_total, small)


def sample_sentence(sample: SampleNeeded) -> str:
    """Say the sample in French, and what it would allow."""
    where = f"chacun des {number(sample.territories)} territoires du niveau {sample.level.label}"
    if sample.territories == 1:
        where = f"le seul territoire du niveau {sample.level.label}"
    text = (
        "Pour nommer des positions ici, il faudrait interroger des habitants tirés au sort dans "
        f"{where} : au plus {number(sample.note)} réponses par territoire pour une note de 0 à 10 "
        f"({number(sample.note_total)} en tout, la population de chacun étant comptée), "
        f"{number(sample.share)} pour une question par oui ou non ({number(sample.share_total)} en "
        f"tout). Le ressenti serait alors connu à ± {number(_POINTS)} points sur 100, et une "
        "position nommée là où il s’écarte de plus que cela de la moyenne d’au moins "
        f"{MINIMUM_UNITS} territoires interrogés."
    )
    if sample.small:
        text += (
            f" {number(sample.small)} {plural(sample.small, 'territoire')} de moins de "
            f"{MINIMUM_ANSWERS} habitants {plural(sample.small, 'devrait', 'devraient')} être "
            f"{plural(sample.small, 'regroupé')} avec d’autres."
        )
    return text
