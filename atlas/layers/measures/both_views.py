"""Measured and perceived fragility, crossed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from atlas.desk.desk import Desk
from atlas.layers.drawn import CrossedSide, CrossedThirds
from atlas.layers.measure import Measure, Measured, MeasureQuery
from atlas.layers.measures.gap import GAP, answer_gap
from atlas.layers.surveyed import survey_of, survey_title
from indicators.views.gap_store import GAP_TABLE

_CROSSED = CrossedThirds(
    up=CrossedSide("value", "Fragilité mesurée", "sur 100"),
    across=CrossedSide("second", "Fragilité perçue", "sur 100"),
    reading="Rouge : fragilité mesurée forte, perçue faible ; bleu : l’inverse.",
)


def _answer(desk: Desk, query: MeasureQuery) -> Measured:
    gap = answer_gap(desk, query)
    frame = gap.frame.rename(columns={"value": "gap"})
    title = survey_title("Mesuré et perçu", query, survey_of(desk, query))
    return Measured(
        frame=frame.rename(columns={"objective": "value", "perceived": "second"}),
        about=replace(gap.about, title=title),
        unit="trois classes d’effectifs égaux pour chaque mesure",
        year=gap.year,
    )


def _tell(row: Any, _unit: str) -> str:
    return _CROSSED.told(row, BOTH_VIEWS.status_label(row.status))


BOTH_VIEWS = Measure(
    key="both_views",
    label="Mesuré et perçu croisés",
    answer=_answer,
    statuses=GAP.statuses,
    absent=GAP.absent,
    columns=GAP_TABLE.pick(
        value="objective",
        second="perceived",
        status="status",
        gap="value",
        low="low",
        high="high",
        n="n",
    ),
    headings={
        "value": "Score mesuré",
        "second": "Score perçu",
        "gap": "Écart (perçu moins mesuré)",
        "low": "Bas de l’intervalle (95 %)",
        "high": "Haut de l’intervalle (95 %)",
        "n": "Répondants",
    },
    asks=GAP.asks,
    drawn=_CROSSED,
    hatches=GAP.hatches,
    no_data=GAP.no_data,
    tell=_tell,
    unclustered="elle montre deux mesures à la fois",
)
