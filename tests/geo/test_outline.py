"""What stands in the place of a map until it comes: light, and where the map draws."""

from __future__ import annotations

import json
import re

from common.paths import STATIC
from geo.extents import METROPOLE
from tools.outline import OUTLINE, outline

#: Bytes; it goes with the first visit alone.
HEAVIEST = 15_000


def test_the_outline_is_what_the_tool_draws_and_stays_light() -> None:
    drawn = OUTLINE.read_text("utf-8")
    assert drawn == outline()
    assert len(drawn.encode()) < HEAVIEST


def test_the_map_lays_it_where_it_was_drawn() -> None:
    script = (STATIC / "map" / "waiting.js").read_text("utf-8")
    corners = re.search(r"const CORNERS = (.*);", script)
    assert corners
    assert json.loads(corners[1]) == [list(corner) for corner in METROPOLE.corners]
