"""Build ``data/indicators/scores/`` and ``series.parquet``: what every visitor would work out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd

from common.levels import MAPPED_LEVELS, Level, Territory
from geo.territories import read_memberships, read_territories, within
from indicators.base.catalogue import load_catalogue
from indicators.base.series import COLUMNS as SERIES_COLUMNS
from indicators.base.series import FILE as SERIES_FILE
from indicators.base.series import series_of
from indicators.base.values import latest, read_values
from indicators.scores.domain_scores import COMPARED_STRICTLY
from indicators.scores.index_input import RANKED_ON_OWN_VALUES
from indicators.scores.objective import objective_scores
from indicators.scores.score_store import (
    COLUMNS,
    FOLDER,
    MEDIAN_SCORES,
    median_scores,
    read_score_table,
)
from pipeline.parquet import write_table

#: Larger territories of which the median is shown beside a score.
REFERENCES = (Level.DEPARTEMENT, Level.REGION, Level.FRANCE)


def build_scores(
    sources: Path,
    data: Path,
    progress: Callable[[float, str], None] = lambda share, what: None,
) -> list[Path]:
    """Write the scores of the five mapped levels (default recipe), their medians and the series.

    Parameters
    ----------
    sources : not used; every step has the same parameters.
    data : folder of the product's tables, which already holds ``boundaries/`` and
        ``indicators/values``.
    progress : told of each level.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    MissingDataError
        If values or territories are absent.
    """
    territories, catalogue = read_territories(data), load_catalogue()
    memberships = read_memberships(data)
    written, series, medians = [], [], []
    for done, level in enumerate(Level):
        progress(done / len(Level), f"scores : {level.plural}")
        values = read_values(level.value, data)
        series.append(series_of(values).assign(level=level.value))
        if level not in MAPPED_LEVELS:
            continue
        people = territories[territories["level"] == level.value].set_index("code")["population"]
        scores = objective_scores(
            latest(values),
            people,
            catalogue,
            same_domains=level in COMPARED_STRICTLY,
            own_values=level in RANKED_ON_OWN_VALUES,
        ).scores
        path = data / FOLDER / f"{level.value}.parquet"
        written.append(write_table(_compact(scores), path, row_group_size=len(people)))
        wide = read_score_table(level.value, data)
        medians += [
            median_scores(wide.reindex(inside))
            .rename("median").rename_axis("domain").reset_index()
            .assign(level=level.value, within=str(container))
            for container, inside in _containers(territories, memberships, level)
        ]  # fmt: skip
    whole = pd.concat(medians, ignore_index=True)[MEDIAN_SCORES.names]
    whole = whole.sort_values(list(MEDIAN_SCORES.key), ignore_index=True)
    written.append(write_table(whole, data / MEDIAN_SCORES.file))
    table = pd.concat(series, ignore_index=True)[SERIES_COLUMNS]
    table = table.sort_values(["level", "indicator", "year"], ignore_index=True)
    counts = table.select_dtypes("integer").columns
    written.append(write_table(table.astype(dict.fromkeys(counts, "int32")), data / SERIES_FILE))
    return written


def _containers(
    territories: pd.DataFrame, memberships: pd.DataFrame, level: Level
) -> Iterator[tuple[Territory, list[str]]]:
    """Give each territory of which a reader sees the mean, with what lies in it."""
    for larger in REFERENCES:
        for code in territories.loc[territories["level"] == larger.value, "code"]:
            container = Territory(larger, str(code))
            yield container, within(territories, memberships, level, container)


def _compact(scores: pd.DataFrame) -> pd.DataFrame:
    """Give the columns their smallest types; scores keep all their digits."""
    small = dict.fromkeys(["available", "expected"], "int16") | dict.fromkeys(
        ["domain", "status"], "category"
    )
    return scores[COLUMNS].astype(small | {"rank": "Int32", "ranked": "int32"})
