"""Objective fragility: the score of a domain and its rank."""

from __future__ import annotations

from typing import Any

import pandas as pd

from atlas.desk.about import about_of
from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import index_indicators, indicator_sources, years_of
from atlas.desk.score_frames import OBJECTIVE_FRAME, SCORE_UNIT, objective_frame
from atlas.desk.wording import rank_phrase
from atlas.layer.measure import Measure, Measured, MeasureQuery
from common.french import number
from indicators.base.domains import domain_label
from indicators.scores.domain_scores import ScoreStatus
from indicators.scores.objective import default_recipe


def _answer(desk: Desk, query: MeasureQuery) -> Measured:
    indicators = index_indicators(desk, query.domain)
    return Measured(
        frame=objective_frame(desk, query.level, query.domain),
        about=about_of(
            desk,
            f"Fragilité objective – {domain_label(query.domain)}",
            method=(
                "Moyenne des rangs centiles pondérés par la population, parmi les territoires du "
                "même niveau, des indicateurs du domaine retenus dans l’indice."
            ),
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
    label="Fragilité objective",
    answer=_answer,
    statuses={status.value: status.label for status in ScoreStatus},
    absent=ScoreStatus.INSUFFICIENT.value,
    columns=OBJECTIVE_FRAME.pick(
        *("value", "rank", "ranked", "available", "expected", "status"),
        *("rank_low", "rank_high"),
    ),
    headings={
        "value": "Score",
        "rank": "Rang (1 = le plus fragile)",
        "rank_low": "Rang possible, de",
        "rank_high": "à",
        "available": "Données présentes",
        "expected": "Données attendues",
    },
    tell=_tell,
)
