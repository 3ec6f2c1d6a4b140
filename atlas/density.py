"""Density of partnerships against population, as pictures to lay over a map."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from atlas.desk import Desk
from atlas.overlay import records_for
from common.french import number
from common.palette import DENSITY
from geo.density import Surface, density, land_grid, relative
from geo.extents import EXTENTS, Extent
from geo.levels import Level
from geo.maps import Bounds
from geo.projection import extent_keys, project, projected_crs
from geo.raster_io import overlay, to_png
from indicators.domains import domain_label
from indicators.partnerships import points

CELL = 2_000
BANDWIDTH = 20_000
UNIT = "partenariats pour 10 000 habitants"
_COLOURS = DENSITY


@dataclass(frozen=True)
class DensityPicture:
    """A surface painted for a web map.

    Attributes
    ----------
    url : the picture itself, ``data:image/png``.
    bounds : its edges, degrees.
    """

    url: str
    bounds: Bounds


@dataclass(frozen=True)
class DensityMap:
    """The surface of the whole country, one picture for métropole and for each DROM.

    Attributes
    ----------
    heading, note : for the legend.
    colours, labels : one per class, from low to high.
    pictures : what to lay over the map.
    """

    heading: str
    note: str
    colours: tuple[str, ...]
    labels: tuple[str, ...]
    pictures: tuple[DensityPicture, ...]


def density_map(desk: Desk, domain_key: str) -> DensityMap:
    """Work out the density of the partnerships that serve a domain, against population.

    Records attached to an EPCI or to a larger territory have no point and do not count here.
    Breaks are those of métropole, the same everywhere.
    """
    communes = desk.territories_of(Level.COMMUNE)
    found = points(records_for(desk, domain_key), communes)
    people = communes[["lon", "lat"]].assign(weight=communes["population"].astype("float64"))
    surfaces = [_surface(desk, extent, found, people.fillna({"weight": 0.0})) for extent in EXTENTS]
    reference = surfaces[0].values[surfaces[0].values > 0]
    steps = np.linspace(0, 1, len(_COLOURS) + 1)[1:-1]
    breaks = [float(limit) for limit in np.quantile(reference, steps)] if reference.size else []
    return DensityMap(
        heading=f"Densité de partenariats – {domain_label(domain_key)}",
        note=f"{UNIT}, rayon {number(BANDWIDTH / 1000)}\u00a0km",
        colours=_COLOURS,
        labels=_labels(breaks),
        pictures=tuple(_picture(surface, breaks) for surface in surfaces) if breaks else (),
    )


def _surface(desk: Desk, extent: Extent, found: pd.DataFrame, people: pd.DataFrame) -> Surface:
    crs = projected_crs(extent)
    shapes = desk.boundaries(Level.DEPARTEMENT)
    overseas = shapes.index.str.startswith("97")
    here = shapes.index == extent.departement if extent.departement else ~overseas
    land = land_grid(shapes.loc[here, "geometry"], crs, CELL)
    partners, inhabitants = (
        density(*project(part["lon"], part["lat"], crs), part["weight"], land, BANDWIDTH)
        for part in (
            frame[extent_keys(frame["lon"], frame["lat"]) == extent.key]
            for frame in (found, people)
        )
    )
    return relative(partners, inhabitants, UNIT)


def _picture(surface: Surface, breaks: list[float]) -> DensityPicture:
    painted = overlay(surface, _COLOURS, breaks)
    encoded = base64.b64encode(to_png(painted.image)).decode()
    return DensityPicture(f"data:image/png;base64,{encoded}", painted.bounds)


def _labels(breaks: list[float]) -> tuple[str, ...]:
    written = [number(limit, 1 if min(breaks) >= 1 else 2) for limit in breaks]
    inner = [f"de {low} à {high}" for low, high in pairwise(written)]
    return (f"moins de {written[0]}", *inner, f"plus de {written[-1]}") if written else ()
