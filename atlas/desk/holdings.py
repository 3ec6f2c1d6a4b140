"""How much the product rests on: what its first screen says of itself."""

from __future__ import annotations

from dataclasses import dataclass

from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import index_indicators
from common.levels import Level
from indicators.base.domains import DOMAIN_KEYS, OVERALL
from indicators.partnerships import select


@dataclass(frozen=True)
class Holdings:
    """Numbers of the public data.

    Attributes
    ----------
    domains, communes : what is described, and where.
    indicators : of the scores.
    surveys : whose answers are published.
    partnerships : records that go on, grants apart: those that *Partenariats* counts first.
    """

    domains: int
    communes: int
    indicators: int
    surveys: int
    partnerships: int


def holdings(desk: Desk) -> Holdings:
    """Count what the data hold, the demonstration survey left out."""
    return Holdings(
        domains=len(DOMAIN_KEYS),
        communes=len(desk.territories_of(Level.COMMUNE)),
        indicators=len(index_indicators(desk, OVERALL)),
        surveys=sum(not survey.demonstration for survey in desk.surveys.values()),
        partnerships=len(select(desk.records)),
    )
