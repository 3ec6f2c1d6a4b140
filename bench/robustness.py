"""Time and memory of the robustness analysis, on synthetic tables of the real sizes.

Run ``python bench/robustness.py``; each size runs in its own process, so that peak memory is its
own. Budgets: 1,000 draws under 5 s for 1,255 territories, under 60 s and 4 GB for 34,875.
"""

from __future__ import annotations

import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from indicators.base.domains import DOMAIN_KEYS
from indicators.scores.objective import objective_scores
from indicators.scores.objective_robustness import objective_robustness, objective_sensitivity

INDICATORS, MISSING = 45, 0.05
SIZES = {"EPCI": (1_255, 5.0), "commune": (34_875, 60.0)}
MEMORY_BUDGET = 4.0


@dataclass(frozen=True)
class Declared:
    """An indicator of the synthetic catalogue."""

    domain: str
    direction: int
    in_index: bool = True
    scale: float = 1.0
    lent_by: str = ""


def synthetic(count: int) -> tuple[pd.DataFrame, pd.Series, dict[str, Declared]]:
    """Make skewed, correlated indicators, some of them missing."""
    generator = np.random.default_rng(0)
    codes = [f"{position:05d}" for position in range(count)]
    catalogue = {
        f"indicateur_{position:02d}": Declared(
            DOMAIN_KEYS[position % len(DOMAIN_KEYS)], 1 if position % 3 else -1
        )
        for position in range(INDICATORS)
    }
    common = generator.normal(size=count)
    frames = []
    for key, declared in catalogue.items():
        latent = 0.5 * declared.direction * common + generator.normal(size=count)
        value = np.where(generator.random(count) < MISSING, np.nan, np.exp(latent))
        frames.append(pd.DataFrame({"indicator": key, "code": codes, "year": 2022, "value": value}))
    values = pd.concat(frames, ignore_index=True)
    values["status"] = np.where(values["value"].isna(), "missing", "observed")
    people = pd.Series(generator.lognormal(6, 1.3, count).round() + 1, index=codes).astype("Int64")
    return values, people, catalogue


def measure(count: int) -> dict[str, float]:
    """Run the analyses on ``count`` territories; seconds and gigabytes."""
    inputs = synthetic(count)
    clock = [time.perf_counter()]
    scores = objective_scores(*inputs)
    clock.append(time.perf_counter())
    result = objective_robustness(scores)
    clock.append(time.perf_counter())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    if count < 10_000:
        objective_sensitivity(scores)
    clock.append(time.perf_counter())
    seconds = np.diff(clock)
    return {
        "scores_s": seconds[0],
        "robustness_s": seconds[1],
        "sobol_s": seconds[2] if count < 10_000 else np.nan,
        "peak_gb": memory,
        "draws": result.settings.draws,
    }


def main() -> int:
    """Print the table; the exit code tells whether the budgets are kept."""
    rows = {}
    for name, (count, _) in SIZES.items():
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            rows[name] = {"territories": count} | pool.submit(measure, count).result()
    table = pd.DataFrame.from_dict(rows, orient="index")
    table["budget_s"] = [seconds for _, seconds in SIZES.values()]
    kept = (table["robustness_s"] < table["budget_s"]) & (table["peak_gb"] < MEMORY_BUDGET)
    print(table.assign(kept=kept).round(2).to_string())
    return 0 if kept.all() else 1


if __name__ == "__main__":
    sys.exit(main())
