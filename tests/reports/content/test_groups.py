"""The table of what the groups feel, and the letters of its surveys."""

from __future__ import annotations

import pandas as pd
import pytest

from indicators.base.domains import DOMAIN_KEYS
from reports.content.groups import letters
from tests.reports.content.reading import ALL, NoteOf, ProfileOf, every_text, table


def test_letters_go_beyond_z() -> None:
    views = pd.DataFrame(
        {
            "survey": [f"s{n}" for n in range(30)],
            "measured": "region:84",
            "measured_name": "Auvergne-Rhône-Alpes",
            "mention": "",
            "demonstration": False,
        }
    )
    marks, _ = letters(views)
    assert marks.is_unique
    assert marks.str.fullmatch("[a-z]+").all()


@pytest.mark.parametrize("place", ALL)
def test_every_view_is_in_the_table_with_its_mention(
    profile_of: ProfileOf, note_of: NoteOf, place: str
) -> None:
    views = profile_of(place, demonstration=True).views
    note = note_of(place, demonstration=True)
    text = every_text(note)
    for mention in views["mention"].unique():
        assert mention.replace("'", "’") in text
    shown = views[views["domain"].isin(DOMAIN_KEYS)]
    if len(shown):
        cells = [cell for row in table(note, "Fragilité ressentie").rows for cell in row[1:]]
        told = [cell for cell in cells if cell.text != "–"]
        assert len(told) == len(shown)
        assert sum(cell.demonstration for cell in told) == shown["demonstration"].sum()
