"""The plain measures: one function each, from the desk's tables to values by territory code."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from atlas.desk.about import About, about_of
from atlas.desk.desk import Desk
from atlas.desk.figures import (
    GAP_FRAME_COLUMNS,
    SCORE_UNIT,
    find_indicator,
    gap_frame,
    index_indicators,
    indicator_sources,
    objective_frame,
    survey_source,
    year_span,
    years_of,
)
from atlas.desk.query import LayerQuery
from atlas.desk.wording import NOT_MEASURED
from common.errors import NotAvailableError, UnknownNameError
from common.levels import Level
from indicators.base.domains import domain_label
from indicators.base.groups import GROUPS
from indicators.base.status import Status
from indicators.base.values import available_years
from indicators.scores.domain_scores import ScoreStatus
from indicators.scores.objective import default_recipe
from indicators.views.gaps import GapStatus
from indicators.views.perceptions import Survey, choose_survey, perceived


@dataclass(frozen=True)
class Measured:
    """Values of one measure at one level, for the whole country.

    Attributes
    ----------
    frame : indexed by code, with ``value``, ``status`` and the columns of the measure.
    about : what a reader must know of them.
    unit, year : French texts.
    absent_status : status of the territories that are not in ``frame``.
    """

    frame: pd.DataFrame
    about: About
    unit: str
    year: str
    absent_status: str = Status.MISSING.value


def answer_objective(desk: Desk, query: LayerQuery) -> Measured:
    """Answer with the objective scores of a domain."""
    frame = objective_frame(desk, query.level, query.domain)
    return Measured(
        frame=frame,
        about=about_of(
            desk,
            f"Fragilité objective – {domain_label(query.domain)}",
            method=(
                "Moyenne des rangs centiles pondérés par la population, parmi les territoires du "
                "même niveau, des indicateurs du domaine retenus dans l’indice."
            ),
            sources=indicator_sources(index_indicators(desk, query.domain)),
            recipe=default_recipe(),
        ),
        unit=SCORE_UNIT,
        year=years_of(index_indicators(desk, query.domain)),
        absent_status=ScoreStatus.INSUFFICIENT.value,
    )


def answer_perceived(desk: Desk, query: LayerQuery) -> Measured:
    """Answer with what a survey publishes of a domain."""
    survey = _survey(desk, query)
    frame = perceived(desk.estimates, survey.key, query.domain, query.group, query.level.value)
    return Measured(
        frame=frame.drop(columns=["raw_unit", "year", "demonstration"]),
        about=about_of(
            desk,
            f"Fragilité perçue, {GROUPS[query.group]} – {domain_label(query.domain)}",
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
        absent_status=NOT_MEASURED,
    )


def answer_gap(desk: Desk, query: LayerQuery) -> Measured:
    """Answer with the gap between both."""
    survey = _survey(desk, query)
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
            f"Écart perçu – objectif, {GROUPS[query.group]} – {domain_label(query.domain)}",
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
        unit="écarts types (positif : perçu plus fragile que mesuré)",
        year=f"{source.year} (perçu) ; {years_of(indicators)} (objectif)",
        absent_status=GapStatus.NOT_PUBLISHABLE.value,
    )


def answer_indicator(desk: Desk, query: LayerQuery) -> Measured:
    """Answer with the values of one indicator."""
    indicator = find_indicator(desk, str(query.indicator))
    rows = desk.indicator_values(query.level, indicator.key)
    years = available_years(rows).get(indicator.key)
    if not years:
        raise NotAvailableError(
            f"« {indicator.label} » n’existe pas au niveau {query.level.label} : "
            f"son niveau le plus fin est {Level(indicator.finest).label}."
        )
    year = years[-1] if query.year is None else query.year
    if year not in years:
        raise UnknownNameError("l’année", str(year), [str(y) for y in years])
    frame = rows[rows["year"] == year].set_index("code")[["value", "status"]]
    return Measured(
        frame=frame.assign(status=frame["status"].astype("str")),
        about=about_of(
            desk,
            indicator.label,
            method=indicator.definition,
            sources=indicator_sources([indicator]),
            note=indicator.caveats,
        ),
        unit=indicator.unit,
        year=str(year),
    )


def _survey(desk: Desk, query: LayerQuery) -> Survey:
    key = choose_survey(desk.estimates, desk.surveys, query.domain, query.group, query.level.value)
    return desk.surveys[key]
