"""The structural portrait: what a place is like, whatever its fragilities."""

from __future__ import annotations

import numpy as np
import pandas as pd

from atlas.alike.structure import TRAITS, communes_of_level, own_structure, structure_of
from atlas.desk.desk import Desk
from atlas.desk.place import Place
from common.levels import Level, Territory
from geo.perimeter import Perimeter
from indicators.base.catalogue import SHARE, in_portrait
from indicators.base.status import Status

COLUMNS = ["key", "label", "unit", "year", "value", "status", "departement", "region", "france"]
#: Traits of :mod:`atlas.alike.structure` that no indicator gives, with their year.
_TRAITS = {"densite": 2023, "residences_secondaires": 2021}
_RURAL = ("Bourgs ruraux", "Rural à habitat dispersé", "Rural à habitat très dispersé")
_RURAL_YEAR = 2023
_REFERENCES = (Level.DEPARTEMENT, Level.REGION, Level.FRANCE)


def portrait_of(
    desk: Desk,
    place: Place,
    values: pd.DataFrame,
    indicators: pd.DataFrame,
    parents: tuple[Territory, ...],
) -> pd.DataFrame:
    """Give the traits of structure; see :attr:`atlas.profiles.Profile.portrait`.

    Parameters
    ----------
    desk : the opened data.
    place : what is described.
    values : of the place (:func:`atlas.desk.place_values.place_values`).
    indicators : table of the profile.
    parents : of the place.
    """
    references = [parent for parent in parents if parent.level in _REFERENCES]
    everyone = {"value": place, **{parent.level.value: parent for parent in references}}
    rows = [
        {
            "key": "part_rurale",
            "label": "Part des habitants dans une commune rurale (grille de densité)",
            "unit": SHARE,
            "year": _RURAL_YEAR,
            **{column: rural_share(desk, one) for column, one in everyone.items()},
        }
    ]
    structures = {parent.level.value: structure_of(desk, parent) for parent in references}
    structures["value"] = own_structure(desk, place, values)
    rows += [
        {
            "key": trait.key,
            "label": trait.label.capitalize(),
            "unit": trait.unit,
            "year": _TRAITS[trait.key],
            **{column: float(one[trait.key]) for column, one in structures.items()},
        }
        for trait in TRAITS
        if trait.key in _TRAITS
    ]
    made = pd.DataFrame(rows)
    known = made["value"].notna()
    made["status"] = known.map({True: Status.AGGREGATED.value, False: Status.MISSING.value})
    keys = [one.key for one in in_portrait(desk.catalogue)]
    chosen = indicators.set_index("key").loc[keys].reset_index()
    last = chosen["key"].map(lambda key: desk.catalogue[key].year)
    # A trait that exists above alone still has the year of what is shown beside it.
    chosen["year"] = chosen["year"].fillna(last)
    table = pd.concat([made.reindex(columns=COLUMNS), chosen[COLUMNS]], ignore_index=True)
    return table.astype({"year": "Int64", **dict.fromkeys(COLUMNS[6:], "float64")})


def rural_share(desk: Desk, place: Place) -> float:
    """Share of the inhabitants who live in a commune that Insee's density grid calls rural."""
    level = place.level
    if isinstance(place, Perimeter) or level is Level.COMMUNE:
        pairs = pd.DataFrame({"code": str(place), "commune": desk.communes(place)})
        return float(_rural_shares(desk, pairs).iloc[0])
    shares = desk.shared(
        ("rural shares", level), lambda: _rural_shares(desk, communes_of_level(desk, level))
    )
    return float(shares.get(place.code, np.nan))


def _rural_shares(desk: Desk, pairs: pd.DataFrame) -> pd.Series:
    """Give the shares of territories (code) by the communes that make each (commune)."""
    people = desk.shared("rural people", lambda: _rural_people(desk)).reindex(pairs["commune"])
    totals = people.groupby(pairs["code"].to_numpy()).sum()
    return totals["rural"] / totals["everyone"].where(totals["everyone"] > 0)


def _rural_people(desk: Desk) -> pd.DataFrame:
    """Inhabitants of each commune: everyone, and those whom the grid calls rural."""
    communes = desk.territories_of(Level.COMMUNE)
    everyone = communes["population"].astype("float64").where(communes["density"].notna())
    rural = everyone.where(communes["density"].isin(_RURAL), 0.0)
    return pd.DataFrame({"everyone": everyone, "rural": rural})
