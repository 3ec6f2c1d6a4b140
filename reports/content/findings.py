"""What a gap establishes, in a sentence: where, next to which mean, in whose words."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from atlas.desk.desk import Desk
from common.french import NO_BREAK_SPACE, number
from common.levels import Territory
from indicators.views.positions import GapStatus
from indicators.views.volunteers import voices
from reports.content.words import agreed, named

_SENTENCES = {
    GapStatus.SILENT_FRAGILITY: (
        "Pour {where}, les statistiques montrent plus de fragilité que la moyenne des {peers}, et "
        "{who} en expriment moins que cette moyenne."
    ),
    GapStatus.LISTENING_TOPIC: (
        "Pour {where}, {who} expriment plus de fragilité que la moyenne des {peers}, alors que les "
        "statistiques retenues en montrent moins que cette moyenne."
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


@dataclass(frozen=True)
class Finding:
    """What a gap establishes, whatever its domain.

    Attributes
    ----------
    status : its reading.
    measured, name : territory that was asked.
    compared : how many territories it is compared with.
    who : those who answered.
    """

    status: GapStatus
    measured: str
    name: str
    compared: int
    who: str

    def sentence(self) -> str:
        """Say it: where, next to which mean, in whose words."""
        level = Territory.parse(self.measured).level
        return _SENTENCES[self.status].format(
            where=named(self.measured, self.name),
            who=self.who,
            peers=f"{number(self.compared)}{NO_BREAK_SPACE}{agreed(level, 'comparé')}",
        )


def finding_of(desk: Desk, row: pd.Series) -> Finding:
    """Read what is established.

    Parameters
    ----------
    row : of :func:`reports.content.established.established`.
    """
    return Finding(
        GapStatus(row["status"]),
        row["measured"],
        row["measured_name"],
        int(row["compared"]),
        voices(row["group"], desk.surveys[row["survey"]].kind),
    )
