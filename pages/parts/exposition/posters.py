"""The button that gives the posters."""

from __future__ import annotations

from pages.parts.exposition.state import shown_gallery
from pages.parts.kit.downloads import file_button

POSTERS = "Affiches à imprimer (PDF, A3)"


def posters_button() -> None:
    """Offer the whole exhibition as posters."""
    file_button(POSTERS, _posters, "exposition-affiches.pdf", "application/pdf")


def _posters() -> bytes:
    from reports.layout.posters import to_posters  # noqa: PLC0415 - Typst, where it is asked for

    return to_posters(shown_gallery())
