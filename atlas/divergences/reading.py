"""What the picture of a gap says, in two sentences made of its numbers.

Nothing is said that the numbers do not support, and no one is said to be mistaken.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from common.french import listed, number, percent, plural, signed
from common.grammar import FEMININE_LEVELS
from common.levels import Level
from indicators.base.survey_kind import SurveyKind
from indicators.views.agreement import Agreement
from indicators.views.positions import GapStatus
from indicators.views.volunteers import FLOOR

#: Territories named in a sentence for each position.
MOST_NAMED = 4
#: Lower bound of a correlation from which both views clearly go together.
CLEAR_CORRELATION = 0.5
#: An interval that stays within is a correlation that is known to be weak.
WEAK_CORRELATION = 0.3
#: Reliability under which most of what differs may be sampling, and over which little is.
LOW_RELIABILITY, HIGH_RELIABILITY = 0.5, 0.8
#: Limit of a reading of the demonstration survey.
FICTITIOUS = (
    "Les réponses sont fictives : cette lecture montre l’outil et ne dit rien des territoires."
)

#: Positions as they are counted: one, several; in the order in which they are told.
POSITIONS = {
    GapStatus.SILENT_FRAGILITY: ("fragilité silencieuse", "fragilités silencieuses"),
    GapStatus.LISTENING_TOPIC: ("fragilité surtout ressentie", "fragilités surtout ressenties"),
    GapStatus.ALIGNED_FRAGILE: ("fragilité partagée", "fragilités partagées"),
    GapStatus.ALIGNED_SOLID: ("solidité partagée", "solidités partagées"),
}


@dataclass(frozen=True)
class GapReading:
    """Three French texts.

    Attributes
    ----------
    positions : how many territories stand where.
    agreement : how far the two views agree over the territories.
    limits : what cannot be told, or "".
    """

    positions: str
    agreement: str
    limits: str


def read(frame: pd.DataFrame, agreed: Agreement, level: Level, kind: SurveyKind) -> GapReading:
    """Put a gap into words.

    Parameters
    ----------
    frame : one row per territory: name, gap (NaN where not published), status.
    agreed : agreement of the two sides.
    level : level of the territories.
    kind : what the sample of the survey is.
    """
    return GapReading(
        positions(frame, level), agreement_sentence(agreed, level), limits(agreed, kind)
    )


def positions(frame: pd.DataFrame, level: Level) -> str:
    """Say how many territories have which position, and name those where the views differ."""
    compared = frame[frame["gap"].notna()]
    total, absent = len(compared), len(frame) - len(compared)
    count = {status: int((compared["status"] == status.value).sum()) for status in POSITIONS}
    known = sum(count.values())
    feminine = level in FEMININE_LEVELS
    several = f"{number(total)} {level.plural} {'comparées' if feminine else 'comparés'}"
    left_out = f" (pour {number(absent)}, la mesure ou le ressenti manque)" if absent else ""
    if known == 0:
        return (
            f"{'Aucune' if feminine else 'Aucun'} des {several}{left_out} n’a de position "
            "nette : les données ne permettent pas de dire où mesure et ressenti diffèrent, ni où "
            "ils se rejoignent."
        )
    told = [
        f"{number(count[status])} {plural(count[status], *POSITIONS[status])}"
        f"{_names(compared, status)}"
        for status in POSITIONS
        if count[status]
    ]
    text = f"Sur {several}{left_out}, {number(known)} "
    text += f"{'a' if known == 1 else 'ont'} une position nette : {listed(told)}."
    rest = total - known
    if rest == 0:
        return text
    others = f"les {number(rest)} autres" if rest > 1 else "l’autre"
    return f"{text} Pour {others}, les données ne permettent pas de trancher."


def agreement_sentence(agreed: Agreement, level: Level) -> str:
    """Say how far the views agree, in words as strong as the interval of the correlation."""
    figure = (
        f"corrélation des rangs {signed(agreed.spearman, 2)}, intervalle à 95 % de "
        f"{signed(agreed.low, 2)} à {signed(agreed.high, 2)}"
    )
    if agreed.low > 0:
        firmly = "nettement " if agreed.low >= CLEAR_CORRELATION else ""
        text = f"Plus la mesure est élevée, plus le ressenti l’est {firmly}aussi ({figure})"
    elif agreed.high < 0:
        text = (
            "Là où la mesure est la plus élevée, le ressenti l’est plutôt moins : les deux "
            f"classent les territoires en sens contraire ({figure})"
        )
    elif max(-agreed.low, agreed.high) < WEAK_CORRELATION:
        text = f"Les deux classements n’ont presque pas de rapport ({figure})"
    else:
        text = (
            f"{number(agreed.units)} {level.plural} ne suffisent pas à dire si les deux "
            f"classements vont dans le même sens ({figure})"
        )
    return (
        f"{text} ; en trois classes, l’accord (kappa pondéré : 0 pour le hasard, 1 pour l’accord "
        f"complet) vaut {signed(agreed.kappa, 2)}."
    )


def limits(agreed: Agreement, kind: SurveyKind) -> str:
    """Say what the survey does not allow to tell, or "" when nothing special has to be said."""
    told = []
    share = percent(agreed.reliability, 0)
    if agreed.reliability < LOW_RELIABILITY:
        told.append(
            f"Seulement {share} des différences de ressenti entre territoires dépassent l’aléa de "
            "l’échantillon : l’essentiel peut être dû au hasard."
        )
    elif agreed.reliability < HIGH_RELIABILITY:
        told.append(
            f"Environ {share} des différences de ressenti entre territoires dépassent l’aléa de "
            "l’échantillon ; le reste peut être dû au hasard."
        )
    else:
        told.append(
            f"L’échantillon distingue bien les territoires : {share} des différences de ressenti "
            "dépassent son aléa."
        )
    if kind is SurveyKind.SELF_SELECTED:
        told.append(
            "Les participants étaient volontaires : ce qui est dit ne vaut que pour eux, et une "
            f"marge de {number(FLOOR)} points s’ajoute à l’aléa de leurs réponses."
        )
    if kind is SurveyKind.DEMONSTRATION:
        told.append(FICTITIOUS)
    return " ".join(told)


def _names(compared: pd.DataFrame, status: GapStatus) -> str:
    """Name the territories where the views differ, the widest gap first."""
    if status not in (GapStatus.SILENT_FRAGILITY, GapStatus.LISTENING_TOPIC):
        return ""
    rows = compared[compared["status"] == status.value]
    order = rows["gap"].abs().sort_values(ascending=False, kind="stable").index
    names = [str(name) for name in rows.loc[order[:MOST_NAMED], "name"]]
    more = "dont " if len(rows) > MOST_NAMED else ""
    return f" ({more}{', '.join(names)})"
