"""The step of the build that makes ``data/indicators/``: readers in, tables out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from common.errors import InvalidDataError
from common.levels import Level
from indicators.base.catalogue import Indicator, load_catalogue
from indicators.base.upward import (
    ORIGIN,
    YearOfValues,
    aggregate,
    best_known,
    same_territories,
)
from pipeline.indicators.contract import COLUMNS, Reader
from pipeline.indicators.convert import AUDIT, to_current
from pipeline.indicators.country import Country
from pipeline.indicators.finish import complete, fill_zeros, with_ratio
from pipeline.indicators.one_source import check_one_source
from pipeline.indicators.registry import readers
from pipeline.indicators.schema import check_level, storable
from pipeline.parquet import write_table
from pipeline.passage import Change, Passage, read_passage

#: Called with the share of the step that is done (0-1) and a French word on what comes next.
Progress = Callable[[float, str], None]


def build_indicators(sources: Path, data: Path, progress: Progress) -> None:
    """Read every source, bring the values to the current territories and write the tables.

    Writes ``data/indicators/values/{level}.parquet`` and ``data/indicators/code_changes.parquet``
    (columns: see ``docs/architecture.md``).

    Parameters
    ----------
    sources : folder of the official files.
    data : folder of the product's tables; the territories must be there.
    progress : told after each indicator.

    Raises
    ------
    MissingDataError
        If a source or the territories are absent.
    InvalidDataError
        If the catalogue and the readers do not match, an indicator mixes two sources at a level,
        or a table breaks its contract.
    """
    catalogue, found = load_catalogue(), readers()
    if faults := _unmatched(catalogue, found):
        raise InvalidDataError("catalogue.toml", faults)
    country, passage = Country.read(data), read_passage(sources)
    tables: dict[Level, list[pd.DataFrame]] = {level: [] for level in country.codes}
    changes = []
    for done, (key, indicator) in enumerate(catalogue.items()):
        progress(done / len(catalogue), indicator.label)
        by_level, audit = values_of(indicator, found[key], sources, country, passage)
        for level, frame in by_level.items():
            tables[level].append(frame.assign(indicator=key))
        changes.append(audit.assign(indicator=key))
    progress(1.0, "Écriture")
    folder = data / "indicators"
    for level, frames in tables.items():
        frame = storable(pd.concat(frames, ignore_index=True))
        check_level(frame, level, catalogue)
        write_table(frame, folder / "values" / f"{level}.parquet", stacked=True)
    trail = pd.concat(changes, ignore_index=True)[["indicator", *AUDIT]]
    trail = trail.sort_values(["indicator", *AUDIT], ignore_index=True)
    write_table(trail.astype("category"), folder / "code_changes.parquet")


def values_of(
    indicator: Indicator, reader: Reader, sources: Path, country: Country, passage: Passage
) -> tuple[dict[Level, pd.DataFrame], pd.DataFrame]:
    """Make the complete values of one indicator at every level where it exists.

    Returns
    -------
    (dict, DataFrame)
        By level, columns code, year, value, numerator, denominator, status; and the audit of the
        codes (columns of :data:`pipeline.indicators.convert.AUDIT`).

    Raises
    ------
    InvalidDataError
        If the reader breaks its contract, or the values of a level come from two sources.
    """
    rows = reader.function(sources)
    if list(rows.columns) != COLUMNS:
        raise InvalidDataError(indicator.key, [f"colonnes {COLUMNS} attendues par le contrat"])
    given: dict[Level, pd.DataFrame] = {}
    trails = []
    for name, part in rows.groupby("level"):
        level = Level(str(name))
        if level is Level.COMMUNE:
            counts, trail = _communes(part, indicator, reader, country, passage)
            if reader.denominator is not None:
                denominator = counts["code"].map(reader.denominator(sources))
                counts = counts.assign(denominator=denominator)
            given[level] = with_ratio(counts, indicator, reader.minimum)
        else:
            known, trail = _known(part, country.codes[level])
            given[level] = with_ratio(known, indicator)
        trails.append(trail)
    units = {
        (level, year): YearOfValues(frame[frame["year"] == year], country.codes[level])
        for level, frame in given.items()
        for year in sorted({int(year) for year in frame["year"]})
    }
    by_level = {}
    for level, codes in country.codes.items():
        below = {
            name: rows
            for name, rows in given.items()
            if name is not Level.COMMUNE or indicator.sums_communes_at(level)
        }
        candidates = _candidates(below, units, level, indicator, country)
        if not candidates:
            continue
        known = best_known(candidates)
        check_one_source(known, indicator, level, reader)
        if len(full := complete(known.drop(columns=ORIGIN), codes)):
            by_level[level] = full
    return by_level, pd.concat(trails, ignore_index=True).drop_duplicates()


def _communes(
    rows: pd.DataFrame, indicator: Indicator, reader: Reader, country: Country, passage: Passage
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Bring the commune rows of a source to the current communes; also give the audit."""
    sparse = reader.absent == "zero"
    years, trails = [], []
    for year in sorted({int(year) for year in rows["year"]}):
        current, trail = to_current(
            rows[rows["year"] == year].drop(columns="level"),
            indicator,
            passage,
            reader.geography_of(year),
            country.population,
            sparse=sparse,
        )
        years.append(current)
        trails.append(trail)
    communes = pd.concat(years, ignore_index=True)
    if sparse:
        communes = fill_zeros(communes, indicator, country.covered(reader.coverage))
    return communes, pd.concat(trails, ignore_index=True)


def _candidates(
    given: dict[Level, pd.DataFrame],
    units: dict[tuple[Level, int], YearOfValues],
    level: Level,
    indicator: Indicator,
    country: Country,
) -> list[pd.DataFrame]:
    """List what can be said of a level: published, or made of the levels below.

    Each frame has the columns of the values, ``coverage`` (infinite where published) and
    :data:`indicators.base.upward.ORIGIN`.
    """
    frames = []
    if level in given:
        frames.append(given[level].assign(coverage=np.inf, **{ORIGIN: level.value}))
    aggregates = []
    for below, membership in country.memberships.get(level, {}).items():
        if below in given and below is not Level.COMMUNE:
            same = same_territories(given[below], membership)
            frames.append(same.assign(coverage=1.0, **{ORIGIN: below.value}))
        if indicator.rule != "official":
            aggregates += [
                aggregate(one, indicator, membership).assign(year=year, **{ORIGIN: below.value})
                for (of_level, year), one in units.items()
                if of_level is below and below in given
            ]
    return frames + aggregates


def _known(rows: pd.DataFrame, codes: pd.Index[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Keep the rows of territories that exist; the others go to the audit."""
    known = rows["code"].isin(codes)
    lost = pd.DataFrame({"old_code": sorted(set(rows["code"][~known])), "code": None})
    kept = rows[known].drop(columns="level")
    return kept, lost.assign(rule=Change.UNKNOWN.value).astype("str")


def _unmatched(catalogue: dict[str, Indicator], found: dict[str, Reader]) -> list[str]:
    """Say which indicators have no reader, and which readers no indicator."""
    return [f"indicateur sans lecteur : {key}" for key in catalogue if key not in found] + [
        f"lecteur sans indicateur : {key}" for key in found if key not in catalogue
    ]
