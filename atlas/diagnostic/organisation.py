"""Which fragilities of a place an organisation could work on, with what it has."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from atlas.partnerships.around import WHERE
from atlas.profiles import Profile
from indicators.base.domains import DOMAIN_KEYS, domain
from indicators.partnerships import Category
from indicators.partnerships.contributions import (
    Capacity,
    OrganisationKind,
    OrganisationSize,
    contributions,
)
from indicators.scores.standing import Standing

#: Records told in a category.
MOST_NEARBY = 3
_COLUMNS = ["category", "domain", "label", "capacity", "action"]


@dataclass(frozen=True)
class Organisation:
    """Who asks: what it is, its size, what it can bring; nothing that names it."""

    kind: OrganisationKind
    size: OrganisationSize
    capacities: tuple[Capacity, ...]


def fragile_domains(profile: Profile) -> tuple[tuple[str, ...], bool]:
    """List the fragilities of a place to work on, and whether they are established.

    Those whose whole rank interval is in the most fragile third; where there is none, those in the
    most fragile half.
    """
    weak = tuple(str(key) for key in profile.weaknesses.index)
    if weak:
        return weak, True
    half = profile.domains.loc[list(DOMAIN_KEYS), "standing"] == Standing.FRAGILE_HALF.value
    return tuple(str(key) for key in half.index[half]), False


def matches(profile: Profile, organisation: Organisation) -> pd.DataFrame:
    """Match what an organisation has with the fragilities of its place.

    Returns
    -------
    DataFrame
        category, domain, label (of the domain), capacity, action (French): the contributions to a
        fragile domain that the organisation has the means and the size of, by domain in the order
        of :func:`fragile_domains`.
    """
    keys, _ = fragile_domains(profile)
    rows = [
        (one.category.value, key, domain(key).short, one.capacity.value, one.action)
        for key in keys
        for one in contributions()
        if one.domain == key
        and one.capacity in organisation.capacities
        and organisation.size.at_least(one.least)
    ]
    return pd.DataFrame(rows, columns=_COLUMNS)


def nearby(profile: Profile, category: Category) -> pd.DataFrame:
    """List partnerships of a category on the place and around it, those with named partners first.

    Returns
    -------
    DataFrame
        title, partners (missing where the source names none), where (French);
        :data:`MOST_NEARBY` rows at most.
    """
    records = profile.partnerships
    found = records[records["category"] == category.value]
    found = found.assign(
        unnamed=found["partners"].isna(), where=found["attached"].map(WHERE)
    ).sort_values(["unnamed", "share", "title"], ascending=[True, False, True], kind="stable")
    return found[["title", "partners", "where"]].head(MOST_NEARBY).reset_index(drop=True)
