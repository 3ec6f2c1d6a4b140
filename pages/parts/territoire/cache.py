"""What the page of a profile writes once."""

from __future__ import annotations

from atlas.desk.place import Place
from atlas.profile import to_json
from pages.parts.kit import cache_sizes as sizes
from pages.parts.kit.caches import cache_data
from pages.parts.kit.desk import desk
from pages.parts.kit.profiles import cached_profile


@cache_data(max_entries=sizes.PROFILE_FILES.entries, show_spinner=False)
def cached_profile_json(place: Place) -> str:
    """Serialise a profile for download."""
    return to_json(desk(), cached_profile(place))
