"""What the URL of the page of the note may say."""

from __future__ import annotations

from pages.parts.kit.place_state import described_place
from pages.parts.kit.url import Parameter, ScreenState


def note_state() -> ScreenState:
    """State of the page."""
    return ScreenState(
        "note",
        [
            Parameter("territoire", None, described_place),
        ],
    )
