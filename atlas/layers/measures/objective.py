"""Objective fragility: the score of a domain and its rank."""

from __future__ import annotations

from typing import Any

import pandas as pd

from atlas.desk.about import about_of
from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import index_indicators, indicator_sources, years_of
from atlas.desk.score_frames import OBJECTIVE_FRAME, SCORE_UNIT, objective_frame
from atlas.desk.score_table import compared_domains
from atlas.desk.wording import rank_phrase
from atlas.layers.measure import Measure, Measured, MeasureQuery
from common.french import listed, number, plural
from common.levels import Level
from indicators.base.domains import AGGREGATE_KEYS, domain, domain_label
from indicators.scores.domain_scores import ScoreStatus
from indicators.scores.objective import default_recipe

_METHOD = (
    "Moyenne des rangs centiles pondérés par la population, parmi les territoires du même niveau, "
    "des indicateurs du domaine retenus dans l’indice."
)


def _made_of(key: str, compared: tuple[str, ...]) -> str:
    """Say of which domains an aggregate is the mean; nothing for a domain."""
    if key not in AGGREGATE_KEYS:
        return ""
    names = listed([domain(one).short for one in compared]) or "aucun"
    return f" Ici, moyenne de {number(len(compared))} {plural(len(compared), 'domaine')} : {names}."


def _left_out(level: Level, left: tuple[str, ...]) -> str:
    """Say which domains cannot be compared over a level; "" where all can."""
    if not left:
        return ""
    names = listed([domain(one).short for one in left])
    return f"Hors du score, faute de données pour plus d’un dixième des {level.plural} : {names}."


def _answer(desk: Desk, query: MeasureQuery) -> Measured:
    compared, left = compared_domains(desk, query.level, query.domain)
    indicators = [one for one in index_indicators(desk, query.domain) if one.domain in compared]
    return Measured(
        frame=objective_frame(desk, query.level, query.domain),
        about=about_of(
            desk,
            f"Fragilité mesurée – {domain_label(query.domain)}",
            method=_METHOD + _made_of(query.domain, compared),
            note=_left_out(query.level, left),
            sources=indicator_sources(indicators),
            recipe=default_recipe(),
        ),
        unit=SCORE_UNIT,
        year=years_of(indicators),
    )


def _tell(row: Any, _unit: str) -> str:
    if pd.isna(row.value):
        return OBJECTIVE.status_label(row.status)
    return f"{number(row.value)} sur 100, {rank_phrase(row.rank, row.ranked)}"


OBJECTIVE = Measure(
    key="objective",
    label="Fragilité mesurée",
    answer=_answer,
    statuses={status.value: status.label for status in ScoreStatus},
    absent=ScoreStatus.INSUFFICIENT.value,
    columns=OBJECTIVE_FRAME.pick(
        *("value", "rank", "ranked", "available", "expected", "status"),
        *("rank_low", "rank_high", "standing"),
    ),
    headings={
        "value": "Score",
        "rank": "Rang (1 = le plus fragile)",
        "rank_low": "Rang possible, de",
        "rank_high": "à",
        "available": "Données présentes",
        "expected": "Données attendues",
    },
    dimensions=True,
    tell=_tell,
)
