"""Where a place is: what a small map of it shows around, and says."""

from __future__ import annotations

import geopandas as gpd

from atlas.desk.desk import Desk
from atlas.desk.parents import place_name
from atlas.desk.place import Place, holders
from atlas.maps.outlines import outline_of_place
from common.grammar import typographic
from common.levels import Level, Territory
from geo.locator import Locator, locator

#: What may hold a place on the map, the finest first, and the parts that are drawn of it.
_GROUNDS = {Level.DEPARTEMENT: Level.DEPARTEMENT, Level.REGION: Level.DEPARTEMENT}


def locator_of(desk: Desk, place: Place) -> tuple[Locator, str]:
    """Draw where a place is: in its département, else in its région, else in the country.

    Returns
    -------
    (Locator, str)
        The picture, and its text alternative in French.

    Raises
    ------
    NotAvailableError
        For the country as a whole.
    """
    own = set(desk.communes(place))
    known = holders(desk, place)
    for level, part in _GROUNDS.items():
        found = [one for one in known if one.level is level]
        if found and len(desk.communes(found[0])) > len(own):
            holder = found[0]
            ground = desk.shapes(part, desk.codes_within(part, holder))
            return _drawn(desk, place, known, ground, str(desk.territory_row(holder)["name"]))
    return _drawn(desk, place, known, desk.shapes(Level.REGION), "France")


def _drawn(
    desk: Desk, place: Place, known: list[Territory], ground: gpd.GeoSeries, name: str
) -> tuple[Locator, str]:
    epci = [one for one in known if one.level is Level.EPCI and place.level is Level.COMMUNE]
    near = desk.shapes(Level.EPCI, [one.code for one in epci])
    drawn = locator(ground, outline_of_place(desk, place), near)
    told = f"Carte de situation : {place_name(desk, place)}, {name}."
    return drawn, typographic(told)
