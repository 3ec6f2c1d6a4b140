"""Build what every visitor would work out of the records: whose they are, and how many."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from common.levels import MAPPED_LEVELS, Level
from geo.territories import read_memberships, read_territories
from indicators.partnerships import (
    Kind,
    attach,
    comparable_counts,
    comparable_schemes,
    places,
    prior,
    read_records,
    read_schemes,
    usual_levels,
)
from indicators.partnerships.expected import class_table, expected_of_groups, expected_rates
from indicators.partnerships.store import CLASS_RATES, OWN, PLACES, RATED, RATES
from pipeline.parquet import write_table


def build_attached(sources: Path, data: Path) -> list[Path]:
    """Write the places of the records, the own records of every territory, and what is expected.

    Parameters
    ----------
    sources : not used; every step has the same parameters.
    data : folder of the product's tables, which already holds the territories and the records.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    MissingDataError
        If one of these tables is absent.
    """
    records, schemes = read_records(data), read_schemes(data)
    territories, memberships = read_territories(data), read_memberships(data)
    facts = {
        level: rows.set_index("code")[["population", "area_km2", "region"]]
        for level, rows in territories.astype({"population": "float64"}).groupby("level")
    }
    named = places(records)
    written = [write_table(named.astype({"level": "category"}), data / PLACES.file)]
    usual, compared, expected = usual_levels(records, named), [], []
    people = facts[Level.COMMUNE]["population"]
    finer: dict[str | None, pd.DataFrame] = {}
    for level in Level:
        own = attach(named, memberships, people, level.value, own_only=True)
        own = own.rename(columns={"target": "code"})[OWN.names]
        own = own.sort_values(OWN.names, ignore_index=True)
        written.append(write_table(own, data / OWN.file.format(level=level.value)))
        for kind in (None, *Kind) if level in MAPPED_LEVELS else ():
            listed = comparable_schemes(schemes, usual, level.value, kind)["scheme"]
            kept = records[records["scheme"].isin(listed)]
            counts = comparable_counts(kept, own, facts[level].index, kind)
            key = {"level": level.value, "kind": kind or RATED}
            if level is Level.REGION:
                # Eighteen régions make no classes: each expects what its départements do together.
                inside = facts[Level.DEPARTEMENT]
                rates = expected_of_groups(finer[kind], inside["population"], inside["region"])
            else:
                classes = class_table(counts, *_columns(facts[level]))
                expected.append(_laid_out(classes).assign(**key))
                rates = expected_rates(classes, *_columns(facts[level]))
            if level is Level.DEPARTEMENT:
                finer[kind] = rates
            compared.append(_compared(counts, rates, facts[level]["population"]).assign(**key))
    return [
        *written,
        write_table(_united(compared, RATES.names), data / RATES.file),
        write_table(_united(expected, CLASS_RATES.names), data / CLASS_RATES.file),
    ]


def _columns(facts: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    return facts["population"], facts["area_km2"]


def _united(tables: list[pd.DataFrame], names: list[str]) -> pd.DataFrame:
    return pd.concat(tables, ignore_index=True)[names]


def _laid_out(classes: pd.DataFrame) -> pd.DataFrame:
    """Lay the rates of the classes of density out, a row each."""
    long = classes.reset_index().melt("density_class", var_name="domain", value_name="rate")
    return long.astype({"domain": "str", "density_class": "int64", "rate": "float64"})


def _compared(counts: pd.DataFrame, expected: pd.DataFrame, people: pd.Series) -> pd.DataFrame:
    """Domain by domain, what all the territories of a level say together."""
    lived = people[people > 0]
    rows = [
        {
            "domain": str(key),
            **prior(
                found.loc[lived.index].astype("float64"), lived * expected[key].loc[lived.index]
            )._asdict(),
            "counted": int(found.sum()),
        }
        for key, found in counts.items()
    ]
    columns = [name for name in RATES.names if name not in ("level", "kind")]
    return pd.DataFrame(rows, columns=columns)
