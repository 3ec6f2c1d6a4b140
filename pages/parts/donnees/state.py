"""What the address of the page may say: which of its tabs is open."""

from __future__ import annotations

from pages.parts.kit.url import Parameter, ScreenState
from pages.parts.kit.url_values import one_of

#: Label of each tab, by what the address says of it.
TABS = {
    "catalogue": "Catalogue",
    "series": "Télécharger",
    "dictionnaire": "Dictionnaire",
    "domaines": "Domaines",
    "couverture": "Couverture",
    "enquetes": "Enquêtes",
    "partenariats": "Partenariats",
    "sources": "Sources et licences",
    "citer": "Comment citer",
    "methode": "Méthode",
}
_KEYS = {label: key for key, label in TABS.items()}


def data_state() -> ScreenState:
    """State of the page: the label of the tab, as Streamlit keeps it."""
    return ScreenState(
        "donnees", [Parameter("partie", TABS["catalogue"], _label, _KEYS.__getitem__)]
    )


def _label(text: str) -> str:
    return TABS[one_of("la partie", text, list(TABS))]
