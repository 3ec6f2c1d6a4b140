"""What the URL of the page of comparisons may say."""

from __future__ import annotations

from atlas.compare.asked import (
    DEFAULT_REFERENCES,
    chosen_places,
    reference_levels,
    written_levels,
    written_places,
)
from indicators.base.domains import OVERALL
from pages.parts.kit.place_state import described_place
from pages.parts.kit.url import Parameter, ScreenState
from pages.parts.kit.url_values import known_domain


def compare_state() -> ScreenState:
    """State of the page of comparisons."""
    return ScreenState(
        "comparer",
        [
            Parameter("territoire", None, described_place),
            Parameter(
                "avec", [], lambda text: chosen_places(text, described_place), written_places
            ),
            Parameter("domaine", OVERALL, known_domain),
            Parameter("reperes", list(DEFAULT_REFERENCES), reference_levels, written_levels),
        ],
    )
