"""What a gap establishes, in a sentence: where, next to which mean, in whose words."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from atlas.desk.desk import Desk
from common.french import NO_BREAK_SPACE, number
from common.levels import Territory
from indicators.base.survey_kind import SurveyKind
from indicators.views.gaps import GapStatus
from reports.content.words import agreed, named

WHO = {
    "citoyens": "les citoyens",
    "elus": "les élus locaux",
    "entreprises": "les entreprises",
    "associations": "les associations",
    "fondations": "les fondations",
    "academiques": "les acteurs académiques",
}
_SENTENCES = {
    GapStatus.SILENT_FRAGILITY: (
        "Pour {where}, les statistiques montrent plus de fragilité que la moyenne des {peers}, et "
        "{who} l’expriment moins nettement."
    ),
    GapStatus.LISTENING_TOPIC: (
        "Pour {where}, les statistiques retenues placent la fragilité au-dessous de la moyenne des "
        "{peers}, et {who} ne l’y placent pas aussi nettement."
    ),
    GapStatus.ALIGNED_FRAGILE: (
        "Pour {where}, la fragilité est au-dessus de la moyenne simple des {peers}, dans les "
        "statistiques comme selon {who}."
    ),
    GapStatus.ALIGNED_SOLID: (
        "Pour {where}, la fragilité est au-dessous de la moyenne simple des {peers}, dans les "
        "statistiques comme selon {who}."
    ),
}
#: Said of a topic of listening where the whole interval of what is felt is above the mean.
_FELT_MORE = (
    "Pour {where}, {who} expriment plus de fragilité qu’ailleurs, alors que les statistiques "
    "retenues en montrent moins que la moyenne des {peers}."
)


@dataclass(frozen=True)
class Finding:
    """What a gap establishes, whatever its domain.

    Attributes
    ----------
    status : its reading.
    felt_more : whether all of what is felt is above the mean, where less is measured.
    measured, name : territory that was asked.
    compared : how many territories it is compared with.
    who : those who answered.
    """

    status: GapStatus
    felt_more: bool
    measured: str
    name: str
    compared: int
    who: str

    def sentence(self) -> str:
        """Say it: where, next to which mean, in whose words."""
        level = Territory.parse(self.measured).level
        sentence = _FELT_MORE if self.felt_more else _SENTENCES[self.status]
        return sentence.format(
            where=named(self.measured, self.name),
            who=self.who,
            peers=f"{number(self.compared)}{NO_BREAK_SPACE}{agreed(level, 'comparé')}",
        )


def finding_of(desk: Desk, row: pd.Series) -> Finding:
    """Read what a view with a reading establishes.

    Parameters
    ----------
    row : of ``profile.views``.
    """
    status = GapStatus(row["gap_status"])
    return Finding(
        status,
        status is GapStatus.LISTENING_TOPIC and bool(row["low"] > row["perceived_mean"]),
        row["measured"],
        row["measured_name"],
        int(row["compared"]),
        voices(desk, row),
    )


def voices(desk: Desk, row: pd.Series) -> str:
    """Name those who answered: volunteers speak for themselves, not for the citizens."""
    if desk.surveys[row["survey"]].kind is SurveyKind.SELF_SELECTED and row["group"] == "citoyens":
        return "les participants"
    return WHO[row["group"]]
