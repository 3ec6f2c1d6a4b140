"""Who a place is, in one line."""

from __future__ import annotations

from atlas.profiles import Profile
from atlas.profiles.reading import population_line
from common.levels import Level, Territory
from pages.parts.kit.desk import desk


def identity_line(profile: Profile) -> str:
    """Describe a place in one line: level, population, what holds it."""
    kind, *rest = _where(profile)
    return " · ".join([kind, population_line(profile.identity), *rest])


def _where(profile: Profile) -> list[str]:
    """Say what a place is, then what holds it; a name that two levels share, once."""
    parts = [str(profile.identity["level_label"])]
    if isinstance(profile.place, Territory):
        parts.append(f"code {profile.place.code}")
    elif profile.parents[0].level is Level.FRANCE or profile.parents[0].level is Level.REGION:
        parts.append(", ".join(profile.identity["departements"]))
    parts += [str(desk().territory_row(parent)["name"]) for parent in profile.parents[:-1]]
    return list(dict.fromkeys(parts))
