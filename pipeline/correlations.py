"""Build ``data/indicators/correlations.parquet``: what the index says like density or poverty."""

from __future__ import annotations

from pathlib import Path

from common.levels import Level
from geo.territories import read_territories
from indicators.base.catalogue import load_catalogue
from indicators.base.values import latest, read_values
from indicators.scores.correlations import DENSITY, FILE, POVERTY, index_correlations
from indicators.scores.objective import objective_scores
from pipeline.parquet import write_table

LEVEL = Level.EPCI
_POVERTY_RATE = "taux_pauvrete"


def build_correlations(sources: Path, data: Path) -> Path:
    """Write the correlations of the default index among the EPCI.

    Parameters
    ----------
    sources : not used; every step has the same parameters.
    data : folder of the product's tables, which already holds ``boundaries/`` and
        ``indicators/values``.

    Raises
    ------
    MissingDataError
        If values or territories are absent.
    """
    territories = read_territories(data)
    of_level = territories[territories["level"] == LEVEL].set_index("code")
    values = latest(read_values(LEVEL.value, data))
    scores = objective_scores(values, of_level["population"], load_catalogue())
    poverty = values[values["indicator"].astype("str") == _POVERTY_RATE]
    context = {
        DENSITY: of_level["population"].astype("float64") / of_level["area_km2"],
        POVERTY: poverty.set_index(poverty["code"].astype("str"))["value"],
    }
    return write_table(index_correlations(scores, context), data / FILE)
