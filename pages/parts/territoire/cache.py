"""What the page of a profile makes once."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from atlas.desk.place import Place
from atlas.maps.locator import locator_of
from atlas.profiles import to_json
from atlas.profiles.spine import spine
from common.palette import CARD, MEASURED
from pages.parts.kit import cache_sizes as sizes
from pages.parts.kit.caches import cache_data
from pages.parts.kit.desk import desk
from pages.parts.kit.profiles import cached_profile
from pages.parts.territoire.spine import spine_table

#: Of what holds a place, on its small map: no class of any map.
_GROUND, _NEAR = "#d9d3c9", "#c3bbae"


@cache_data(max_entries=sizes.PROFILE_FILES.entries, show_spinner=False)
def cached_profile_json(place: Place) -> str:
    """Serialise a profile for download."""
    return to_json(desk(), cached_profile(place))


@cache_data(max_entries=sizes.SPINES.entries, show_spinner=False)
def cached_spine(place: Place, group: str) -> pd.DataFrame:
    """Place a profile in each dimension and domain (:func:`atlas.profiles.spine.spine`)."""
    return spine(desk(), cached_profile(place), group)


@cache_data(max_entries=sizes.SPINE_TABLES.entries, show_spinner=False)
def cached_spine_table(place: Place, group: str) -> Markup:
    """Write the spine with the indicators of each domain."""
    return spine_table(desk(), cached_profile(place), cached_spine(place, group), group)


@cache_data(max_entries=sizes.LOCATORS.entries, show_spinner=False)
def cached_locator(place: Place) -> tuple[str, str]:
    """Draw where a place lies: an SVG and its text alternative."""
    drawn, told = locator_of(desk(), place)
    return drawn.svg(_GROUND, _NEAR, CARD, MEASURED), told
