"""How many partnerships a territory has: what is its own, what it shares, what is unknown.

A record names one or several places. For each territory:

* it is the territory's **own** if one of its places is this territory, or lies inside it: a
  commune in its EPCI, its CRTE, its département, its région. An EPCI that crosses a border
  counts where more than half of its inhabitants live.
* otherwise, if the territory lies inside a place that the record names (or holds a part of an
  EPCI that nowhere holds more than half of), the territory has a **share** of it: the part of the
  place's population that lives there.

A record never counts twice in a territory, and counts once in each territory that has it: the
figures of the départements of a région do not add up to the figure of the région when records
name places in several of them.
"""

from __future__ import annotations

from enum import StrEnum

import pandas as pd

from common.errors import UnknownNameError
from indicators.domains import DOMAIN_KEYS
from indicators.partnerships.table import has_key, places
from indicators.partnerships.vocabulary import Coverage
from indicators.territory_codes import FRANCE, FRANCE_LEVEL

#: From the finest to the whole country.
LEVELS = ("commune", "epci", "crte", "departement", "region", FRANCE_LEVEL)
_RANKS = {level: rank for rank, level in enumerate(LEVELS)}
_OVERSEAS = "97"
#: Stands for the population of an empty place, which is then cut by its communes.
_NOBODY = 1e-9


class Presence(StrEnum):
    """What the number of a territory's own records says; a zero is not always an absence."""

    PRESENT = "present"
    """At least one."""
    ABSENT = "absent"
    """None, and every scheme asked is completely listed here, at this level or a finer one."""
    NOT_LISTED = "not_listed"
    """None, but some of the schemes asked are not completely listed here."""
    UNKNOWN = "unknown"
    """No scheme asked is completely listed here: nothing can be said."""

    @property
    def label(self) -> str:
        """French wording."""
        return _PRESENCES[self]


_PRESENCES = {
    Presence.PRESENT: "au moins un partenariat recensé",
    Presence.ABSENT: "aucun partenariat recensé, listes complètes",
    Presence.NOT_LISTED: "aucun partenariat recensé, listes en partie incomplètes",
    Presence.UNKNOWN: "non connu : aucune liste complète à ce niveau",
}


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
    targets = _communes_of(level, memberships, population)
    named = places(records)
    counts = _counted(_attached(named, targets, memberships, population, level), targets)
    if schemes is None:
        return counts
    usual = usual_levels(records, named)
    return _worded(counts, _overseas(targets), schemes, usual, level)


def count_by_domain(
    records: pd.DataFrame,
    memberships: pd.DataFrame,
    population: pd.Series[float],
    level: str,
    schemes: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Count records by territory and by domain served, as :func:`count_by_territory`.

    A record that serves two domains counts in both; one that serves none counts in neither.

    Returns
    -------
    DataFrame
        domain, code, own, share and, if ``schemes`` is given, presence; complete.
    """
    targets = _communes_of(level, memberships, population)
    named = places(records)
    attached = _attached(named, targets, memberships, population, level)
    domains = attached["record"].map(records.set_index("record")["domains"])
    usual, overseas = usual_levels(records, named), _overseas(targets)
    frames = []
    for key in DOMAIN_KEYS:
        counts = _counted(attached[has_key(domains, key)], targets)
        if schemes is not None:
            asked = schemes[has_key(schemes["domains"], key)]
            counts = _worded(counts, overseas, asked, usual, level)
        frames.append(counts.reset_index().assign(domain=key))
    table = pd.concat(frames, ignore_index=True)
    return table[["domain", *table.columns.drop("domain")]]


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


def _communes_of(
    level: str, memberships: pd.DataFrame, population: pd.Series[float]
) -> pd.DataFrame:
    """Give the communes of each territory of a level: target, commune."""
    if level not in LEVELS:
        raise UnknownNameError("le niveau", level, LEVELS)
    if level == "commune":
        return pd.DataFrame({"target": population.index, "commune": population.index})
    if level == FRANCE_LEVEL:
        return pd.DataFrame({"target": FRANCE, "commune": population.index})
    members = memberships[memberships["level"] == level]
    return members[["code", "commune"]].rename(columns={"code": "target"})


def _attached(
    named: pd.DataFrame,
    targets: pd.DataFrame,
    memberships: pd.DataFrame,
    population: pd.Series[float],
    level: str,
) -> pd.DataFrame:
    """Attach records to the territories of a level, once each.

    Returns
    -------
    DataFrame
        record, target, whole (whether the record is the target's own), fraction (its share,
        1 if own).
    """
    weight = population.fillna(0).clip(lower=_NOBODY)
    cuts = []
    for place_level, group in named.groupby("level"):
        inside = _communes_of(str(place_level), memberships, weight)
        inside = inside[inside["target"].isin(group["code"])].rename(columns={"target": "code"})
        inside = inside.assign(weight=inside["commune"].map(weight))
        finer = _RANKS[str(place_level)] <= _RANKS[level]
        cuts.append(_cut(inside, targets, may_be_whole=finer).assign(level=place_level))
    columns = ["record", "target", "whole", "fraction"]
    if not cuts:
        return pd.DataFrame(columns=columns).astype({"record": "str", "whole": bool})
    rows = named[["record", "level", "code"]].merge(pd.concat(cuts), on=["level", "code"])
    grouped = rows.groupby(["record", "target"], sort=False)
    once = grouped.agg(whole=("whole", "max"), fraction=("fraction", "sum")).reset_index()
    once["fraction"] = once["fraction"].clip(upper=1.0).mask(once["whole"], 1.0)
    return once[columns]


def _cut(inside: pd.DataFrame, targets: pd.DataFrame, *, may_be_whole: bool) -> pd.DataFrame:
    """Cut places by territories.

    Parameters
    ----------
    inside : code (a place), commune, weight (its inhabitants).
    targets : target, commune.
    may_be_whole : whether the places are of the level of the targets or of a finer one.

    Returns
    -------
    DataFrame
        code, target, fraction (of the place's population that lives in the target), whole
        (whether the place counts as the target's own).
    """
    total = inside.groupby("code")["weight"].sum()
    cut = inside.merge(targets, on="commune").groupby(["code", "target"])["weight"].sum()
    part = cut.reset_index(name="fraction")
    part["fraction"] /= part["code"].map(total)
    part["whole"] = may_be_whole & (part["fraction"] > 0.5)
    held = part.loc[part["whole"], "code"]
    return part[part["whole"] | ~part["code"].isin(held)]


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
    rank = schemes["scheme"].map(usual).map(_RANKS).fillna(0)
    listed = (schemes["coverage"] != Coverage.PARTIAL) & (rank <= _RANKS[level])
    mainland_only = schemes["coverage"] == Coverage.METROPOLE
    zeros = {
        False: _zero(int(listed.sum()), len(schemes)),
        True: _zero(int((listed & ~mainland_only).sum()), len(schemes)),
    }
    presence = overseas.reindex(counts.index).map(zeros).astype("str")
    presence = presence.mask(counts["own"] > 0, Presence.PRESENT.value)
    own = counts["own"].mask(presence == Presence.UNKNOWN)
    return counts.assign(own=own, presence=presence)


def _zero(listed: int, asked: int) -> str:
    """Word a count of zero where ``listed`` of the schemes asked are completely listed."""
    if listed == 0:
        return Presence.UNKNOWN.value
    return Presence.ABSENT.value if listed == asked else Presence.NOT_LISTED.value
