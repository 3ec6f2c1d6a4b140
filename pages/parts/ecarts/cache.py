"""What the page of gaps works out once."""

from __future__ import annotations

from atlas.divergences import GapQuery, gap_view
from atlas.divergences.space import gap_space
from pages.parts.kit import cache_sizes as sizes
from pages.parts.kit.caches import cache_data
from pages.parts.kit.desk import desk


@cache_data(max_entries=sizes.GAP_SPACES.entries, show_spinner="Recherche des regroupements…")
def cached_gap_space(query: GapQuery) -> list[str]:
    """Say where the gaps of a question gather, once."""
    return gap_space(desk(), gap_view(desk(), query))
