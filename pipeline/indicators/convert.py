"""Bring the commune rows of a source to the current communes, and say what was changed.

Counts are added up (their ratio is worked out later); a weighted mean stays one; the highest value
is kept for a maximum; what is not aggregable is left missing where several communes became one. A
status never becomes another by being joined: a commune partly suppressed is suppressed, a bound
joined to anything but the same bound is not known.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from common.errors import InvalidDataError
from indicators.base.catalogue import Indicator
from indicators.base.status import Status
from pipeline.passage import ARRONDISSEMENTS, CITY_OF, Change, Passage

#: Columns of the audit: old_code, code (null when no current territory), rule (a ``Change``).
AUDIT = ["old_code", "code", "rule"]
_NUMBERS = ["value", "numerator", "denominator"]


def to_current(
    rows: pd.DataFrame,
    indicator: Indicator,
    passage: Passage,
    geography: int,
    population: pd.Series[float],
    *,
    sparse: bool,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Convert the commune rows of one indicator.

    Parameters
    ----------
    rows : commune rows of the contract, old codes (code, year, value, numerator, denominator,
        status).
    indicator : gives the rule and the scale.
    passage : old code to current code.
    geography : COG year of the codes of the source.
    population : of the current communes, to share out the communes cut in several.
    sparse : whether a commune may be absent from the source because it has nothing (zero), so
        that the absence of a part is not a gap.

    Returns
    -------
    (DataFrame, DataFrame)
        One row per current commune and year that the source speaks of, same columns; and the
        audit of what was changed (:data:`AUDIT`).

    Raises
    ------
    InvalidDataError
        If a code comes twice for a year while the rule cannot join the two.
    """
    rows = _without_doubles(rows)
    rows, shared_out = _share_out(rows, passage.splits(geography), population, indicator.rule)
    converted = passage.convert(rows["old_code"])
    rows = rows.assign(code=rows["code"].fillna(converted["code"]))
    changed = rows.assign(rule=converted["change"])[converted["change"].notna()]
    audit = [shared_out, changed[~changed["old_code"].isin(shared_out["old_code"])][AUDIT]]
    rows = rows.dropna(subset=["code"])
    joined = _join(rows, indicator)
    if not sparse:
        expected = {**passage.parts(geography), **ARRONDISSEMENTS}
        joined, gaps = _without_gaps(joined, rows, expected)
        audit.append(gaps)
    trail = pd.concat(audit).drop_duplicates().sort_values(AUDIT, ignore_index=True)
    return joined, trail


def _without_doubles(rows: pd.DataFrame) -> pd.DataFrame:
    """Drop the arrondissements of a city that the source also gives whole, year by year."""
    parts = rows.loc[rows["code"].isin(list(CITY_OF)), ["year", "code"]]
    cities = rows.loc[rows["code"].isin(list(ARRONDISSEMENTS)), ["year", "code"]]
    whole = set(cities.itertuples(index=False, name=None))
    doubled = [(year, CITY_OF[code]) in whole for year, code in parts.itertuples(index=False)]
    return rows.drop(index=parts.index[np.array(doubled, dtype=bool)])


