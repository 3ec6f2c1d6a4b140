"""Build ``data/indicators/robustness/``: how much the ranks depend on the default recipe."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from common.levels import MAPPED_LEVELS, Level
from geo.territories import read_territories
from indicators.base.catalogue import load_catalogue
from indicators.base.domains import DIMENSION_KEYS, OVERALL
from indicators.base.values import latest, read_values
from indicators.composite.draws import RobustnessSettings
from indicators.scores.domain_scores import COMPARED_STRICTLY, DOMAIN_LEVEL, OVERALL_LEVEL
from indicators.scores.index_input import RANKED_ON_OWN_VALUES
from indicators.scores.objective import ObjectiveScores, objective_scores
from indicators.scores.objective_robustness import (
    ObjectiveRobustness,
    objective_robustness,
    objective_sensitivity,
)
from indicators.scores.robustness_store import (
    ALTERNATIVE,
    COMMUNE_DOMAINS,
    DECIMALS,
    FINEST,
    FOLDER,
    INTERVAL_COLUMNS,
    LEFT_OUT,
    RANK_COLUMNS,
    RANKS,
    SCORES,
    SOBOL,
    SUMMARY,
    SUMMARY_COLUMNS,
    WEIGHTS,
)
from pipeline.parquet import write_table


def build_robustness(
    sources: Path,
    data: Path,
    progress: Callable[[float, str], None] = lambda share, what: None,
    settings: RobustnessSettings | None = None,
) -> list[Path]:
    """Write the intervals of the five mapped levels and their summary.

    Parameters
    ----------
    sources : not used; every step has the same parameters.
    data : folder of the product's tables, which already holds ``boundaries/`` and
        ``indicators/values``.
    progress : told of each level.
    settings : what is varied; 1,000 draws with the engine's seed unless given.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    MissingDataError
        If values or territories are absent.
    """
    settings = settings or RobustnessSettings()
    territories = read_territories(data)
    catalogue = load_catalogue()
    written, summaries = [], []
    for done, level in enumerate(MAPPED_LEVELS):
        progress(done / len(MAPPED_LEVELS), f"solidité des rangs : {level.plural}")
        rows = territories[territories["level"] == level.value].set_index("code")
        scores = objective_scores(
            latest(read_values(level.value, data)),
            rows["population"],
            catalogue,
            same_domains=level in COMPARED_STRICTLY,
            own_values=level in RANKED_ON_OWN_VALUES,
        )
        whole = objective_robustness(scores, settings)
        headlines = {
            key: objective_robustness(scores, settings, of=key)
            for key in DIMENSION_KEYS
            if _scored(scores, key)
        }
        domains = {
            key: objective_robustness(scores, settings, of=key) for key in _scored_domains(scores)
        }
        if level.value == FINEST:
            ranks = intervals_table({**headlines, **domains})[RANK_COLUMNS]
            path = data / FOLDER / f"{COMMUNE_DOMAINS}.parquet"
            written.append(write_table(ranks, path, stacked=True))
            headlines = domains = {}
        path = data / FOLDER / f"{level.value}.parquet"
        written.append(
            write_table(
                intervals_table({OVERALL: whole, **headlines, **domains}), path, stacked=True
            )
        )
        summaries.append(summary_table(level, whole, objective_sensitivity(scores, settings)))
    summary = pd.concat(summaries, ignore_index=True)
    written.append(write_table(summary, data / FOLDER / f"{SUMMARY}.parquet"))
    return written


def intervals_table(found: dict[str, ObjectiveRobustness]) -> pd.DataFrame:
    """Stack the intervals of the overall score and of domains, sorted by domain and code."""
    table = pd.concat(
        [result.intervals.reset_index().assign(domain=key) for key, result in found.items()],
        ignore_index=True,
    )
    table = table.sort_values(["domain", "code"], ignore_index=True)
    table[SCORES] = table[SCORES].astype("float64").round(DECIMALS)
    kinds = dict.fromkeys(RANKS, "int32") | dict.fromkeys(SCORES, "float32")
    kinds |= {"code": "str", "domain": "category"}
    return table[INTERVAL_COLUMNS].astype(kinds)


def summary_table(
    level: Level, whole: ObjectiveRobustness, sensitivity: pd.DataFrame
) -> pd.DataFrame:
    """Stack the alternatives, the domains left out and the Sobol indices of one level."""
    parts = (
        alternatives(whole).assign(kind=ALTERNATIVE),
        whole.leave_one_out.rename_axis("item").reset_index().assign(kind=LEFT_OUT),
        sensitivity.rename_axis("item").reset_index().assign(kind=SOBOL),
    )
    table = pd.concat(parts, ignore_index=True).assign(level=level.value)
    table = table.reindex(columns=SUMMARY_COLUMNS)
    numbers = SUMMARY_COLUMNS[3:]
    table[numbers] = table[numbers].astype("float64").round(DECIMALS).astype("float32")
    return table.sort_values(["kind", "item"], ignore_index=True)


def alternatives(whole: ObjectiveRobustness) -> pd.DataFrame:
    """Mean rank shift of the draws that differ from the recipe by one option at most.

    Returns
    -------
    DataFrame
        item (the option, or ``weights`` for none) and mean_shift.
    """
    recipe = whole.recipe
    own = {
        "normalisation": recipe.normalisation.value,
        "treatment": recipe.treatment.value,
        "aggregation": recipe.method_at(OVERALL_LEVEL).value,
    }
    differs = whole.shifts[list(own)].ne(pd.Series(own))
    named = whole.shifts[list(own)].where(differs).bfill(axis=1).iloc[:, 0].fillna(WEIGHTS)
    single = differs.sum(axis=1) <= 1
    means = whole.shifts.loc[single, "mean_shift"].groupby(named[single]).mean()
    return means.rename_axis("item").reset_index()


def _scored(scores: ObjectiveScores, key: str) -> bool:
    rows = scores.scores
    return bool(rows.loc[rows["domain"] == key, "score"].notna().any())


def _scored_domains(scores: ObjectiveScores) -> list[str]:
    nodes = scores.weights
    return [str(code) for code in nodes.index[nodes["level"] == DOMAIN_LEVEL]]
