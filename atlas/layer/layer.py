"""``layer(desk, query)``: values joined to boundaries, with all that a reader must know.

Every door shows or writes a :class:`Layer`; none makes one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import geopandas as gpd
import pandas as pd

from atlas.desk.about import About
from atlas.desk.container import codes_shown
from atlas.desk.desk import Desk
from atlas.layer.measure import Measure
from atlas.layer.query import LayerQuery
from common.levels import Level, Territory


@dataclass(frozen=True)
class Layer:
    """A table of territories with one value each, and its reading notes.

    Attributes
    ----------
    query : the question that it answers.
    frame : GeoDataFrame, EPSG:4326, as :attr:`atlas.layer.measure.Measure.frame` declares it.
    about : what a reader must know of it.
    unit, year : French texts.
    """

    query: LayerQuery
    frame: gpd.GeoDataFrame
    about: About
    unit: str
    year: str

    @property
    def measure(self) -> Measure:
        """What is shown."""
        return self.query.measure

    @property
    def table(self) -> pd.DataFrame:
        """The same rows without geometry."""
        return pd.DataFrame(self.frame.drop(columns="geometry"))


def layer(desk: Desk, query: LayerQuery) -> Layer:
    """Answer a question with a layer.

    Parameters
    ----------
    desk : the opened data.
    query : the question.

    Raises
    ------
    NotAvailableError
        If the data cannot answer (no survey for the domain and group, no value of the indicator
        at the level, a level wider than the container …); the message says what exists.
    """
    codes = codes_shown(desk, query.level, query.within)
    measure = query.measure
    measured = measure.answer(desk, query)
    territories = desk.territories_of(query.level)
    frame = territories.loc[codes, ["name", "population"]].join(measured.frame[measure.names])
    frame["status"] = frame["status"].fillna(measure.absent)
    frame = frame.astype({column.name: column.dtype for column in measure.columns})
    geometry = desk.boundaries(query.level)["geometry"].reindex(frame.index)
    return Layer(
        query=query,
        frame=gpd.GeoDataFrame(frame, geometry=geometry, crs=4326),
        about=replace(measured.about, title=measured.about.title + _where(desk, query)),
        unit=measured.unit,
        year=measured.year,
    )


def _where(desk: Desk, query: LayerQuery) -> str:
    if query.within is None:
        return f", par {query.level.label}"
    return f", par {query.level.label} – {territory_label(desk, query.within)}"


def territory_label(desk: Desk, territory: Territory) -> str:
    """Name a territory for a reader, with its level where the name alone is ambiguous."""
    name = str(desk.territory_row(territory)["name"])
    if territory.level in (Level.DEPARTEMENT, Level.REGION, Level.COMMUNE):
        return f"{name} ({territory.level.label})"
    return name
