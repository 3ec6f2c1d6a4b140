"""Where a place ranks, without the rest of its profile: a tenth of the time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, cast

import pandas as pd

from atlas.desk.desk import Desk, refuse_country
from atlas.desk.parents import parents_of, place_name
from atlas.desk.place import Place, as_territory
from atlas.desk.place_values import place_values
from atlas.profiles.scores import domains_of, standing_out
from geo.perimeter import Perimeter


class Ranked(Protocol):
    """A place with its ranks: these, or a whole :class:`atlas.profiles.Profile`."""

    @property
    def place(self) -> Place:
        """The place."""

    @property
    def territories(self) -> int:
        """See :class:`atlas.profiles.Profile`."""

    @property
    def domains(self) -> pd.DataFrame:
        """See :class:`atlas.profiles.Profile`."""

    @property
    def strengths(self) -> pd.DataFrame:
        """See :class:`atlas.profiles.Profile`."""

    @property
    def weaknesses(self) -> pd.DataFrame:
        """See :class:`atlas.profiles.Profile`."""

    def domain(self, key: str) -> pd.Series:
        """Row of one domain."""


@dataclass(frozen=True)
class Ranks:
    """The ranks of a place; see :class:`atlas.profiles.Profile` for its attributes."""

    place: Place
    name: str
    territories: int
    domains: pd.DataFrame
    strengths: pd.DataFrame
    weaknesses: pd.DataFrame

    def domain(self, key: str) -> pd.Series:
        """Row of one domain."""
        return cast("pd.Series", self.domains.loc[key])


#: Below this share of the territories of a level that have a rank, their number is told.
WELL_RANKED = 0.9


def is_partly_ranked(ranked: float, territories: int) -> bool:
    """Tell whether a rank is among a part of a level only, and must say so.

    >>> is_partly_ranked(17_294, 34_875), is_partly_ranked(34_492, 34_875)
    (True, False)
    """
    return ranked < WELL_RANKED * territories


def ranks_of(desk: Desk, place: Place) -> Ranks:
    """Rank a place as its profile does.

    Raises
    ------
    NotAvailableError
        For France as a whole.
    """
    refuse_country(place.level)
    known = as_territory(place)
    domains = domains_of(desk, known, place_values(desk, known), parents_of(desk, known))
    peers = len(desk.territories_of(place.level)) + isinstance(known, Perimeter)
    return Ranks(place, place_name(desk, place), peers, domains, *standing_out(domains))
