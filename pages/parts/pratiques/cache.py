"""What the page of practices chooses once."""

from __future__ import annotations

from atlas.partnerships.practices import Practices, PracticesQuery, choose_practices
from pages.parts.kit import cache_sizes as sizes
from pages.parts.kit.caches import cache_resource
from pages.parts.kit.desk import desk


@cache_resource(max_entries=sizes.PRACTICES.entries, show_spinner="Recherche des pratiques…")
def cached_practices(query: PracticesQuery) -> Practices:
    """Choose practices once; sessions share them and must not change them."""
    return choose_practices(desk(), query)
