"""Which names a picture has on its map: a few, of what a reader looks for first."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from atlas.desk.desk import Desk
from atlas.layers.layer import Layer
from common.levels import Level
from geo.projection import extent_keys

#: Names on the picture of a map.
MOST_NAMES = 12
#: Levels whose territories a reader knows by their name; on the others, towns are the landmarks.
_OWN_NAMES = (Level.DEPARTEMENT, Level.REGION)
#: Towns nearer than this part of what is shown are one landmark: the larger of them.
_APART = 0.11
#: Towns among which landmarks are looked for.
_LARGEST = 200


def landmarks(desk: Desk, layer: Layer, count: int = MOST_NAMES) -> gpd.GeoSeries:
    """Give the main towns of what a layer shows, far enough from one another.

    Parameters
    ----------
    layer : what is shown; its territories themselves where they are départements or régions.
    count : names, at most.

    Returns
    -------
    GeoSeries
        Points (EPSG:4326) indexed by name, most inhabitants first, in the part of the country
        that fills the picture: insets have names of their own.
    """
    if layer.query.level in _OWN_NAMES:
        return own_names(layer, layer.shapes(), count)
    towns = desk.territories_of(Level.COMMUNE)
    if layer.query.within is not None:
        towns = towns.loc[towns.index.isin(desk.codes_within(Level.COMMUNE, layer.query.within))]
    elif layer.query.level is Level.COMMUNE:
        towns = towns.loc[towns.index.isin(layer.table.index)]
    part = extent_keys(towns["lon"], towns["lat"])
    towns = towns[part == part.mode().iloc[0]]
    towns = towns.sort_values("population", ascending=False, kind="stable")
    towns = towns.head(_LARGEST)
    return _points(towns[_far_apart(towns, count)])


def own_names(layer: Layer, shapes: gpd.GeoSeries, count: int) -> gpd.GeoSeries:
    """Give a point inside each of the territories of most inhabitants, indexed by name."""
    people = layer.table["population"].astype("float64").sort_values(ascending=False, kind="stable")
    codes = people.dropna().index[:count]
    inside = shapes.loc[codes].representative_point()
    return gpd.GeoSeries(inside.to_numpy(), index=layer.table.loc[codes, "name"], crs=4326)


def _far_apart(towns: pd.DataFrame, count: int) -> np.ndarray:
    """Keep towns, largest first, that are not beside one already kept."""
    wide = np.cos(np.radians(towns["lat"].mean()))
    places = np.column_stack([towns["lon"] * wide, towns["lat"]])
    least = _APART * max(np.ptp(places, axis=0)) if len(places) else 0.0
    kept: list[int] = []
    for rank, place in enumerate(places):
        if len(kept) == count:
            break
        if all(np.hypot(*(place - places[other])) >= least for other in kept):
            kept.append(rank)
    chosen = np.zeros(len(places), dtype=bool)
    chosen[kept] = True
    return chosen


def _points(towns: pd.DataFrame) -> gpd.GeoSeries:
    places = gpd.points_from_xy(towns["lon"], towns["lat"])
    return gpd.GeoSeries(places, index=towns["name"], crs=4326)
