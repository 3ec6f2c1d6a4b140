"""Systems of coordinates, by their EPSG code."""

from __future__ import annotations

import re

from pyproj import CRS
from pyproj.exceptions import CRSError

from common.errors import UnknownNameError


def epsg_code(system: str | int) -> int:
    """Read the code of a system of coordinates.

    Parameters
    ----------
    system : ``2154``, ``"2154"`` or ``"EPSG:2154"``.

    Raises
    ------
    UnknownNameError
        If it is not the code of a system that PROJ knows.

    Examples
    --------
    >>> epsg_code("EPSG:2154"), epsg_code(4326)
    (2154, 4326)
    """
    read = re.fullmatch(r"(?:EPSG:)?(\d{4,6})", str(system).strip(), re.I)
    if read is not None:
        try:
            return int(CRS.from_epsg(int(read[1])).to_epsg() or read[1])
        except CRSError:
            pass  # refused below, with what is not a code
    raise UnknownNameError(
        "le système de coordonnées",
        str(system),
        "un code EPSG, par exemple 2154 (Lambert-93)",
    )
