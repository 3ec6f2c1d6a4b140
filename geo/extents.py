"""The six parts of the country that a map shows side by side: métropole and the five DROM."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Extent:
    """A part of the country and the rectangle that holds it (degrees, EPSG:4326).

    Attributes
    ----------
    key : identifier in URLs and files.
    name : French name.
    region : code of the région; empty for métropole, which has thirteen.
    departement : code of the département; empty for métropole.
    south, west, north, east : bounds, a little wider than the land.
    """

    key: str
    name: str
    region: str
    departement: str
    south: float
    west: float
    north: float
    east: float

    @property
    def corners(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """South-west and north-east corners, as (latitude, longitude)."""
        return (self.south, self.west), (self.north, self.east)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north."""
        return self.west, self.south, self.east, self.north

    @property
    def latitude(self) -> float:
        """Latitude of the middle, in degrees."""
        return (self.south + self.north) / 2


METROPOLE = Extent("metropole", "Métropole", "", "", 41.3, -5.2, 51.15, 9.6)
OVERSEAS = (
    Extent("guadeloupe", "Guadeloupe", "01", "971", 15.8, -61.85, 16.55, -60.95),
    Extent("martinique", "Martinique", "02", "972", 14.35, -61.27, 14.92, -60.77),
    Extent("guyane", "Guyane", "03", "973", 2.05, -54.65, 5.8, -51.55),
    Extent("la_reunion", "La Réunion", "04", "974", -21.43, 55.18, -20.83, 55.88),
    Extent("mayotte", "Mayotte", "06", "976", -13.05, 44.97, -12.59, 45.35),
)
EXTENTS = (METROPOLE, *OVERSEAS)
#: Of a map of another country: no part of this one.
ELSEWHERE = Extent("carte", "", "", "", -90.0, -180.0, 90.0, 180.0)
_BY_DEPARTEMENT = {extent.departement: extent for extent in OVERSEAS}


def extent_of_departement(departement: str) -> Extent:
    """Give the part of the country where a département lies.

    Examples
    --------
    >>> extent_of_departement("974").name, extent_of_departement("2A").name
    ('La Réunion', 'Métropole')
    """
    return _BY_DEPARTEMENT.get(departement, METROPOLE)
