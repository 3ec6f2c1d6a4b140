"""Which territories a record belongs to, by the places that it names.

A record names one or several places. For each territory:

* it is the territory's **own** if one of its places is this territory, or lies inside it: a
  commune in its EPCI, its CRTE, its département, its région. An EPCI that crosses a border
  counts where more than half of its inhabitants live.
* otherwise, if the territory lies inside a place that the record names (or holds a part of an
  EPCI that nowhere holds more than half of), the territory has a **share** of it: the part of the
  place's population that lives there.
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from common.levels import FRANCE_CODE, LEVEL_RANKS, Level, parse_level

_COLUMNS = ["record", "target", "whole", "fraction"]
#: Stands for the population of an empty place, which is then cut by its communes.
_NOBODY = 1e-9


def attach(
    named: pd.DataFrame,
    memberships: pd.DataFrame,
    population: pd.Series[float],
    level: str,
    *,
    own_only: bool = False,
) -> pd.DataFrame:
    """Attach records to the territories of a level, once each.

    Parameters
    ----------
    named : record, level, code (output of :func:`indicators.partnerships.places`).
    memberships : level, code, commune: the communes of the upper territories.
    population : inhabitants by commune code (index): all the communes.
    level : level of the territories.
    own_only : leave the shares out, which is quicker.

    Returns
    -------
    DataFrame
        record, target (code), whole (whether the record is the target's own), fraction (its
        share, 1 if own).

    Raises
    ------
    UnknownNameError
        If there is no such level.
    """
    targets = communes_by_target(level, memberships, population)
    asked = named[named["level"].map(LEVEL_RANKS) <= LEVEL_RANKS[level]] if own_only else named
    cuts = _cuts(asked, targets, memberships, population, level)
    return _once(asked, cuts[cuts["whole"]] if own_only else cuts)


def attach_to(
    communes: Collection[str],
    named: pd.DataFrame,
    memberships: pd.DataFrame,
    population: pd.Series[float],
    level: str,
) -> pd.DataFrame:
    """Attach records to one group of communes, read as a territory of a level.

    Parameters
    ----------
    communes : codes of the communes of the group.
    named, memberships, population, level : as for :func:`attach`.

    Returns
    -------
    DataFrame
        record, whole, fraction. A place of the level or finer that crosses the border of the
        group, and has half of its inhabitants or fewer in it, is left out: it may count whole
        elsewhere, and nobody can tell from the group alone.
    """
    rank = LEVEL_RANKS[parse_level(level)]
    targets = pd.DataFrame({"commune": sorted(communes)}, dtype="str").assign(target="")
    near = _touched(named, targets["commune"], memberships)
    cuts = _cuts(near, targets, memberships, population, level)
    cuts = cuts[cuts["whole"] | (cuts["level"].map(LEVEL_RANKS) > rank)]
    return _once(near, cuts).drop(columns="target")


def communes_by_target(
    level: str, memberships: pd.DataFrame, population: pd.Series[float]
) -> pd.DataFrame:
    """Give the communes of each territory of a level: target, commune.

    Raises
    ------
    UnknownNameError
        If there is no such level.
    """
    asked = parse_level(level)
    if asked is Level.COMMUNE:
        return pd.DataFrame({"target": population.index, "commune": population.index})
    if asked is Level.FRANCE:
        return pd.DataFrame({"target": FRANCE_CODE, "commune": population.index})
    members = memberships[memberships["level"] == asked]
    return members[["code", "commune"]].rename(columns={"code": "target"})


def commune_weights(population: pd.Series[float]) -> pd.Series[float]:
    """Give what each commune weighs in a larger territory: its inhabitants, and never nothing."""
    return population.fillna(0).clip(lower=_NOBODY)


def _touched(
    named: pd.DataFrame, communes: pd.Series[str], memberships: pd.DataFrame
) -> pd.DataFrame:
    """Keep the places that have a commune among some."""
    around = memberships.loc[memberships["commune"].isin(communes), ["level", "code"]]
    known = pd.MultiIndex.from_frame(around.drop_duplicates())
    upper = pd.MultiIndex.from_frame(named[["level", "code"]]).isin(known)
    is_commune, whole_country = named["level"] == Level.COMMUNE, named["level"] == Level.FRANCE
    return named[upper | whole_country | (is_commune & named["code"].isin(communes))]


def _cuts(
    named: pd.DataFrame,
    targets: pd.DataFrame,
    memberships: pd.DataFrame,
    population: pd.Series[float],
    level: str,
) -> pd.DataFrame:
    """Cut every place named: level, code, target, fraction, whole."""
    weight = commune_weights(population)
    cuts = []
    for place_level, group in named.groupby("level"):
        inside = communes_by_target(str(place_level), memberships, weight)
        inside = inside[inside["target"].isin(group["code"])].rename(columns={"target": "code"})
        inside = inside.assign(weight=inside["commune"].map(weight))
        finer = LEVEL_RANKS[str(place_level)] <= LEVEL_RANKS[level]
        cuts.append(_cut(inside, targets, may_be_whole=finer).assign(level=place_level))
    columns = ["level", "code", "target", "fraction", "whole"]
    if not cuts:
        return pd.DataFrame(columns=columns).astype(
            {"level": "str", "code": "str", "target": "str", "fraction": float, "whole": bool}
        )
    return pd.concat(cuts, ignore_index=True)[columns]


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
    part["fraction"] /= part["code"].map(total).astype("float64")
    part["whole"] = may_be_whole & (part["fraction"] > 0.5)
    held = part.loc[part["whole"], "code"]
    return part[part["whole"] | ~part["code"].isin(held)]


def _once(named: pd.DataFrame, cuts: pd.DataFrame) -> pd.DataFrame:
    """Give each record once to each territory: own if any of its places is."""
    rows = named[["record", "level", "code"]].merge(cuts, on=["level", "code"])
    grouped = rows.groupby(["record", "target"], sort=False)
    once = grouped.agg(whole=("whole", "max"), fraction=("fraction", "sum")).reset_index()
    once["fraction"] = once["fraction"].clip(upper=1.0).mask(once["whole"], 1.0)
    return once[_COLUMNS]
