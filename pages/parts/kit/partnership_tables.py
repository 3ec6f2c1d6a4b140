"""Partnerships as several screens tell them: counts that may be unknown, natures, domains."""

from __future__ import annotations

import pandas as pd

from atlas.desk.place import Place
from atlas.partnerships.natures import GRANTS, KINDS, NO_DOMAIN, TOTAL, natures_of
from common.french import number
from indicators.base.domains import OVERALL, domain, domain_label
from indicators.partnerships import SEPARATOR, Kind, Presence
from pages.parts.kit import cache_sizes as sizes
from pages.parts.kit.caches import cache_resource
from pages.parts.kit.desk import desk

#: A count that no list tells.
UNKNOWN_COUNT = "inconnu"
#: After a zero whose lists are in part incomplete.
PARTLY = "*"
_NATURES = {
    TOTAL: "Total",
    Kind.ALLIANCE.value: "Alliances",
    Kind.LABEL.value: "Labels",
    Kind.CO_FUNDED.value: "Projets cofinancés",
    GRANTS: "Subventions, à part",
}
_ROWS = {NO_DOMAIN: "Sans domaine précisé", OVERALL: "Tous les partenariats"}


@cache_resource(max_entries=sizes.NATURES.entries, show_spinner=False)
def cached_partnership_natures(place: Place) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Count the partnerships of a place by domain and nature once."""
    return natures_of(desk(), place)


def natures_table(place: Place) -> pd.DataFrame:
    """Lay out the partnerships of a place by domain and nature, with their total; grants apart."""
    counts, presence = cached_partnership_natures(place)
    columns = {
        _NATURES[nature]: [
            count_text(*row) for row in zip(counts[nature], presence[nature], strict=True)
        ]
        for nature in (TOTAL, *KINDS, GRANTS)
    }
    names = [_ROWS.get(key) or domain(key).short for key in counts.index]
    return pd.DataFrame({"Domaine": names, **columns})


def count_text(count: object, presence: str) -> str:
    """Write a count that may be unknown; a star follows a zero whose lists are incomplete.

    >>> count_text(3, "present"), count_text(0, "absent"), count_text(0, "not_listed")
    ('3', '0', '0*')
    >>> count_text(None, "unknown")
    'inconnu'
    """
    if presence == Presence.UNKNOWN:
        return UNKNOWN_COUNT
    return number(float(str(count))) + (PARTLY if presence == Presence.NOT_LISTED else "")


def domain_names(keys: str, none: str = "non précisé") -> str:
    """Name the domains of a text of keys; say ``none`` where there is not any.

    >>> domain_names("sante|emploi"), domain_names("")
    ('Santé, Emploi / chômage / insertion', 'non précisé')
    """
    return ", ".join(domain_label(key) for key in keys.split(SEPARATOR) if key) or none
