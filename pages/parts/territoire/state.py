"""What the URL of the page of a profile may say."""

from __future__ import annotations

from pages.parts.kit.place_state import described_place
from pages.parts.kit.url import Parameter, ScreenState
from pages.parts.kit.url_values import known_group


def profile_state() -> ScreenState:
    """State of the page."""
    return ScreenState(
        "territoire",
        [
            Parameter("territoire", None, described_place),
            Parameter("groupe", "citoyens", known_group),
        ],
    )
