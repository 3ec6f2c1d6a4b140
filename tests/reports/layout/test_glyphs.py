from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from atlas.desk.desk import Desk
from common.french import spaced
from common.grammar import typographic
from reports.layout.glyphs import LONGEST_RUN, printable


@given(st.text())
def test_no_control_character_and_no_endless_word_is_left(text: str) -> None:
    shown = printable(text)
    allowed = "\n\u00ad\u200b"
    assert all(unicodedata.category(c) not in ("Cc", "Cf") or c in allowed for c in shown)
    assert all(len(word) <= LONGEST_RUN for word in shown.replace("\u200b", " ").split())
    assert printable(shown) == shown


def test_the_names_of_all_territories_are_drawn_as_they_are(desk: Desk) -> None:
    for name in desk.territories["name"]:
        text = spaced(typographic(str(name)))
        assert printable(text).replace("\u200b", "") == text
