"""The stylesheet of the screens is whole: many write in it, a lost brace drops what follows."""

from __future__ import annotations

import re

from common.paths import STATIC


def test_each_section_begins_outside_of_any_rule() -> None:
    text = (STATIC / "fragiscope.css").read_text("utf-8")
    sections = [found.start() for found in re.finditer(r"/\* ---- ", text)]
    assert len(sections) > 3
    depths = [text.count("{", 0, place) - text.count("}", 0, place) for place in sections]
    assert depths == [0] * len(sections)
    assert text.count("{") == text.count("}")
    assert "<<<<<<<" not in text
