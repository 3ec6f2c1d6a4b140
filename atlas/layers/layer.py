"""``layer(desk, query)``: values joined to boundaries, with all that a reader must know.

Every door shows or writes a :class:`Layer`; none makes one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import geopandas as gpd
import pandas as pd

from atlas.desk.about import About
from atlas.desk.container import codes_shown
from atlas.desk.desk import Desk
from atlas.desk.remade import command_words
from atlas.layers.measure import Ask, Measure
from atlas.layers.measures.objective import OBJECTIVE
from atlas.layers.query import LayerQuery
from common.levels import Level, Territory
from indicators.base.domains import OVERALL


@dataclass(frozen=True)
class Layer:
    """A table of territories with one value each, and its reading notes.

    Attributes
    ----------
    query : the question that it answers.
    table : :attr:`atlas.layers.measure.Measure.frame` without its geometry.
    about : what a reader must know of it.
    unit, year : French texts.
    shapes_of : gives the polygons of territories by their codes, EPSG:4326.
    """

    query: LayerQuery
    table: pd.DataFrame
    about: About
    unit: str
    year: str
    shapes_of: Callable[[pd.Index], gpd.GeoSeries]

    @property
    def measure(self) -> Measure:
        """What is shown."""
        return self.query.measure

    @property
    def frame(self) -> gpd.GeoDataFrame:
        """The table with its polygons: :attr:`atlas.layers.measure.Measure.frame`."""
        return gpd.GeoDataFrame(self.table, geometry=self.shapes(), crs=4326)

    def shapes(self) -> gpd.GeoSeries:
        """Read the polygons, indexed by code; a screen draws from tiles and needs none of them."""
        return self.shapes_of(self.table.index)


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
    known = territories[["name", "population"]]
    # All of them: the names are then held once for all the layers.
    rows = known if codes.equals(known.index) else known.loc[codes]
    table = rows.join(measured.frame[measure.names])
    table["status"] = table["status"].fillna(measure.absent)
    table = table.astype({column.name: column.dtype for column in measure.columns})
    return Layer(
        query=query,
        table=desk.indexed(table),
        about=replace(
            measured.about,
            title=measured.about.title + where_words(desk, query),
            command=command_words("layer", **asked_options(query)),
        ),
        unit=measured.unit,
        year=measured.year,
        shapes_of=partial(desk.shapes, query.level),
    )


def asked_options(query: LayerQuery) -> dict[str, object]:
    """Give the options by which a command asks the same question, those that say something."""
    asks = query.measure.asks
    return {
        "level": query.level.value,
        "domain": query.domain if Ask.DOMAIN in asks and query.domain != OVERALL else None,
        "measure": query.measure.key if query.measure.key != OBJECTIVE.key else None,
        "group": query.group if Ask.GROUP in asks else None,
        "indicator": query.indicator,
        "year": query.year,
        "within": query.within,
    }


def where_words(desk: Desk, query: LayerQuery) -> str:
    """Say at which level, and inside which territory, an answer is given: the end of its title."""
    if query.within is None:
        return f", par {query.level.label}"
    return f", par {query.level.label} – {territory_label(desk, query.within)}"


def territory_label(desk: Desk, territory: Territory) -> str:
    """Name a territory for a reader, with its level where the name alone is ambiguous."""
    name = str(desk.territory_row(territory)["name"])
    if territory.level in (Level.DEPARTEMENT, Level.REGION, Level.COMMUNE):
        return f"{name} ({territory.level.label})"
    return name
