"""Who a place is: people, area, what holds it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.place import Place
from common.french import described
from common.levels import Level
from geo.commune_facts import EARLIER_YEAR
from geo.perimeter import Perimeter

#: Zones d'emploi that are named.
MOST_ZONES = 3
#: Part of an earlier population that may be shared out of communes cut since.
MOST_ESTIMATED = 0.1


def identity_of(desk: Desk, place: Place) -> pd.Series:
    """Describe a place; see :attr:`atlas.profiles.Profile.identity`."""
    communes = desk.territories_of(Level.COMMUNE).loc[desk.communes(place)]
    known = communes["population"].notna()
    population = float(communes.loc[known, "population"].sum()) if known.any() else np.nan
    area = float(communes["area_km2"].sum())
    names = desk.territories_of(Level.DEPARTEMENT)["name"]
    departements = sorted(communes["departement"].dropna().unique())
    is_perimeter = isinstance(place, Perimeter)
    told: dict[str, object] = {
        "level_label": "périmètre" if is_perimeter else place.level.label,
        "population": population,
        "population_year": float(communes.loc[known, "population_year"].max()),
        **_earlier_population(desk, communes.loc[known], population),
        "area_km2": area,
        "inhabitants_per_km2": population / area if area > 0 else np.nan,
        "communes": len(communes),
        "density_class": _density_class(communes),
        "zone_emploi": _employment_zones(desk, communes),
        "departements": tuple(names[departements]),
    }
    return pd.Series(told, dtype="object")


def _earlier_population(desk: Desk, communes: pd.DataFrame, population: float) -> dict[str, float]:
    """Population at the earlier census, and the share gained or lost by year since.

    Both are NaN if a single commune is unknown then, for a part of a total is not the total, or
    if most of it is shared out of a commune that was cut since.
    """
    facts = desk.commune_facts.reindex(communes.index)
    before = facts["population_2018"].astype("float64")
    years = communes["population_year"].astype("float64") - EARLIER_YEAR
    known = len(before) > 0 and before.notna().all()
    total = float(before.sum()) if known else np.nan
    if known and before[facts["estimated"]].sum() > MOST_ESTIMATED * total:
        total = np.nan
    change = np.nan
    if total > 0 and population > 0 and years.min() == years.max() > 0:
        change = (population / total) ** (1 / years.min()) - 1
    return {
        "population_before": total,
        "population_before_year": EARLIER_YEAR if pd.notna(total) else np.nan,
        "population_change": change,
    }


def _employment_zones(desk: Desk, communes: pd.DataFrame) -> str:
    """Names of the zones d'emploi of the communes, those of most inhabitants first."""
    zones = desk.commune_facts["zone_emploi"].reindex(communes.index)
    people = communes["population"].astype("float64").fillna(0.0).groupby(zones).sum()
    return described(people.sort_values(ascending=False, kind="stable").index, MOST_ZONES)


def _density_class(communes: pd.DataFrame) -> str:
    """Class of Insee's grid where most inhabitants live."""
    people = communes["population"].astype("float64").fillna(0.0).groupby(communes["density"]).sum()
    return str(people.idxmax()) if people.sum() > 0 else ""
