"""Profiles of places, made once for the screens about one place."""

from __future__ import annotations

from atlas.desk.place import Place
from atlas.profiles import Profile, profile
from pages.parts.kit import cache_sizes as sizes
from pages.parts.kit.caches import cache_resource
from pages.parts.kit.desk import desk


@cache_resource(max_entries=sizes.PROFILES.entries, show_spinner="Préparation du profil…")
def cached_profile(place: Place) -> Profile:
    """Describe a place once; sessions share it and must not change it."""
    return profile(desk(), place)
