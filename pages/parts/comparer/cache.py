"""What the page of comparisons works out once."""

from __future__ import annotations

import pandas as pd

from atlas.alike.similar import similar
from atlas.compare import Comparison, compare
from atlas.compare.deviations import deviations
from atlas.compare.scale_sensitivity import place_across_levels, scale_sensitivity
from atlas.desk.place import Place
from common.levels import Territory
from pages.parts.kit import cache_sizes as sizes
from pages.parts.kit.caches import cache_data, cache_resource
from pages.parts.kit.desk import desk
from pages.parts.kit.profiles import cached_profile


@cache_resource(max_entries=sizes.COMPARISONS.entries, show_spinner="Comparaison des territoires…")
def cached_side_by_side(
    place: Place, others: tuple[Place, ...], references: tuple[Territory, ...], domain: str
) -> Comparison:
    """Put a place beside others once; sessions share it and must not change it."""
    profiles = [cached_profile(other) for other in others]
    return compare(desk(), cached_profile(place), profiles, references, domain)


@cache_data(max_entries=sizes.SIMILAR.entries, show_spinner="Recherche des territoires semblables…")
def cached_similar(place: Place) -> pd.DataFrame:
    """Find the territories most like a place once."""
    return similar(desk(), place)


@cache_data(max_entries=sizes.DEVIATIONS.entries, show_spinner="Comparaison avec les voisins…")
def cached_deviations(place: Place) -> pd.DataFrame:
    """Compare a place with France, its parent and its neighbours once."""
    return deviations(desk(), place)


@cache_data(max_entries=sizes.LEVELS.entries, show_spinner="Lecture aux autres niveaux…")
def cached_levels(place: Place, domain: str) -> pd.DataFrame:
    """Read a place at every level once."""
    return place_across_levels(desk(), place, domain)


@cache_data(max_entries=sizes.SENSITIVITIES.entries, show_spinner="Comparaison des niveaux…")
def cached_sensitivity(domain: str) -> pd.DataFrame:
    """Compare the rankings of the levels once."""
    return scale_sensitivity(desk(), domain)
