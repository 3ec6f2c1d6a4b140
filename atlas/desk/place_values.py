"""The indicator values of any place, and how it scores among those that it is compared with."""

from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.perimeter_values import CODE, perimeter_values
from atlas.desk.place import Place, as_territory
from common.levels import Level, Territory
from geo.perimeter import Perimeter
from indicators.base.domains import SCORE_KEYS
from indicators.scores.index_input import RANKED_ON_OWN_VALUES
from indicators.scores.objective import ObjectiveScores, default_recipe, objective_scores
from indicators.scores.objective_robustness import unit_rank_intervals

_CATEGORIES = ("indicator", "code", "status")


def place_values(desk: Desk, place: Place) -> pd.DataFrame:
    """Give all the values of a place, every year that exists at its level, oldest first.

    Returns
    -------
    DataFrame
        indicator, code, year, value, numerator, denominator, status (texts are plain).
    """
    known = as_territory(place)
    if isinstance(known, Perimeter):
        return perimeter_values(desk, known)
    values = desk.values_of(known)
    return values.astype({"code": "str", "status": "str"})


def latest_years(desk: Desk, level: Level) -> pd.Series:
    """Most recent year of each indicator that exists at a level."""
    series = desk.series
    newest = series[(series["level"] == level.value) & series["newest"]]
    return newest.set_index("indicator")["year"]


def place_scores(desk: Desk, place: Place, values: pd.DataFrame) -> pd.DataFrame:
    """Score a place by domain among the territories of its level.

    A perimeter is one more unit among them, by the same recipe.

    Parameters
    ----------
    desk : the opened data.
    place : what to score.
    values : those of :func:`place_values`.

    Returns
    -------
    DataFrame
        Indexed by domain (16 keys and ``ensemble``): score, rank, ranked, available, expected,
        status (:class:`indicators.scores.domain_scores.ScoreStatus`), rank_low, rank_high (Int64).
    """
    known = as_territory(place)
    if isinstance(known, Perimeter):
        result = scores_with(desk, known, values)
        intervals = unit_rank_intervals(result, CODE)
        scores = result.scores
        return _by_domain(scores[scores["code"] == CODE]).join(intervals)
    intervals = desk.rank_intervals_of(known).set_index("domain")
    return _by_domain(desk.scores_of(known)).join(intervals[["rank_low", "rank_high"]])


def scores_with(desk: Desk, perimeter: Perimeter, values: pd.DataFrame) -> ObjectiveScores:
    """Score the territories of the level of a perimeter, and the perimeter among them.

    Its code is :data:`atlas.desk.perimeter_values.CODE`.
    """
    level = perimeter.level
    others = desk.index_values(level)
    newest = values["indicator"].map(latest_years(desk, level))
    own = values[values["year"] == newest]
    added = {
        name: pd.Categorical(
            own[name], others[name].cat.categories.union(pd.Index(own[name].unique()))
        )
        for name in _CATEGORIES
    }
    same = {name: others[name].cat.set_categories(added[name].categories) for name in _CATEGORIES}
    everyone = pd.concat([others.assign(**same), own.assign(**added)], ignore_index=True)
    population = desk.territories_of(level)["population"].astype("float64")
    population.loc[CODE] = population_of(desk, perimeter)
    return objective_scores(
        everyone,
        population,
        desk.catalogue,
        default_recipe(),
        own_values=level in RANKED_ON_OWN_VALUES,
    )


def population_of(desk: Desk, place: Perimeter | Territory) -> float:
    """Inhabitants of the communes of a place whose population is known."""
    communes = desk.territories_of(Level.COMMUNE)["population"]
    return float(communes[desk.communes(place)].sum())


def _by_domain(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.set_index("domain").drop(columns="code").reindex(list(SCORE_KEYS))
