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


class Ranked(Protocol):
    """A place with its ranks: these, or a whole :class:`atlas.profiles.Profile`."""

    @property
    def place(self) -> Place:
        """The place."""

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
    domains: pd.DataFrame
    strengths: pd.DataFrame
    weaknesses: pd.DataFrame

    def domain(self, key: str) -> pd.Series:
        """Row of one domain."""
        return cast("pd.Series", self.domains.loc[key])


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
    return Ranks(place, place_name(desk, place), domains, *standing_out(domains))
