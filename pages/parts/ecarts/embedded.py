"""One picture of the view alone: the plot of a domain, or else the map of where both part."""

from __future__ import annotations

from atlas.divergences import GapView, gap_view
from atlas.divergences.divergences import divergences
from atlas.divergences.pairs import PairView, pair_view
from common.errors import NotAvailableError
from pages.parts.ecarts.divergences import divergence_map
from pages.parts.ecarts.map import both_sides_plot
from pages.parts.ecarts.state import (
    DOMAIN,
    WHOLE,
    divergence_query,
    gap_query,
    of_one_domain,
    pairs_of_domain,
)
from pages.parts.kit.desk import desk
from pages.parts.kit.embedded import embedded_foot, embedded_title
from pages.parts.kit.notices import told_in_french
from pages.parts.kit.url import ScreenState


@told_in_french()
def show_embedded(state: ScreenState) -> None:
    """Show the plot or the map that the address asks for, its title and its sources."""
    if state.get("vue") == DOMAIN:
        shown = _compared(state)
        embedded_title(shown.about)
        both_sides_plot(shown, state)
        embedded_foot("ecarts", shown.about)
        return
    parted = divergences(desk(), divergence_query(state))
    if not parted.answered:
        raise NotAvailableError("Rien n’est comparé à ce niveau.")
    embedded_title(parted.about)
    divergence_map(parted, state)
    embedded_foot("ecarts", parted.about)


def _compared(state: ScreenState) -> GapView | PairView:
    """Give what the view of a domain compares: a question and an indicator, or the whole domain.

    Raises
    ------
    NotAvailableError
        If nothing is compared at this level.
    """
    pairs = pairs_of_domain(state)
    asked = state.get("paire")
    if pairs and asked != WHOLE:
        return pair_view(desk(), pairs.get(asked) or next(iter(pairs.values())))
    if not of_one_domain(state):
        raise NotAvailableError("Rien n’est comparé à ce niveau.")
    return gap_view(desk(), gap_query(state))
