"""How many answers a survey needs in each territory, and what margin a number of answers gives.

One formula, read both ways (simple random sampling with a design effect and a finite population;
Cochran, *Sampling Techniques*, 1977, chapters 3 and 4):

``margin = z √(D s² / n · (1 − n / N))`` and ``n = D z² s² / (margin² + D z² s² / N)``

where s² is the variance of one answer (p (1 − p) for a proportion), D the design effect, N the
people of the territory and z = 1.96 (95 %).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from common.errors import InvalidDataError
from indicators.base.laws import Z
from indicators.survey.publication import PublicationRule

#: Usual standard deviation of a note from 0 to 10 where opinions differ: a prudent choice. The
#: greatest possible one is 5 (half of the answers 0, half 10).
NOTE_DEVIATION = 2.5
#: Design effect of a survey weighted on a few margins: what quotas or raking usually cost.
USUAL_DESIGN_EFFECT = 1.5
#: Answers under which an estimate is not published, whatever its margin.
MINIMUM_ANSWERS = PublicationRule().minimum


@dataclass(frozen=True)
class SurveyPlan:
    """What is asked of one territory.

    Attributes
    ----------
    deviation : standard deviation of one answer, in the unit of the margin.
    design_effect : variance of the survey over that of a simple random sample of the same size.
    population : people of the group in the territory; infinite when None.
    """

    deviation: float
    design_effect: float = 1.0
    population: int | None = None

    def __post_init__(self) -> None:
        faults = []
        if not self.deviation > 0:
            faults.append(f"écart type : un nombre positif est attendu, trouvé {self.deviation:g}")
        if not self.design_effect >= 1:
            faults.append(f"effet de plan : au moins 1 est attendu, trouvé {self.design_effect:g}")
        if self.population is not None and self.population < 1:
            faults.append(f"population : au moins 1 est attendu, trouvé {self.population}")
        if faults:
            raise InvalidDataError("le calcul d’effectif", faults)


def proportion_deviation(share: float = 0.5) -> float:
    """Standard deviation of a yes/no answer; 0.5, the default, is the most prudent share.

    >>> proportion_deviation(0.2)
    0.4
    """
    if not 0 < share < 1:
        raise InvalidDataError(
            "le calcul d’effectif",
            [f"part attendue : un nombre entre 0 et 1 est attendu, trouvé {share:g}"],
        )
    return math.sqrt(share * (1 - share))


def answers_needed(margin: float, plan: SurveyPlan) -> int:
    """Give the number of answers that brings the half-width of the interval down to a margin.

    Parameters
    ----------
    margin : half-width of the 95 % interval, in the unit of the deviation (0.05 for 5 points of
        percentage, 0.5 for half a point of a note from 0 to 10).
    plan : what is asked.

    Returns
    -------
    int
        Answers in one territory; never more than its population.

    Examples
    --------
    The 385 answers of every textbook: ± 5 points for a share near one half.

    >>> answers_needed(0.05, SurveyPlan(proportion_deviation()))
    385
    >>> answers_needed(0.05, SurveyPlan(proportion_deviation(), population=1000))
    278
    >>> answers_needed(0.5, SurveyPlan(NOTE_DEVIATION, USUAL_DESIGN_EFFECT))
    145
    """
    if not margin > 0:
        raise InvalidDataError(
            "le calcul d’effectif", [f"marge : un nombre positif est attendu, trouvé {margin:g}"]
        )
    spread = plan.design_effect * (Z * plan.deviation) ** 2
    needed = spread / (margin**2 + (spread / plan.population if plan.population else 0.0))
    # A margin worked out from a whole number of answers must give this number back.
    answers = max(1, math.ceil(needed - 1e-9 * max(1.0, needed)))
    return answers if plan.population is None else min(answers, plan.population)


def margin_given(answers: int, plan: SurveyPlan) -> float:
    """Give the half-width of the 95 % interval that a number of answers allows.

    Examples
    --------
    >>> round(margin_given(100, SurveyPlan(proportion_deviation())), 3)
    0.098
    >>> margin_given(50, SurveyPlan(proportion_deviation(), population=50))
    0.0
    """
    if answers < 1:
        raise InvalidDataError(
            "le calcul d’effectif", [f"réponses : au moins 1 est attendu, trouvé {answers}"]
        )
    left = 1.0 if plan.population is None else max(0.0, 1 - answers / plan.population)
    return Z * plan.deviation * math.sqrt(plan.design_effect / answers * left)


def difference_margin(answers: int, plan: SurveyPlan) -> float:
    """Give the half-width of the interval of a difference between two such samples.

    It is √2 times the margin of one: a difference needs twice the answers of a level.

    >>> round(difference_margin(100, SurveyPlan(proportion_deviation())), 3)
    0.139
    """
    return math.sqrt(2) * margin_given(answers, plan)
