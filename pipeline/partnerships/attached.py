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
    select,
    usual_levels,
)
from indicators.partnerships.store import ALL_KINDS, OWN, PLACES, RATES
from pipeline.parquet import write_table


def build_attached(sources: Path, data: Path) -> list[Path]:
    """Write the places of the records, the own records of every territory, and their rates.

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
    people = {
        level: rows.set_index("code")["population"].astype("float64")
        for level, rows in territories.groupby("level")
    }
    named = places(records)
    written = [write_table(named.astype({"level": "category"}), data / PLACES.file)]
    usual, found = usual_levels(records, named), []
    for level in Level:
        own = attach(named, memberships, people[Level.COMMUNE], level.value, own_only=True)
        own = own.rename(columns={"target": "code"})[OWN.names]
        own = own.sort_values(OWN.names, ignore_index=True)
        written.append(write_table(own, data / OWN.file.format(level=level.value)))
        if level in MAPPED_LEVELS:
            listed = records["scheme"].isin(
                comparable_schemes(schemes, usual, level.value)["scheme"]
            )
            found += [
                _rates(select(records[listed], kind=kind), own, people[level]).assign(
                    level=level.value, kind=kind or ALL_KINDS
                )
                for kind in (None, *Kind)
            ]
    rates = pd.concat(found, ignore_index=True)[RATES.names]
    return [*written, write_table(rates, data / RATES.file)]


def _rates(records: pd.DataFrame, own: pd.DataFrame, people: pd.Series) -> pd.DataFrame:
    """Domain by domain, what all the territories of a level say together."""
    counts = comparable_counts(records, own, people.index)
    lived = people[people > 0]
    rows = [
        {
            "domain": str(key),
            **prior(found.loc[lived.index].astype("float64"), lived)._asdict(),
            "counted": int(found.sum()),
        }
        for key, found in counts.items()
    ]
    columns = [name for name in RATES.names if name not in ("level", "kind")]
    return pd.DataFrame(rows, columns=columns)
