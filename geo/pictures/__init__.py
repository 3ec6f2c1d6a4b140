"""Static pictures: maps, legend and words on a page, written as PNG, SVG or PDF."""

from __future__ import annotations

from geo.map_signs import Hatch
from geo.pictures.crossed import Crossed
from geo.pictures.files import to_bytes
from geo.pictures.legend import Entry, Legend
from geo.pictures.page import MM
from geo.pictures.painting import Scene
from geo.pictures.sheet import SheetTexts, sheet

__all__ = [
    "MM",
    "Crossed",
    "Entry",
    "Hatch",
    "Legend",
    "Scene",
    "SheetTexts",
    "sheet",
    "to_bytes",
]
