"""Density of partnerships over one part of the country, alone or against population."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from atlas.desk.about import About, about_of
from atlas.desk.desk import Desk
from atlas.desk.place import OVERSEAS_PREFIX
from atlas.desk.provenance import BOUNDARIES_SOURCE
from atlas.partnerships.overlay import partnership_sources
from common.errors import NotAvailableError
from common.levels import Level
from geo.density import Land, Surface, default_bandwidth, density, land_grid, relative
from geo.extents import METROPOLE, Extent
from geo.projection import extent_keys, project, projected_crs
from indicators.partnerships import points

#: Sides of a cell on screen, metres.
_CELL, _OVERSEAS_CELL = 2_000, 1_000
UNIT = "partenariats par km²"
RELATIVE_UNIT = "partenariats pour 10 000 habitants"
METHOD = (
    "Noyau bisquare (quartique) ; la part du noyau qui tomberait en mer ou à l’étranger est "
    "rendue à la terre point par point, la masse est conservée"
)
RELATIVE_METHOD = (
    " ; divisée par la densité de population obtenue avec le même noyau, masquée là où le noyau "
    "rassemble moins de 1 000 habitants"
)
#: To be shown wherever a density is.
CAVEATS = (
    "Un partenariat est placé au point que donne sa source, souvent un siège, sinon dans chaque "
    "commune qu’il nomme, son poids partagé entre elles ; rattaché à un EPCI ou à un territoire "
    "plus large, il n’est pas compté. L’absence d’un partenariat n’est pas une preuve : certaines "
    "listes sont incomplètes."
)


@dataclass(frozen=True)
class PartnershipDensity:
    """A surface and what was spread to make it.

    Attributes
    ----------
    extent : part of the country.
    surface : weight of the records per km², or per 10,000 inhabitants.
    records : records that have a point in the extent.
    weight : their weight: a record that names several communes is shared between them.
    """

    extent: Extent
    surface: Surface
    records: int
    weight: float


def located(desk: Desk, records: pd.DataFrame) -> pd.DataFrame:
    """Give the points of some records and the part of the country where each is.

    Returns
    -------
    DataFrame
        Columns of :func:`indicators.partnerships.points` and extent (key). Records attached to
        an EPCI or to a larger territory have no point.
    """
    found = points(records, desk.territories_of(Level.COMMUNE))
    return found.assign(extent=extent_keys(found["lon"], found["lat"]))


def partnership_density(
    desk: Desk,
    places: pd.DataFrame,
    extent: Extent,
    *,
    cell: float,
    bandwidth: float | None = None,
    per_inhabitant: bool = False,
) -> PartnershipDensity:
    """Spread points of partnerships over a part of the country.

    Parameters
    ----------
    places : as given by :func:`located`.
    extent : one part: a surface has one coordinate system, in metres.
    cell : side of a cell, metres.
    bandwidth : radius of the kernel, metres; worked out from the points of the extent when None
        (:func:`geo.density.default_bandwidth`).
    per_inhabitant : whether to divide by the density of population, with the same kernel; masked
        where the kernel gathers fewer than 1,000 inhabitants.

    Raises
    ------
    NotAvailableError
        If no point is in the extent.
    InvalidDataError
        If the cell or the bandwidth is out of bounds.
    """
    found = places[places["extent"] == extent.key]
    if found.empty:
        raise NotAvailableError(
            f"Pas de densité : aucun des partenariats choisis n’a de point ici ({extent.name}) ; "
            "un partenariat rattaché à un EPCI ou à un territoire plus large n’en a pas."
        )
    crs = projected_crs(extent)
    x, y = project(found["lon"], found["lat"], crs)
    weights = found["weight"].to_numpy()
    if bandwidth is None:
        bandwidth = default_bandwidth(x, y, weights, cell)
    land = _land(desk, extent, cell)
    surface = density(x, y, weights, land, bandwidth, unit=UNIT)
    if per_inhabitant:
        people = _inhabitants(desk, extent)
        around = density(
            *project(people["lon"], people["lat"], crs), people["population"], land, bandwidth
        )
        surface = relative(surface, around, RELATIVE_UNIT)
    return PartnershipDensity(extent, surface, found["record"].nunique(), float(weights.sum()))


def screen_cell(extent: Extent) -> float:
    """Give the side of a cell on screen, metres."""
    return _CELL if extent == METROPOLE else _OVERSEAS_CELL


def density_about(desk: Desk, records: pd.DataFrame, title: str, *, per_inhabitant: bool) -> About:
    """Say what goes with a density of some records.

    Parameters
    ----------
    records : those that were chosen, with or without a point.
    title : what they have in common, in French.
    """
    return about_of(
        desk,
        f"Densité de partenariats – {title}",
        method=METHOD + (RELATIVE_METHOD if per_inhabitant else ""),
        note=CAVEATS,
        sources=(*partnership_sources(desk, records), BOUNDARIES_SOURCE),
    )


def _land(desk: Desk, extent: Extent, cell: float) -> Land:
    shapes = desk.shapes(Level.DEPARTEMENT)
    overseas = shapes.index.str.startswith(OVERSEAS_PREFIX)
    here = shapes.index == extent.departement if extent.departement else ~overseas
    crs = projected_crs(extent)

    def made() -> Land:
        return land_grid(shapes.loc[here], crs, cell)

    # Any other cell is a command's, which asks once.
    return desk.shared(("land", extent.key), made) if cell == screen_cell(extent) else made()


def _inhabitants(desk: Desk, extent: Extent) -> pd.DataFrame:
    """Give the communes of an extent that have a known population: lon, lat, population."""
    communes = desk.territories_of(Level.COMMUNE)[["lon", "lat", "population"]].dropna()
    here = communes[extent_keys(communes["lon"], communes["lat"]) == extent.key]
    return here.astype({"population": "float64"})
