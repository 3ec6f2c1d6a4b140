"""How many partnerships a territory has: what is its own, what it shares, what is unknown.

A record never counts twice in a territory, and counts once in each territory that has it: the
figures of the départements of a région do not add up to the figure of the région when records
name places in several of them. See :mod:`indicators.partnerships.attachment` for own and share.
"""

from __future__ import annotations

import pandas as pd

from common.labelled import Labelled
from common.levels import LEVEL_RANKS
from indicators.partnerships.attachment import attach, communes_by_target
from indicators.partnerships.records import places
from indicators.partnerships.vocabulary import Coverage

_OVERSEAS = "97"


class Presence(Labelled):
    """What the number of a territory's own records says; a zero is not always an absence."""

    PRESENT = "present", "au moins un partenariat recensé"
    """At least one."""
    ABSENT = "absent", "aucun partenariat recensé, listes complètes"
    """None, and every scheme asked is completely listed here, at this level or a finer one."""
    NOT_LISTED = "not_listed", "aucun partenariat recensé, listes en partie incomplètes"
    """None, but some of the schemes asked are not completely listed here."""
    UNKNOWN = "unknown", "non connu : aucune liste complète à ce niveau"
    """No scheme asked is completely listed here: nothing can be said."""


def count_by_territory(
    records: pd.DataFrame,
    memberships: pd.DataFrame,
    population: pd.Series[float],
    level: str,
    schemes: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Count records by territory.

    Parameters
    ----------
    records : table of records, already chosen.
    memberships : level, code, commune: the communes of the upper territories.
    population : inhabitants by commune code (index): all the communes.
    level : level of the territories to count in.
    schemes : the rows of the crosswalk that the choice of records asks about, those without any
        record among them; without them every zero is left as it is and presence is not given.

    Returns
    -------
    DataFrame
        Index code, every territory of the level; own (Int64, number of records; NA where
        unknown), share (float, sum of the shares of the records of larger territories) and, if
        ``schemes`` is given, presence (:class:`Presence`).

    Raises
    ------
    UnknownNameError
        If there is no such level.
    """
    targets = communes_by_target(level, memberships, population)
    named = places(records)
    counts = _counted(attach(named, memberships, population, level), targets)
    if schemes is None:
        return counts
    usual = usual_levels(records, named)
    return _worded(counts, _overseas(targets), schemes, usual, level)


def usual_levels(records: pd.DataFrame, named: pd.DataFrame) -> pd.Series[str]:
    """Give, by scheme, the level of most of the places that its records name.

    Parameters
    ----------
    records : record, scheme.
    named : record, level (output of :func:`indicators.partnerships.places`).
    """
    scheme = named["record"].map(records.set_index("record")["scheme"])
    counts = named.groupby([scheme, "level"]).size().reset_index(name="places")
    counts = counts.sort_values(["record", "places", "level"], ascending=[True, False, True])
    return counts.drop_duplicates("record").set_index("record")["level"]


def complete_lists(
    schemes: pd.DataFrame, usual: pd.Series[str], level: str, *, overseas: bool
) -> pd.Series[bool]:
    """Tell which schemes are completely listed in a territory, at its level or a finer one.

    Parameters
    ----------
    schemes : rows of the crosswalk.
    usual : by scheme, the level of most of its places (output of :func:`usual_levels`).
    level : level of the territory.
    overseas : whether the territory is in a DROM.

    Returns
    -------
    Series of bool
        On the index of ``schemes``.
    """
    rank = schemes["scheme"].map(usual).map(LEVEL_RANKS).fillna(0)
    listed = (schemes["coverage"] != Coverage.PARTIAL) & (rank <= LEVEL_RANKS[level])
    if overseas:
        listed &= schemes["coverage"] != Coverage.METROPOLE
    return listed


def zero_presence(listed: pd.Series[bool]) -> Presence:
    """Say what a count of zero means, where the schemes that it asks about are listed or not.

    Parameters
    ----------
    listed : of :func:`complete_lists`, for the schemes asked about.

    Examples
    --------
    >>> [str(zero_presence(pd.Series(lists, dtype=bool))) for lists in ([1, 1], [1, 0], [])]
    ['absent', 'not_listed', 'unknown']
    """
    if not listed.any():
        return Presence.UNKNOWN
    return Presence.ABSENT if listed.all() else Presence.NOT_LISTED


def _counted(attached: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    """Count the records attached to each territory."""
    index = pd.Index(targets["target"].unique(), name="code").sort_values()
    own = attached[attached["whole"]].groupby("target").size()
    share = attached[~attached["whole"]].groupby("target")["fraction"].sum()
    return pd.DataFrame(
        {
            "own": own.reindex(index, fill_value=0).astype("Int64"),
            "share": share.reindex(index, fill_value=0.0).astype("float64"),
        }
    )


def _overseas(targets: pd.DataFrame) -> pd.Series[bool]:
    """Tell which territories have a commune in a DROM."""
    return targets["commune"].str.startswith(_OVERSEAS).groupby(targets["target"]).any()


def _worded(
    counts: pd.DataFrame,
    overseas: pd.Series[bool],
    schemes: pd.DataFrame,
    usual: pd.Series[str],
    level: str,
) -> pd.DataFrame:
    """Word what each count says, and blank those that say nothing."""
    zeros = {
        there: zero_presence(complete_lists(schemes, usual, level, overseas=there)).value
        for there in (False, True)
    }
    presence = overseas.reindex(counts.index).map(zeros).astype("str")
    presence = presence.mask(counts["own"] > 0, Presence.PRESENT.value)
    own = counts["own"].mask(presence == Presence.UNKNOWN)
    return counts.assign(own=own, presence=presence)
