"""From the communes, or the territories of a lower level, to those made of them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from indicators.base.catalogue import Indicator
from indicators.base.status import Status

#: Least share of the population of a territory that its units with a value must hold for the
#: territory to have one. Below, the territory is suppressed if adding the units suppressed
#: would reach the threshold (it is confidentiality that hides it), missing otherwise. The same
#: threshold says what an aggregate is made of: estimated, if it takes estimated units to reach
#: it. A sum (not a ratio) wants every inhabited unit: a part of a total is not the total.
MINIMUM_COVERAGE = 0.9
_ROUNDING = 1e-9
NUMBERS = ["value", "numerator", "denominator"]
#: Optional column of the candidates of :func:`best_known`: level of the rows that a value is made
#: of.
ORIGIN = "origin"


class Membership:
    """Which units (communes, or territories of a lower level) make the territories of a level.

    Parameters
    ----------
    pairs : columns code (of the territory) and commune (of the unit); a unit may be in several
        territories, and units may leave a part of a territory uncovered.
    population : of every unit; its index is the order of the units.
    totals : population of every territory; its index is the order of the territories.
    """

    def __init__(
        self, pairs: pd.DataFrame, population: pd.Series[float], totals: pd.Series[float]
    ) -> None:
        from scipy import sparse  # noqa: PLC0415 - only where values are summed upward

        self.units = population.index
        self.codes = totals.index.rename("code")
        self.pairs = pairs
        self.matrix = sparse.csr_array(
            (
                np.ones(len(pairs)),
                (
                    self.codes.get_indexer(pd.Index(pairs["code"])),
                    self.units.get_indexer(pd.Index(pairs["commune"])),
                ),
            ),
            shape=(len(self.codes), len(self.units)),
        )
        self.people = population.to_numpy(dtype="float64")
        self.total = totals.to_numpy(dtype="float64")

    def add(self, numbers: np.ndarray) -> np.ndarray:
        """Add up a number of every unit within each territory (NaN counts for nothing)."""
        added: np.ndarray = self.matrix @ np.nan_to_num(numbers)
        return added

    def share(self, chosen: np.ndarray) -> np.ndarray:
        """Share of the population of each territory that lives in the units chosen."""
        part = self.matrix @ np.where(chosen, self.people, 0.0)
        share: np.ndarray = np.divide(
            part, self.total, out=np.zeros_like(part), where=self.total > 0
        )
        return share

    def sole_unit(self) -> pd.Series[str]:
        """The unit that is the same territory under another code, by territory code."""
        alone = self.pairs[~self.pairs["code"].duplicated(keep=False)].set_index("code")["commune"]
        people = pd.Series(self.people, index=self.units)
        same = alone.map(people) == pd.Series(self.total, index=self.codes).reindex(alone.index)
        return alone[same]


def same_territories(rows: pd.DataFrame, membership: Membership) -> pd.DataFrame:
    """Take the value of the unit that is the same territory (a CRTE of one EPCI).

    Nothing is aggregated: the value published for the one holds for the other.

    Parameters
    ----------
    rows : columns code (of units), year, value, numerator, denominator, status.
    """
    twin = membership.sole_unit()
    joined = twin.rename("unit").reset_index().merge(rows, left_on="unit", right_on="code")
    return joined.drop(columns=["unit", "code_y"]).rename(columns={"code_x": "code"})


class YearOfValues:
    """One year of values, laid out in the order of the units of the memberships.

    Parameters
    ----------
    rows : columns code, value, numerator, denominator, status; one row per unit that has something.
    order : codes of all the units.

    Raises
    ------
    ValueError
        If a unit has two rows.
    """

    def __init__(self, rows: pd.DataFrame, order: pd.Index[str]) -> None:
        codes = pd.Index(rows["code"])
        if not codes.is_unique:
            raise ValueError(f"two rows of one unit: {codes[codes.duplicated()][0]}")
        found = order.get_indexer(codes)
        inside = found >= 0
        # A frame laid out in this order would take ten times as long: a file has a hundred of them.
        laid = {name: np.full(len(order), np.nan) for name in NUMBERS}
        for name, numbers in laid.items():
            numbers[found[inside]] = rows[name].to_numpy(dtype="float64")[inside]
        status = np.full(len(order), None, dtype="object")
        status[found[inside]] = rows["status"].to_numpy(dtype="object")[inside]
        self.value, self.numerator, self.denominator = (laid[name] for name in NUMBERS)
        #: A unit of no weight (no pupil of its own) does not make an aggregate an estimate.
        self.estimated = (status == Status.ESTIMATED.value) & (self.denominator != 0)
        self.suppressed = status == Status.SUPPRESSED.value
        self.bound = status == Status.CENSORED.value

    def known(self, rule: str) -> np.ndarray:
        """Tell which units have what the rule adds up; a bound is not a value.

        A ratio over nothing has counts but no value: its counts are known.
        """
        needed = {
            "ratio": (self.numerator, self.denominator),
            "weighted_mean": (self.value, self.denominator),
        }.get(rule, (self.value,))
        known: np.ndarray = ~self.bound & np.all([np.isfinite(one) for one in needed], axis=0)
        return known


def aggregate(units: YearOfValues, indicator: Indicator, membership: Membership) -> pd.DataFrame:
    """Aggregate one year of an indicator to one upper level, by the rule of the indicator.

    Parameters
    ----------
    units : values of the communes, or of the territories of a lower level.
    indicator : gives the rule and the scale; the rule must not be ``official``.
    membership : units of each territory.

    Returns
    -------
    DataFrame
        columns code, value, numerator, denominator, status, coverage (share of the population in
        units with a value); one row per territory of the level.
    """
    known = units.known(indicator.rule)
    value, numerator, denominator = _by_rule(units, known, indicator, membership)
    covered = membership.share(known)
    estimated = membership.share(known & units.estimated)
    hidden = membership.share(units.suppressed)
    least = (1.0 if indicator.rule == "sum" else MINIMUM_COVERAGE) - _ROUNDING
    enough = (covered >= least) & np.isfinite(value)
    would_be = ~enough & (hidden > 0) & (covered + hidden >= least)
    status = np.select(
        [enough & (covered - estimated >= least), enough, would_be],
        [Status.AGGREGATED.value, Status.ESTIMATED.value, Status.SUPPRESSED.value],
        Status.MISSING.value,
    )
    return pd.DataFrame(
        {
            "code": membership.codes,
            "value": np.where(enough, value, np.nan),
            "numerator": np.where(enough, numerator, np.nan),
            "denominator": np.where(enough, denominator, np.nan),
            "status": pd.Series(status, dtype="str"),
            "coverage": covered,
        }
    )


def _by_rule(
    units: YearOfValues, known: np.ndarray, indicator: Indicator, membership: Membership
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Value, numerator and denominator of every territory, over its known units."""
    none = np.full(len(membership.codes), np.nan)
    value = np.where(known, units.value, np.nan)
    if indicator.rule == "sum":
        return membership.add(value), none, none
    if indicator.rule == "max":
        values = membership.pairs["commune"].map(pd.Series(value, index=membership.units))
        highest = values.groupby(membership.pairs["code"]).max().reindex(membership.codes)
        return highest.to_numpy(), none, none
    denominator = membership.add(np.where(known, units.denominator, np.nan))
    if indicator.rule == "weighted_mean":
        total, counted, scale = membership.add(value * units.denominator), none, 1.0
    else:
        total = counted = membership.add(np.where(known, units.numerator, np.nan))
        scale = indicator.scale
    ratio = np.divide(scale * total, denominator, out=none.copy(), where=denominator > 0)
    return ratio, counted, denominator


def best_known(candidates: list[pd.DataFrame]) -> pd.DataFrame:
    """Keep one row per code and year.

    What is published comes first, then what has a value, then what covers most of the population,
    then what is not estimated, then what is known to be suppressed, then the first candidate.
    The column :data:`ORIGIN` is kept where the candidates have it.
    """
    rows = pd.concat(candidates, ignore_index=True)
    if len(candidates) > 1:
        rows["published"] = np.isinf(rows["coverage"]) & (rows["status"] != Status.MISSING)
        rows["known"] = rows["value"].notna()
        rows["coverage"] = rows["coverage"].round(3)
        rows["direct"] = rows["status"] != Status.ESTIMATED
        rows["suppressed"] = rows["status"] == Status.SUPPRESSED
        order = ["published", "known", "coverage", "direct", "suppressed"]
        rows = rows.sort_values(order, ascending=False, kind="stable")
        rows = rows.drop_duplicates(["code", "year"])
    told = [ORIGIN] if ORIGIN in rows else []
    return rows[["code", "year", *NUMBERS, "status", *told]]
