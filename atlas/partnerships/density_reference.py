"""What is expected at each density, as the build stored it, for territories and for places."""

from __future__ import annotations

from typing import cast

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.place import Place
from common.levels import Level, Territory
from indicators.partnerships import density_class, density_limits
from indicators.partnerships.expected import expected_of_groups, expected_rates
from indicators.partnerships.store import RATED, read_class_rates


def expected_everywhere(desk: Desk, level: Level, kind: str | None = None) -> pd.DataFrame:
    """Give the rates expected of the inhabited territories of a level, worked out once.

    Parameters
    ----------
    desk : the opened data.
    level : level of the territories.
    kind : partnerships of one kind only; alliances and labels when None.

    Returns
    -------
    DataFrame
        Index code, a column per domain that a complete list counts: rates per inhabitant.
    """
    return desk.shared(("expected partnerships", level, kind), lambda: _made(desk, level, kind))


def expected_here(desk: Desk, place: Place, kind: str | None = None) -> pd.Series:
    """Give the rates expected of a place, per inhabitant, by domain.

    A perimeter takes the class of its own density among the territories of its level.
    """
    if isinstance(place, Territory):
        return expected_everywhere(desk, place.level, kind).reindex([place.code]).iloc[0]
    communes = desk.territories_of(Level.COMMUNE).loc[desk.communes(place)]
    density = communes["population"].astype("float64").sum() / communes["area_km2"].sum()
    level = Level.DEPARTEMENT if place.level is Level.REGION else place.level
    people, areas = _facts(desk, level)
    known = density_limits((people / areas)[people > 0])
    found = density_class(pd.Series([density]), known).iloc[0]
    return cast("pd.Series", _classes(desk, level, kind).loc[found])


def _made(desk: Desk, level: Level, kind: str | None) -> pd.DataFrame:
    if level is not Level.REGION:
        return expected_rates(_classes(desk, level, kind), *_facts(desk, level))
    departements = desk.territories_of(Level.DEPARTEMENT)
    return expected_of_groups(
        expected_everywhere(desk, Level.DEPARTEMENT, kind),
        departements["population"].astype("float64"),
        departements["region"],
    )


def _classes(desk: Desk, level: Level, kind: str | None) -> pd.DataFrame:
    """Rates of the classes of density of a level: index class, a column a domain."""
    table = desk.shared("class rates", lambda: read_class_rates(desk.data))
    rows = table[(table["level"] == level.value) & (table["kind"] == (kind or RATED))]
    return rows.pivot_table(index="density_class", columns="domain", values="rate", sort=False)


def _facts(desk: Desk, level: Level) -> tuple[pd.Series, pd.Series]:
    territories = desk.territories_of(level)
    return territories["population"].astype("float64"), territories["area_km2"]
