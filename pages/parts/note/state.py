"""What the URL of the page of the note may say."""

from __future__ import annotations

from pages.parts.kit.place_state import described_place
from pages.parts.kit.url import Parameter, ScreenState
from pages.parts.kit.url_values import one_of


def note_state() -> ScreenState:
    """State of the page."""
    return ScreenState(
        "note",
        [
            Parameter("territoire", None, described_place),
            Parameter("demonstration", False, _yes, lambda shown: "oui" if shown else "non"),
        ],
    )


def _yes(text: str) -> bool:
    return one_of("demonstration", text, ["oui", "non"]) == "oui"
