"""Fragility and partnerships next to those expected, crossed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from atlas.desk.desk import Desk
from atlas.layers.drawn import NOT_ESTABLISHED, CrossedSide, CrossedThirds
from atlas.layers.measure import Measure, Measured, MeasureQuery
from atlas.partnerships.need_response import NEED_RESPONSE as FRAME
from atlas.partnerships.need_response import NeedQuery, need_response
from indicators.base.domains import domain_label
from indicators.partnerships.need_response import Quadrant

_CROSSED = CrossedThirds(
    up=CrossedSide("value", "Fragilité", "sur 100"),
    across=CrossedSide(
        "second",
        "Partenariats",
        "fois l’attendu à cette densité",
        value_decimals=2,
        limit_decimals=2,
    ),
    reading="Rouge : fragile, peu de partenariats ; bleu : l’inverse.",
)


def _answer(desk: Desk, query: MeasureQuery) -> Measured:
    found = need_response(desk, NeedQuery(level=query.level, domain=query.domain))
    columns = {"score": "value", "ratio": "second", "quadrant": "status"}
    return Measured(
        frame=found.frame.rename(columns=columns),
        about=replace(
            found.about, title=f"Fragilité et partenariats – {domain_label(query.domain)}"
        ),
        unit="trois classes d’effectifs égaux pour chaque mesure",
        year="dernières années disponibles",
    )


def _tell(row: Any, _unit: str) -> str:
    return _CROSSED.told(row, NEED_RESPONSE.status_label(row.status))


NEED_RESPONSE = Measure(
    key="need_response",
    label="Fragilité et partenariats croisés",
    answer=_answer,
    statuses={status.value: status.label for status in Quadrant},
    absent=Quadrant.UNKNOWN.value,
    columns=FRAME.pick(
        value="score",
        second="ratio",
        status="quadrant",
        rank_low="rank_low",
        rank_high="rank_high",
        count="count",
        ratio_low="ratio_low",
        ratio_high="ratio_high",
        smoothed_rate="smoothed_rate",
        expected="expected",
    ),
    headings={
        "value": "Score de fragilité",
        "rank_low": "Rang possible, de",
        "rank_high": "à",
        "second": "Partenariats, fois l’attendu à cette densité",
        "ratio_low": "Bas de l’intervalle (95 %)",
        "ratio_high": "Haut de l’intervalle (95 %)",
        "smoothed_rate": "Partenariats pour 10 000 habitants",
        "expected": "Attendus à cette densité",
        "count": "Partenariats comptés",
    },
    drawn=_CROSSED,
    hatches={Quadrant.NOT_DISTINGUISHABLE: (NOT_ESTABLISHED, Quadrant.NOT_DISTINGUISHABLE.label)},
    tell=_tell,
    unclustered="elle montre deux mesures à la fois",
)
