"""What each domain of the index means, and what it owes to density and to poverty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from atlas.desk.desk import Desk
from common.levels import Level
from indicators.base.catalogue import Indicator
from indicators.base.domains import (
    DIMENSIONS,
    DOMAIN_KEYS,
    SCORE_KEYS,
    domain,
    domain_label,
)
from indicators.base.series import index_years
from indicators.scores.correlations import (
    DENSITY,
    POVERTY,
    Correlations,
    both_ways,
    read_correlations,
)

_AGAINST = {"Densité": DENSITY, "Pauvreté": POVERTY}


def meaning_table(desk: Desk, level: Level) -> pd.DataFrame:
    """Say of each domain what being fragile there means and on what its score rests at a level.

    Returns
    -------
    DataFrame
        One row per domain: Domaine, Dimension, Être fragile, Indicateurs (of the index), Années
        (oldest to newest at the level; empty where nothing is known there).
    """
    years = index_years(desk.series, desk.catalogue, level)
    return pd.DataFrame(
        [
            {
                "Domaine": domain_label(key),
                "Dimension": DIMENSIONS[domain(key).dimension].removeprefix("Dimension "),
                "Être fragile, c’est": domain(key).construct.rstrip("."),
                "Indicateurs": " ; ".join(
                    one.label
                    for one in desk.catalogue.values()
                    if one.domain == key and one.in_index
                ),
                "Années": "–".join(dict.fromkeys(str(year) for year in years.get(key, ()))),
            }
            for key in DOMAIN_KEYS
        ]
    )


def score_correlations(desk: Desk) -> pd.DataFrame:
    """Hold the scores of the EPCI against density and poverty.

    Returns
    -------
    DataFrame
        Score, Densité, Pauvreté (Spearman's rank correlation, turned toward fragility; two
        decimals), of the dimensions, the domains and the whole, where they are known.
    """
    rho = both_ways(read_correlations(desk.data))
    keys = [key for key in SCORE_KEYS if (key, DENSITY) in rho]
    rows = [{"Score": domain_label(key), **_against(key, rho)} for key in keys]
    return pd.DataFrame(rows).round(2)


def indicator_correlations(desk: Desk) -> pd.DataFrame:
    """Hold the indicators of the index against density, poverty and their neighbours.

    Returns
    -------
    DataFrame
        Domaine, Indicateur, Densité, Pauvreté, Le plus proche du domaine (label, empty where an
        indicator is alone), Corrélation (with it; null then).
    """
    rho = both_ways(read_correlations(desk.data))
    keys = [key for key in desk.catalogue if (key, DENSITY) in rho]
    rows = []
    for key in keys:
        own = desk.catalogue[key]
        near = closest(key, keys, rho, desk.catalogue)
        rows.append(
            {
                "Domaine": domain_label(own.domain),
                "Indicateur": own.label,
                **_against(key, rho),
                "Le plus proche du domaine": desk.catalogue[near].label if near else "",
                "Corrélation": rho[key, near] if near else None,
            }
        )
    return pd.DataFrame(rows).round(2)


def closest(
    key: str, keys: Sequence[str], rho: Correlations, catalogue: Mapping[str, Indicator]
) -> str:
    """Find the indicator of the same domain that orders places most alike; empty if none does.

    Parameters
    ----------
    key : the indicator.
    keys : those of the index.
    rho : see :func:`indicators.scores.correlations.both_ways`.
    catalogue : indicator by key.
    """
    own = catalogue[key].domain
    others = [one for one in keys if one != key and catalogue[one].domain == own]
    return max(
        (one for one in others if (key, one) in rho),
        key=lambda one: abs(rho[key, one]),
        default="",
    )


def _against(key: str, rho: Correlations) -> dict[str, float | None]:
    return {name: rho.get((key, other)) for name, other in _AGAINST.items()}
