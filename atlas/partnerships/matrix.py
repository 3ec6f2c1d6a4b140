"""The matrix of a place: 16 domains × 4 categories of partnerships, with what exists."""

from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.place import Place, is_overseas
from atlas.partnerships.attachment import own_records, served_domains, usual
from common.levels import Level
from indicators.base.domains import DOMAIN_KEYS
from indicators.partnerships import (
    Category,
    Presence,
    asked_schemes,
    complete_lists,
    select,
    zero_presence,
)

#: Column of the partnerships whose scheme states no category.
NOT_STATED = "non_precisee"
COLUMNS = (*(category.value for category in Category), NOT_STATED)


def counts_and_presence(desk: Desk, place: Place) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Count the own partnerships of a place by domain served and category, those that go on.

    A partnership that serves two domains counts in both rows.

    Returns
    -------
    tuple of DataFrame
        The counts, indexed by domain (16 keys), columns :data:`COLUMNS`, Int64: NA where no list
        says anything of such partnerships at this level (unknown), 0 where a list could have had
        one; and, in the same shape, what each count means, incomplete lists included: values of
        :class:`indicators.partnerships.Presence`.
    """
    own = select(own_records(desk, place))
    by_category = served_domains(own).groupby(own["category"].fillna(NOT_STATED))
    found = by_category.sum().T.rename_axis("domain").reindex(columns=[*COLUMNS], fill_value=0)
    counts = found.rename_axis(columns=None).astype("Int64")
    zeros = _zeros(desk, place.level, overseas=is_overseas(desk, place))
    told = zeros.mask(counts > 0, Presence.PRESENT.value)
    return counts.mask(told == Presence.UNKNOWN.value), told


def _zeros(desk: Desk, level: Level, *, overseas: bool) -> pd.DataFrame:
    """Say what a zero of the matrix would mean at a level, worked out once."""
    return desk.shared(
        ("partnership zeros", level, overseas),
        lambda: _make_zeros(desk, level, overseas=overseas),
    )


def _make_zeros(desk: Desk, level: Level, *, overseas: bool) -> pd.DataFrame:
    schemes = asked_schemes(desk.national.schemes)
    categories = schemes["category"].fillna(NOT_STATED)
    served = served_domains(schemes)
    listed = complete_lists(schemes, usual(desk), level.value, overseas=overseas)
    return pd.DataFrame(
        {
            column: [
                zero_presence(listed[(categories == column) & served[key]]).value
                for key in DOMAIN_KEYS
            ]
            for column in COLUMNS
        },
        index=pd.Index(DOMAIN_KEYS, name="domain"),
        dtype="str",
    )
