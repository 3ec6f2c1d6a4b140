"""What a question and an indicator of the same thing say together, in French."""

from __future__ import annotations

import pandas as pd

from atlas.divergences.reading import WEAK_CORRELATION, positions
from common.french import number, signed
from common.labelled import Labelled
from common.levels import Level
from indicators.base.survey_kind import SurveyKind
from indicators.views.agreement import RankCorrelation
from indicators.views.volunteers import FLOOR, voices

RANKS_ONLY = (
    "La source ne publie pas de marge d’erreur : seuls les rangs se comparent, et aucun territoire "
    "n’a de position nommée."
)


class Concordance(Labelled):
    """What the interval of a correlation allows to say."""

    SAME = "same", "Même sens"
    OPPOSITE = "opposite", "Sens contraire"
    NONE = "none", "Presque aucun lien"
    UNSURE = "unsure", "Lien non établi"

    @property
    def sign(self) -> str:
        """A sign that needs no colour.

        >>> Concordance.SAME.sign
        '↗'
        """
        return {"same": "↗", "opposite": "↘", "none": "=", "unsure": "?"}[self.value]


def link_of(low: float, high: float) -> Concordance:
    """Tell what a 95 % interval of a correlation of ranks establishes.

    >>> link_of(0.1, 0.8).label, link_of(-0.16, 0.23).label, link_of(-0.5, 0.4).label
    ('Même sens', 'Presque aucun lien', 'Lien non établi')
    """
    if low > 0:
        return Concordance.SAME
    if high < 0:
        return Concordance.OPPOSITE
    return Concordance.NONE if max(-low, high) < WEAK_CORRELATION else Concordance.UNSURE


def pair_sentences(
    frame: pd.DataFrame,
    correlation: RankCorrelation,
    level: Level,
    kind: SurveyKind,
    group: str,
    *,
    ranks_only: bool,
) -> tuple[str, ...]:
    """Say how the two sides agree, then the positions or why there are none.

    Parameters
    ----------
    frame : :data:`indicators.views.pairs.PAIR`.
    correlation : of the ranks.
    level : level of the territories.
    kind, group : what the sample is, and of whom.
    ranks_only : whether no position may be named.
    """
    told = [correlation_sentence(correlation, level, voices(group, kind))]
    told.append(RANKS_ONLY if ranks_only else positions(frame, level))
    if kind is SurveyKind.SELF_SELECTED:
        told.append(
            f"Des volontaires ont répondu : ce qui est dit ne vaut que pour {voices(group, kind)}, "
            f"et une marge de {number(FLOOR)} points s’ajoute à l’aléa de leurs réponses."
        )
    return tuple(told)


def correlation_sentence(correlation: RankCorrelation, level: Level, who: str) -> str:
    """Say how the ranks go together, in words as strong as the interval allows.

    >>> weak = RankCorrelation(101, 0.04, -0.16, 0.23)
    >>> correlation_sentence(weak, Level.DEPARTEMENT, "les citoyens").startswith("Ce que disent")
    True
    """
    figure = (
        f"corrélation des rangs {signed(correlation.spearman, 2)}, intervalle à 95 % de "
        f"{signed(correlation.low, 2)} à {signed(correlation.high, 2)}, "
        f"{number(correlation.units)} {level.plural}"
    )
    link = link_of(correlation.low, correlation.high)
    if link is Concordance.SAME:
        return f"Plus l’indicateur est défavorable, plus {who} le disent ({figure})."
    if link is Concordance.OPPOSITE:
        return (
            f"Là où l’indicateur est le plus défavorable, {who} le disent plutôt moins : les deux "
            f"ne parlent pas de la même chose, ou pas des mêmes personnes ({figure})."
        )
    if link is Concordance.NONE:
        return f"Ce que disent {who} et l’indicateur n’ont presque pas de rapport ({figure})."
    return f"Le lien entre ce que disent {who} et l’indicateur n’est pas établi ({figure})."
