"""The matrix of a place: 16 domains × 4 categories of partnerships, with what exists."""

from __future__ import annotations

import pandas as pd

from atlas.desk import Desk
from atlas.place import Place
from geo.levels import Level
from indicators.domains import DOMAIN_KEYS
from indicators.partnerships import (
    Category,
    Presence,
    attach_to,
    has_key,
    usual_levels,
    zero_presence,
)

#: Column of the partnerships whose scheme states no category.
NOT_STATED = "non_precisee"
COLUMNS = (*(category.value for category in Category), NOT_STATED)
_OVERSEAS = "97"


def matrix(desk: Desk, place: Place) -> pd.DataFrame:
    """Count the own partnerships of a place by domain served and category.

    A partnership that serves two domains counts in both rows.

    Returns
    -------
    DataFrame
        Indexed by domain (16 keys), columns :data:`COLUMNS`, Int64: NA where no list says
        anything of such partnerships at this level (unknown), 0 where a list could have had one.
        :func:`counts_and_presence` says which lists are incomplete.
    """
    return counts_and_presence(desk, place)[0]


def attached_records(desk: Desk, place: Place) -> pd.DataFrame:
    """List which records belong to a place, and for which part.

    Returns
    -------
    DataFrame
        record, whole (whether the record is the place's own), fraction (else the part of the
        population of the larger territory that it names, which lives here).
    """
    return attach_to(
        desk.communes(place),
        desk.record_places,
        desk.memberships,
        commune_population(desk),
        place.level.value,
    )


def commune_population(desk: Desk) -> pd.Series:
    """Inhabitants by commune code, NaN where unknown."""
    return desk.territories_of(Level.COMMUNE)["population"].astype("float64")


def usual(desk: Desk) -> pd.Series:
    """Level of most of the places of each scheme, over all the records."""
    return desk.once("usual_levels", lambda: usual_levels(desk.records, desk.record_places))


def is_overseas(desk: Desk, place: Place) -> bool:
    """Tell whether a place has a commune in a DROM."""
    return any(code.startswith(_OVERSEAS) for code in desk.communes(place))


def counts_and_presence(desk: Desk, place: Place) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give :func:`matrix`, and what each of its counts means.

    Returns
    -------
    tuple of DataFrame
        The counts; and, in the same shape, values of :class:`indicators.partnerships.Presence`.
    """
    attached = attached_records(desk, place)
    own = desk.records[desk.records["record"].isin(attached.loc[attached["whole"], "record"])]
    categories = own["category"].fillna(NOT_STATED)
    served = {column: own.loc[categories == column, "domains"] for column in COLUMNS}
    counts = pd.DataFrame(
        {
            column: [int(has_key(domains, key).sum()) for key in DOMAIN_KEYS]
            for column, domains in served.items()
        },
        index=pd.Index(DOMAIN_KEYS, name="domain"),
        dtype="Int64",
    )
    zeros = _zeros(desk, place.level, overseas=is_overseas(desk, place))
    told = zeros.mask(counts > 0, Presence.PRESENT.value)
    return counts.mask(told == Presence.UNKNOWN.value), told


def _zeros(desk: Desk, level: Level, *, overseas: bool) -> pd.DataFrame:
    """Say what a zero of the matrix would mean at a level, worked out once."""
    categories = desk.schemes["category"].fillna(NOT_STATED)

    def meaning(column: str, key: str) -> str:
        asked = desk.schemes[(categories == column) & has_key(desk.schemes["domains"], key)]
        return zero_presence(asked, usual(desk), level.value, overseas=overseas).value

    return desk.once(
        ("partnership zeros", level, overseas),
        lambda: pd.DataFrame(
            {column: [meaning(column, key) for key in DOMAIN_KEYS] for column in COLUMNS},
            index=pd.Index(DOMAIN_KEYS, name="domain"),
            dtype="str",
        ),
    )
