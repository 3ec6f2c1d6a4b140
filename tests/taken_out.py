"""What is taken away, as tests read it."""

from __future__ import annotations

from atlas.desk.file_formats import GEOJSON
from atlas.desk.taken import Taken, written


def geojson(taken: Taken) -> str:
    """Write a GeoJSON."""
    return written(taken, GEOJSON).decode()
