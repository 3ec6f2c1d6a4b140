"""``deviations(desk, place)``: how a place differs from the country, its parent, its neighbours."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
from shapely import box

from atlas.desk.desk import Desk
from atlas.desk.parents import parents_of
from atlas.desk.place import Place, as_territory
from atlas.desk.place_values import place_values
from common.levels import FRANCE_CODE, Level, Territory
from geo.contiguity import touching
from geo.perimeter import Perimeter
from indicators.base.catalogue import SHARE, Indicator
from indicators.base.upward import MINIMUM_COVERAGE
from indicators.scores.deviation import (
    GENERAL,
    REFERENCES,
    SPATIAL,
    TERRITORIAL,
    Chance,
    Fragility,
    deviations_of,
    reading,
)

_PER_HUNDRED = 100
_COUNTS = ["numerator", "denominator"]
COLUMNS = [
    *("indicator", "domain", "label", "unit", "year", "value"),
    *(name + suffix for name in REFERENCES for suffix in ("", "_side")),
    "reading",
]
_SAID = {
    Level.EPCI: "son EPCI",
    Level.CRTE: "son CRTE",
    Level.DEPARTEMENT: "son département",
    Level.REGION: "sa région",
}

#: Said beside every table of deviations.
RULE = (
    "100 signifie : la même valeur que la référence. La valeur des voisins est celle de leur "
    "ensemble (effectifs additionnés), pas une moyenne de taux ; sont voisins les territoires qui "
    "se touchent, par terre : une île n’en a pas. « Écart non établi » : la référence est dans "
    "l’intervalle à 95 % que le hasard laisse à un effectif de cette taille."
)


def deviations(desk: Desk, place: Place) -> pd.DataFrame:
    """Compare a place with France, with its parent and with its neighbours.

    Only the indicators that are a ratio of counts known for the place are compared, all in the
    year of the place. A reference whose counts are known for less than 90 % of the population of
    its territories is unknown.

    Returns
    -------
    DataFrame
        One row per indicator, in the order of the catalogue: indicator, domain, label, unit,
        year, value, then for ``general`` (France), ``territorial`` (see :func:`parent_of`) and
        ``spatial`` (the neighbours, see :func:`neighbours_of`) 100 × the ratio of the values and
        its side (:class:`indicators.scores.deviation.Fragility`, ``general_side`` …), and
        ``reading`` (French).
    """
    place = as_territory(place)
    keys = [key for key, indicator in desk.catalogue.items() if indicator.rule == "ratio"]
    values = place_values(desk, place)
    values = values[values["indicator"].isin(keys)].dropna(subset=_COUNTS)
    own = values.drop_duplicates("indicator", keep="last").set_index("indicator")
    own = own.reindex([key for key in keys if key in own.index])
    parent = parent_of(desk, place)
    references = {GENERAL: _counts_of(desk, Territory(Level.FRANCE, FRANCE_CODE), own["year"])}
    if parent is not None:
        references[TERRITORIAL] = _counts_of(desk, parent, own["year"])
    level, around = neighbours_of(desk, place)
    if len(around):
        references[SPATIAL] = _summed(desk, level, around, own["year"])
    declared = [desk.catalogue[str(key)] for key in own.index]
    chance = pd.Series([chance_of(one).value for one in declared], index=own.index, dtype="str")
    direction = pd.Series([one.direction for one in declared], index=own.index, dtype="int64")
    found = deviations_of(own[_COUNTS], references, chance, direction)
    names = reference_names(parent)
    table = found.assign(
        indicator=[one.key for one in declared],
        domain=[one.domain for one in declared],
        label=[one.label for one in declared],
        unit=[one.unit for one in declared],
        year=own["year"].astype("Int64"),
        value=own["value"],
        reading=[
            reading({name: Fragility(row[f"{name}_side"]) for name in REFERENCES}, names)
            for _, row in found.iterrows()
        ],
    )
    return table[COLUMNS].reset_index(drop=True)


def chance_of(indicator: Indicator) -> Chance:
    """Say how the counts of an indicator vary by chance."""
    if indicator.of_area:
        return Chance.NONE
    if indicator.unit == SHARE:
        return Chance.SHARE
    if indicator.scale > _PER_HUNDRED:
        return Chance.EVENTS
    return Chance.COUNTS if indicator.scale == _PER_HUNDRED else Chance.NONE


def reference_names(parent: Territory | None) -> dict[str, str]:
    """Name the three references as they follow « que »."""
    names = {GENERAL: "la France"}
    if parent is not None:
        names[TERRITORIAL] = _SAID[parent.level]
    return {**names, SPATIAL: "ses voisins"}


def parent_of(desk: Desk, place: Place) -> Territory | None:
    """Choose the parent of the territorial deviation.

    That of a commune is its EPCI (its département, if it has none), that of an EPCI or a CRTE the
    département where most of its inhabitants live, that of a département its région; that of a
    perimeter is the finest territory that holds it whole. A parent made of the same communes is
    none, nor is France.
    """
    wider = parents_of(desk, place) if isinstance(place, Perimeter) else desk.parents(place)
    size = len(desk.communes(place))
    for parent in wider:
        if parent.level is not Level.FRANCE and len(desk.communes(parent)) != size:
            return parent
    return None


def neighbours_of(desk: Desk, place: Place) -> tuple[Level, pd.Index]:
    """List the neighbours of a place: territories of its level, or communes around a perimeter.

    Returns
    -------
    (Level, Index)
        Their level and their codes, sorted; none for an island.
    """
    level = Level.COMMUNE if isinstance(place, Perimeter) else place.level
    own = list(place.communes) if isinstance(place, Perimeter) else [place.code]
    shapes = _around(desk, level, own)
    # The pairs of all the communes take seconds; those of the communes nearby do not.
    nearby = shapes.sindex.query(box(*shapes.loc[own].total_bounds), predicate="intersects")
    near = shapes.iloc[sorted(nearby)]
    focal, neighbour = touching(near)
    found: pd.Index = near.index[neighbour[near.index[focal].isin(own)]].unique().difference(own)
    return level, found


def _around(desk: Desk, level: Level, own: list[str]) -> gpd.GeoSeries:
    """Give the shapes of a level, of communes those of the départements nearby."""
    if level is not Level.COMMUNE:
        return desk.shapes(level)
    departements = desk.shapes(Level.DEPARTEMENT)
    here = box(*desk.shapes(level, own).total_bounds)
    near = departements.index[departements.sindex.query(here, predicate="intersects")]
    territories = desk.territories_of(level)
    return desk.shapes(level, territories.index[territories["departement"].isin(near)])


def _counts_of(desk: Desk, territory: Territory, years: pd.Series) -> pd.DataFrame:
    """Counts of one territory, in the years asked."""
    values = desk.values_of(territory)
    rows = values[values["year"] == values["indicator"].map(years)]
    return rows.set_index("indicator")[_COUNTS]


def _summed(desk: Desk, level: Level, codes: pd.Index, years: pd.Series) -> pd.DataFrame:
    """Counts of some territories together, in the years asked."""
    rows = desk.values(level, None, list(codes))
    asked = rows["indicator"].astype("str").map(years)
    rows = rows[rows["year"] == asked].dropna(subset=_COUNTS)
    keys = rows["indicator"].astype("str")
    people = desk.territories_of(level)["population"].astype("float64").fillna(0.0)
    held = rows["code"].astype("str").map(people).groupby(keys).sum()
    covered = held / people.reindex(codes).sum()
    sums = rows.groupby(keys)[_COUNTS].sum()
    return sums[covered.reindex(sums.index) >= MINIMUM_COVERAGE]
