"""Gap: perceived less objective fragility, where a survey publishes both."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from atlas.desk.about import about_of
from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import (
    index_indicators,
    indicator_sources,
    survey_source,
    years_of,
)
from atlas.desk.score_frames import GAP_FRAME_COLUMNS, gap_frame
from atlas.layers.drawn import NOT_ESTABLISHED, FixedClasses
from atlas.layers.measure import Ask, Measure, Measured, MeasureQuery
from atlas.layers.surveyed import NOT_PUBLISHED, survey_of, survey_title
from common import palette
from common.errors import NotAvailableError
from common.french import signed
from indicators.scores.objective import default_recipe
from indicators.views.gap_store import GAP_TABLE
from indicators.views.positions import GAP_UNIT, GapStatus


def answer_gap(desk: Desk, query: MeasureQuery) -> Measured:
    """Answer with the gap between both; the note says why where too few territories compare."""
    survey = survey_of(desk, query)
    indicators = index_indicators(desk, query.domain)
    source = survey_source(desk, survey)
    note = " ".join(survey.caveats)
    try:
        frame = gap_frame(desk, survey.key, query.level, query.domain, query.group)
    except NotAvailableError as error:
        # Too few territories to compare: all are shown as not publishable, and the note says why.
        frame = pd.DataFrame(columns=GAP_FRAME_COLUMNS, dtype="float64").astype({"status": "str"})
        note = f"{error} {note}"
    return Measured(
        frame=frame,
        about=about_of(
            desk,
            survey_title("Écart perçu – mesuré", query, survey),
            method=(
                "Différence des deux fragilités, chacune centrée et réduite sur les mêmes "
                "territoires, au niveau où la perception est mesurée ; intervalle à 95 %, qui "
                "compte l’aléa de l’échantillon et les choix de calcul de l’indice."
            ),
            sources=(source, *indicator_sources(indicators)),
            surveys=[survey],
            recipe=default_recipe(),
            note=note,
        ),
        unit=GAP_UNIT,
        year=f"{source.year} (perçu) ; {years_of(indicators)} (mesuré)",
    )


GAP = Measure(
    key="gap",
    label="Écart entre perçu et mesuré",
    answer=answer_gap,
    statuses={status.value: status.label for status in GapStatus},
    absent=GapStatus.NOT_PUBLISHABLE.value,
    columns=tuple(
        replace(column, dtype="boolean", absent="no gap at all is published")
        if column.dtype == "bool"
        else column
        for column in GAP_TABLE.pick(*GAP_FRAME_COLUMNS)
    ),
    headings={
        "value": "Écart (perçu moins mesuré)",
        "low": "Bas de l’intervalle (95 %)",
        "high": "Haut de l’intervalle (95 %)",
        "objective": "Score mesuré",
        "perceived": "Score perçu",
        "n": "Répondants",
    },
    asks=frozenset({Ask.DOMAIN, Ask.GROUP}),
    drawn=FixedClasses(
        breaks=(-1.5, -0.5, 0.5, 1.5),
        labels=(
            "perçu bien moins fragile (−1,5\u00a0ou\u00a0moins)",
            "perçu moins fragile (−1,5\u00a0à\u00a0−0,5)",
            "perçu comme mesuré (−0,5\u00a0à\u00a0+0,5)",
            "perçu plus fragile (+0,5\u00a0à\u00a0+1,5)",
            "perçu bien plus fragile (plus\u00a0de\u00a0+1,5)",
        ),
        colours=palette.diverging(2, 2, around_zero=True),
        why="Les classes d’un écart sont symétriques et fixes, pour comparer les cartes.",
    ),
    hatches={GapStatus.NOT_DISTINGUISHABLE: (NOT_ESTABLISHED, GapStatus.NOT_DISTINGUISHABLE.label)},
    no_data=NOT_PUBLISHED,
    write=lambda value, _unit: signed(value, 1),
)
