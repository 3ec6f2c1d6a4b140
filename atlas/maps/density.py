"""Density of partnerships against population, as pictures to lay over a map."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from atlas.desk.about import About
from atlas.desk.desk import Desk
from atlas.partnerships.density_surface import (
    RELATIVE_UNIT,
    PartnershipDensity,
    density_about,
    located,
    partnership_density,
    screen_cell,
)
from common.french import number
from common.palette import DENSITY
from geo.density import Surface
from geo.extents import EXTENTS, METROPOLE
from geo.maps import Bounds

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
    about : what a reader must know of it.
    note : for the legend: the unit, and the radius of the kernel.
    colours, labels : one per class, from low to high; none when no record has a point.
    pictures : what to lay over the map; none when no record has a point.
    bandwidths : radius of the kernel by part of the country (key of the extent), metres; only
        the parts that have points.
    """

    about: About
    note: str
    colours: tuple[str, ...]
    labels: tuple[str, ...]
    pictures: tuple[DensityPicture, ...]
    bandwidths: dict[str, float]


def density_map(
    desk: Desk, records: pd.DataFrame, title: str, bandwidth: float | None = None
) -> DensityMap:
    """Work out the density of some partnerships, against population.

    Records attached to an EPCI or to a larger territory have no point and do not count here.
    Breaks are those of métropole, or of the first part that has points, the same everywhere.

    Parameters
    ----------
    records : partnership records, already chosen.
    title : what they have in common, in French.
    bandwidth : radius of the kernel, metres, everywhere; worked out from the points of each part
        of the country when None.
    """
    made = list(_surfaces(desk, records, bandwidth))
    breaks = _breaks(made[0].surface) if made else []
    bandwidths = {one.extent.key: one.surface.bandwidth for one in made}
    return DensityMap(
        about=density_about(desk, records, title, per_inhabitant=True),
        note=_note(bandwidths),
        colours=_COLOURS if breaks else (),
        labels=_labels(breaks),
        pictures=tuple(_picture(one.surface, breaks) for one in made) if breaks else (),
        bandwidths=bandwidths,
    )


def _surfaces(
    desk: Desk, records: pd.DataFrame, bandwidth: float | None
) -> Iterator[PartnershipDensity]:
    places = located(desk, records)
    for extent in EXTENTS:
        if places["extent"].eq(extent.key).any():
            yield partnership_density(
                desk,
                places,
                extent,
                cell=screen_cell(extent),
                bandwidth=bandwidth,
                per_inhabitant=True,
            )


def _breaks(surface: Surface) -> list[float]:
    positive = surface.values[surface.values > 0]
    steps = np.linspace(0, 1, len(_COLOURS) + 1)[1:-1]
    return [float(limit) for limit in np.quantile(positive, steps)] if positive.size else []


def _note(bandwidths: dict[str, float]) -> str:
    r"""Word the unit and the radius.

    >>> _note({"metropole": 40_000.0, "martinique": 4_000.0, "guyane": 30_000.0}).split(", ")[1]
    'rayon 40\xa0km (outre-mer : de 4 à 30\xa0km)'
    """
    if not bandwidths:
        return "aucun partenariat localisé par un point"
    widths = {key: width / 1000 for key, width in bandwidths.items()}
    main = widths.pop(METROPOLE.key, None)
    if main is None:
        main = max(widths.values())
    said = f"{RELATIVE_UNIT}, rayon {_kilometres(main)}"
    others = {_kilometres(width): width for width in widths.values() if width != main}
    if len(others) == 1:
        return f"{said} (outre-mer : {next(iter(others))})"
    if others:
        low, high = min(others.values()), max(others.values())
        return f"{said} (outre-mer : de {_shortest(low)} à {_kilometres(high)})"
    return said


def _kilometres(width: float) -> str:
    return f"{_shortest(width)}\u00a0km"


def _shortest(width: float) -> str:
    return number(width, 0 if width == int(width) else 1)


def _picture(surface: Surface, breaks: list[float]) -> DensityPicture:
    from geo.raster_io import overlay, to_png  # noqa: PLC0415 - only where a surface is painted

    painted = overlay(surface, _COLOURS, breaks)
    encoded = base64.b64encode(to_png(painted.image)).decode()
    return DensityPicture(f"data:image/png;base64,{encoded}", painted.bounds)


def _labels(breaks: list[float]) -> tuple[str, ...]:
    written = [number(limit, 1 if min(breaks) >= 1 else 2) for limit in breaks]
    inner = [f"de {low} à {high}" for low, high in pairwise(written)]
    return (f"moins de {written[0]}", *inner, f"plus de {written[-1]}") if written else ()
