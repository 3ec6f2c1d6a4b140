"""Who the place is, in the lines under the title."""

from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from atlas.profiles import Profile
from common.french import NARROW_SPACE, NO_BREAK_SPACE, number, plural, signed
from common.grammar import counted, typographic
from common.levels import Level, Territory
from geo.perimeter import Perimeter

#: Programmes named under the title; the others are counted.
MOST_PROGRAMMES = 5
#: Départements named; more are counted.
MOST_DEPARTEMENTS = 4


def identity_lines(desk: Desk, profile: Profile) -> tuple[str, ...]:
    """Describe a place: people and area, where it is, programmes."""
    lines = [people_line(profile.identity), _where(desk, profile), _programmes(profile)]
    return tuple(line for line in lines if line)


def people_line(identity: pd.Series) -> str:
    """Tell people, area, density, communes."""
    parts = []
    population = identity["population"]
    if pd.notna(population):
        people = counted(population, "habitant")
        if pd.notna(identity["population_year"]):
            people += f" ({identity['population_year']:.0f})"
        parts.append(people)
    else:
        parts.append("Population inconnue")
    change = identity["population_change"]
    if pd.notna(change):
        parts.append(
            f"{signed(change * 100, 1)}{NARROW_SPACE}% par an "
            f"depuis {identity['population_before_year']:.0f}"
        )
    area, density = identity["area_km2"], identity["inhabitants_per_km2"]
    if pd.notna(area):
        parts.append(f"{number(area)}{NO_BREAK_SPACE}km²")
    if pd.notna(density):
        parts.append(f"{counted(round(density), 'habitant')} au km²")
    communes = identity.get("communes")
    if communes is not None and communes > 1:
        parts.append(f"{number(communes)}{NO_BREAK_SPACE}communes")
    return " · ".join(parts)


def _where(desk: Desk, profile: Profile) -> str:
    identity = profile.identity
    departements = _departements(profile)
    names = [
        typographic(str(desk.territory_row(parent)["name"]))
        for parent in profile.parents
        if parent.level not in (Level.FRANCE, Level.DEPARTEMENT)
    ]
    parents = [name for name in names if name != departements]
    place = profile.place
    reference = "" if isinstance(place, Perimeter) else f"code{NO_BREAK_SPACE}{place.code}"
    zone = identity["zone_emploi"]
    return " · ".join(
        part
        for part in (
            departements,
            *parents,
            f"zone d’emploi : {typographic(str(zone))}" if zone else "",
            typographic(str(identity["density_class"])).lower(),
            reference,
        )
        if part
    )


def _departements(profile: Profile) -> str:
    if profile.place.level is Level.DEPARTEMENT and isinstance(profile.place, Territory):
        return ""
    names = profile.identity["departements"]
    if len(names) > MOST_DEPARTEMENTS:
        return f"{len(names)}{NO_BREAK_SPACE}départements"
    return typographic(", ".join(names))


def _programmes(profile: Profile) -> str:
    programmes = [typographic(label) for label in profile.programmes]
    if not programmes:
        return ""
    left = len(programmes) - MOST_PROGRAMMES
    more = f" et {number(left)} {plural(left, 'autre')}" if left > 0 else ""
    return f"Programmes : {' · '.join(programmes[:MOST_PROGRAMMES])}{more}"