def _share_out(
    rows: pd.DataFrame, splits: dict[str, list[str]], population: pd.Series[float], rule: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Share the counts of the communes cut in several by population; the rest keeps its code.

    The result has ``old_code``, and ``code`` set on the rows shared out only.
    """
    rows = rows.rename(columns={"code": "old_code"})
    pieces = pd.DataFrame(
        [(old, code) for old, codes in splits.items() for code in codes],
        columns=["old_code", "code"],
        dtype="str",
    )
    people = pieces["code"].map(population).astype("float64")
    pieces["share"] = people / people.groupby(pieces["old_code"]).transform("sum")
    shared = rows.merge(pieces, on="old_code", how="left").reset_index(drop=True)
    cut = shared["share"].notna()
    counts = ["numerator", "denominator", *(["value"] if rule == "sum" else [])]
    for name in counts:
        shared[name] = shared[name].mask(cut, shared[name] * shared["share"])
    observed = shared["status"] == Status.OBSERVED
    shared["status"] = shared["status"].mask(cut & observed, Status.ESTIMATED.value)
    audit = shared.loc[cut, ["old_code", "code"]].assign(rule=Change.SPLIT.value)
    return shared.drop(columns="share"), audit.drop_duplicates()[AUDIT].astype("str")


def _join(rows: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Make one row per current commune and year; a ratio is not worked out here."""
    key = ["code", "year"]
    several = rows.duplicated(key, keep=False)
    alone = rows[~several].drop(columns="old_code")
    if not several.any():
        return alone
    twice = rows[rows.duplicated([*key, "old_code"], keep=False)]
    if indicator.rule == "official" and len(twice):
        codes = ", ".join(sorted(set(twice["old_code"]))[:5])
        raise InvalidDataError(indicator.key, [f"codes donnés deux fois pour une année : {codes}"])
    joint = rows[several].assign(product=lambda frame: frame["value"] * frame["denominator"])
    groups = joint.groupby(key, sort=True)
    joined = groups[[*_NUMBERS, "product"]].sum(skipna=False)
    if indicator.rule == "max":
        joined["value"] = groups["value"].max()
    elif indicator.rule == "weighted_mean":
        joined["value"] = joined["product"] / joined["denominator"]
    elif indicator.rule != "sum":
        joined["value"] = np.nan
    joined["status"] = _joint_status(joint, key)
    bound = joined["status"] == Status.CENSORED
    joined["value"] = joined["value"].mask(bound, groups["value"].first())
    return pd.concat([alone, joined.drop(columns="product").reset_index()], ignore_index=True)


def _joint_status(joint: pd.DataFrame, key: list[str]) -> pd.Series[str]:
    """Status of several rows joined: see the head of the module."""
    several_codes = ~_constant(joint, "old_code", key)
    share = {
        wanted: (joint["status"] == wanted).groupby([joint[name] for name in key]).mean()
        for wanted in (Status.ESTIMATED, Status.CENSORED, Status.SUPPRESSED)
    }
    same_bound = (share[Status.CENSORED] == 1) & _constant(joint, "value", key)
    status = pd.Series(Status.OBSERVED.value, index=several_codes.index, dtype="str")
    return (
        status.mask(several_codes, Status.AGGREGATED.value)
        .mask(share[Status.ESTIMATED] > 0, Status.ESTIMATED.value)
        .mask(share[Status.CENSORED] > 0, Status.MISSING.value)
        .mask(same_bound, Status.CENSORED.value)
        .mask(share[Status.SUPPRESSED] > 0, Status.SUPPRESSED.value)
    )


def _constant(joint: pd.DataFrame, name: str, key: list[str]) -> pd.Series[bool]:
    """Tell, by group, whether a column has one value."""
    groups = joint.groupby(key, sort=True)[name]
    return groups.min() == groups.max()


def _without_gaps(
    joined: pd.DataFrame, rows: pd.DataFrame, expected: dict[str, list[str]]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Leave missing the communes joined of parts of which the source lacks one."""
    gaps = []
    watched = rows[rows["code"].isin(list(expected))]
    for (code, year), part in watched.groupby(["code", "year"]):
        given = set(part["old_code"])
        if code in ARRONDISSEMENTS and code in given:
            continue
        gaps += [(old, code, year) for old in expected[str(code)] if old not in given]
    lacking = {(code, year) for _, code, year in gaps}
    merged = joined[joined["code"].isin({code for code, _ in lacking})]
    pairs = zip(merged["code"], merged["year"], strict=True)
    hit = np.array([pair in lacking for pair in pairs], dtype=bool)
    lost = merged.index[hit & (merged["status"] != Status.SUPPRESSED).to_numpy()]
    joined.loc[lost, _NUMBERS] = np.nan
    joined.loc[lost, "status"] = Status.MISSING.value
    audit = pd.DataFrame(
        [(old, code, Change.ABSENT.value) for old, code, _ in gaps], columns=AUDIT, dtype="str"
    )
    return joined, audit
