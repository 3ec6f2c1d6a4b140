"""What the URL of the page of a profile may say."""

from __future__ import annotations

from pages.parts.kit.place_state import described_place
from pages.parts.kit.url import Parameter, ScreenState
from pages.parts.kit.url_values import known_group, one_of

#: Tabs, in their order: what the URL says, and the label.
TABS = {
    "domaines": "Les 16 domaines",
    "ressenti": "Ressenti",
    "qui-agit": "Qui agit",
    "temps": "Dans le temps",
    "questions": "Questions et objectifs",
    "chiffres": "Tous les chiffres",
}
_SLUGS = {label: slug for slug, label in TABS.items()}
TAB = "onglet"


def profile_state() -> ScreenState:
    """State of the page; the value of the tab is its label, which Streamlit knows it by."""
    return ScreenState(
        "territoire",
        [
            Parameter("territoire", None, described_place),
            Parameter("groupe", "citoyens", known_group),
            Parameter(TAB, TABS["domaines"], _tab, _SLUGS.__getitem__),
        ],
    )


def _tab(text: str) -> str:
    return TABS[one_of("l’onglet", text, list(TABS))]
