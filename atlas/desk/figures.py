"""Figures that several answers rest on: scores, gaps, indicators, and where they come from."""

from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.provenance import Source
from common.errors import UnknownNameError
from common.levels import Level
from indicators.base.catalogue import Indicator
from indicators.base.domains import OVERALL
from indicators.views.gaps import gap
from indicators.views.perceptions import Survey, perceived

#: Normal quantile of the bounds that the robustness tables store (5 % and 95 %).
NORMAL_95 = 1.6448536269514722
SCORE_UNIT = "score de 0 (le moins fragile) à 100 (le plus fragile)"
GAP_FRAME_COLUMNS = [
    *("value", "se", "low", "high", "p_value", "distinguishable", "gap_points", "status"),
    *("objective", "perceived", "n"),
]


def objective_frame(desk: Desk, level: Level, domain_key: str) -> pd.DataFrame:
    """Objective scores of one domain.

    Returns
    -------
    DataFrame
        Indexed by code: value (0-100), rank (1 = most fragile), ranked, available, expected,
        status, rank_low and rank_high (Int64, the 5-95 % interval over the choices of the recipe,
        null where none is stored).
    """
    rows = as_layer_columns(desk.domain_scores(level, domain_key))
    intervals = desk.rank_intervals(level)
    own = intervals[intervals["domain"] == domain_key].set_index("code").drop(columns="domain")
    return rows.join(own)


def as_layer_columns(scores: pd.DataFrame) -> pd.DataFrame:
    """Columns of a layer, of the scores of one domain with any recipe, indexed by code."""
    return scores.rename(columns={"score": "value"}).drop(columns="domain")


def gap_frame(desk: Desk, survey: str, level: Level, domain_key: str, group: str) -> pd.DataFrame:
    """Gap between perceived and objective fragility where the survey publishes both.

    Returns
    -------
    DataFrame
        Indexed by code: value (the gap, in standard deviations), se, low, high, p_value,
        distinguishable, gap_points, status (:class:`indicators.views.gaps.GapStatus`), objective,
        perceived (both 0-100), n.

    Raises
    ------
    NotAvailableError
        If too few territories of the level have both sides.
    """
    return gap_table(desk, survey, level, domain_key, group)[GAP_FRAME_COLUMNS]


def gap_table(desk: Desk, survey: str, level: Level, domain_key: str, group: str) -> pd.DataFrame:
    """Give all that is known of a gap: :func:`gap_frame`, and both sides in standard deviations.

    Both errors enter: that of sampling, and that of the choices of the index (half of the stored
    5-95 % interval of the score, over 1.645; a score without interval is taken as known).

    Returns
    -------
    DataFrame
        The columns of :func:`gap_frame`, then objective_z, objective_z_se, perceived_z,
        perceived_z_se.
    """
    key = ("gap", survey, level, domain_key, group)
    return desk.once(key, lambda: _gap_table(desk, survey, level, domain_key, group))


def _gap_table(desk: Desk, survey: str, level: Level, domain_key: str, group: str) -> pd.DataFrame:
    felt = perceived(desk.estimates, survey, domain_key, group, level.value)
    scores = objective_frame(desk, level, domain_key)["value"].reindex(felt.index)
    population = desk.territories_of(level)["population"].astype("float64")
    errors = objective_errors(desk, level, domain_key).reindex(felt.index).fillna(0.0)
    table = gap(scores, felt, population, errors).rename(columns={"gap": "value"})
    both = table["value"].notna()
    return table.assign(
        objective=scores.where(both), perceived=felt["value"].where(both), n=felt["n"].where(both)
    )


def objective_errors(desk: Desk, level: Level, domain_key: str) -> pd.Series:
    """Standard error of the scores of a domain over the choices of the recipe, by code.

    The choices move all the territories together; taken as independent errors they are counted
    in full, which names fewer gaps.
    """
    stored = desk.score_intervals(level)
    rows = stored[stored["domain"] == domain_key].set_index("code")
    return (rows["score_high"] - rows["score_low"]) / (2 * NORMAL_95)


def find_indicator(desk: Desk, key: str) -> Indicator:
    """Find an indicator by its key.

    Raises
    ------
    UnknownNameError
        If the catalogue has none of that name.
    """
    try:
        return desk.catalogue[key]
    except KeyError:
        raise UnknownNameError("l’indicateur", key, list(desk.catalogue)) from None


def index_indicators(desk: Desk, domain_key: str) -> list[Indicator]:
    """List the indicators that enter a domain's score (or the overall score)."""
    return [
        indicator
        for indicator in desk.catalogue.values()
        if indicator.in_index and domain_key in (OVERALL, indicator.domain)
    ]


def indicator_sources(indicators: list[Indicator]) -> tuple[Source, ...]:
    """List the origins of indicators, one line for each producer and licence."""
    years: dict[tuple[str, str], set[int]] = {}
    for indicator in indicators:
        years.setdefault((indicator.producer, indicator.licence), set()).add(indicator.year)
    return tuple(
        Source(producer, "", year_span(found), licence)
        for (producer, licence), found in sorted(years.items())
    )


def survey_source(desk: Desk, survey: Survey) -> Source:
    """Give the origin of a survey's figures."""
    years = desk.once(
        ("survey years", survey.key),
        lambda: set(desk.estimates.loc[desk.estimates["survey"] == survey.key, "year"]),
    )
    return Source(survey.producer, survey.title, year_span(years), survey.licence)


def years_of(indicators: list[Indicator]) -> str:
    """Write the years of indicators, ``2019-2022``."""
    return year_span({indicator.year for indicator in indicators})


def year_span(years: set[int]) -> str:
    """Write the first and the last of some years.

    >>> year_span({2022, 2019}), year_span({2022})
    ('2019-2022', '2022')
    """
    return str(min(years)) if len(years) == 1 else f"{min(years)}-{max(years)}"
