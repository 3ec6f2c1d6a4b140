"""Perceived fragility: what a survey publishes of a domain."""

from __future__ import annotations

from atlas.desk.about import about_of
from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import survey_source, year_span
from atlas.desk.score_frames import SCORE_UNIT
from atlas.layers.measure import Ask, Measure, Measured, MeasureQuery
from atlas.layers.surveyed import NOT_PUBLISHED, survey_of, survey_title
from geo.map_signs import Hatch
from indicators.survey.publication import EstimateStatus
from indicators.views.perceptions import ESTIMATES, perceived

#: Status of a territory where no survey asked anything.
_NOT_MEASURED = "not_measured"
_WITHHELD = "Non publiée : réponses insuffisantes"


def _answer(desk: Desk, query: MeasureQuery) -> Measured:
    survey = survey_of(desk, query)
    frame = perceived(desk.estimates, survey.key, query.domain, query.group, query.level.value)
    return Measured(
        frame=frame,
        about=about_of(
            desk,
            survey_title("Fragilité perçue", query, survey),
            method=(
                "Estimation par enquête ramenée de 0 à 100, avec un intervalle à 95 % ; "
                "un effectif insuffisant n’est pas publié."
            ),
            sources=(survey_source(desk, survey),),
            surveys=[survey],
            note=" ".join(survey.caveats),
        ),
        unit=SCORE_UNIT,
        year=year_span(set(frame["year"])),
    )


PERCEIVED = Measure(
    key="perceived",
    label="Fragilité perçue",
    answer=_answer,
    statuses={status.value: status.label for status in EstimateStatus}
    | {_NOT_MEASURED: "non mesurée à ce niveau"},
    absent=_NOT_MEASURED,
    columns=ESTIMATES.pick("value", "se", "low", "high", "n", "n_eff", "raw_value", "status"),
    headings={
        "value": "Score perçu",
        "low": "Bas de l’intervalle (95 %)",
        "high": "Haut de l’intervalle (95 %)",
        "n": "Répondants",
    },
    asks=frozenset({Ask.DOMAIN, Ask.GROUP}),
    hatches={
        status: (Hatch.RISING, _WITHHELD) for status in EstimateStatus if not status.has_value
    },
    no_data=NOT_PUBLISHED,
)
