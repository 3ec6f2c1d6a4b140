"""The plain measures: one function each, from the desk's tables to values by territory code."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from atlas.desk import Desk
from atlas.provenance import Source
from atlas.query import LayerQuery
from atlas.wording import NOT_MEASURED
from common.errors import NotAvailableError, UnknownNameError
from geo.levels import Level
from indicators.catalogue import Indicator
from indicators.domain_scores import ScoreStatus
from indicators.domains import OVERALL, domain_label
from indicators.gaps import GapStatus, gap
from indicators.groups import GROUPS
from indicators.objective import ObjectiveScores
from indicators.perceptions import Survey, choose_survey, perceived
from indicators.status import Status
from indicators.values import available_years

#: Normal quantile of the bounds that the robustness tables store (5 % and 95 %).
NORMAL_95 = 1.6448536269514722
SCORE_UNIT = "score de 0 (le moins fragile) à 100 (le plus fragile)"


GAP_FRAME_COLUMNS = [
    *("value", "se", "low", "high", "p_value", "distinguishable", "gap_points", "status"),
    *("objective", "perceived", "n"),
]


@dataclass(frozen=True)
class Measured:
    """Values of one measure at one level, for the whole country.

    Attributes
    ----------
    frame : indexed by code, with ``value``, ``status`` and the columns of the measure.
    absent_status : status of the territories that are not in ``frame``.
    """

    frame: pd.DataFrame
    title: str
    unit: str
    year: str
    method: str
    sources: tuple[Source, ...]
    mentions: tuple[str, ...] = ()
    demonstration: bool = False
    note: str = ""
    absent_status: str = Status.MISSING.value


def answer_objective(desk: Desk, query: LayerQuery) -> Measured:
    """Answer with the objective scores of a domain."""
    frame = objective_frame(desk, query.level, query.domain)
    return Measured(
        frame=frame,
        title=f"Fragilité objective – {domain_label(query.domain)}",
        unit=SCORE_UNIT,
        year=_years(index_indicators(desk, query.domain)),
        method=(
            "Moyenne des rangs centiles pondérés par la population, parmi les territoires du même "
            "niveau, des indicateurs du domaine retenus dans l’indice."
        ),
        sources=indicator_sources(index_indicators(desk, query.domain)),
        absent_status=ScoreStatus.INSUFFICIENT.value,
    )


def objective_frame(desk: Desk, level: Level, domain_key: str) -> pd.DataFrame:
    """Objective scores of one domain.

    Returns
    -------
    DataFrame
        Indexed by code: value (0-100), rank (1 = most fragile), ranked, available, expected,
        status, rank_low and rank_high (Int64, the 5-95 % interval over the choices of the recipe,
        null where none is stored).
    """
    rows = objective_columns(desk.scores(level), domain_key)
    intervals = desk.rank_intervals(level)
    own = intervals[intervals["domain"] == domain_key].set_index("code").drop(columns="domain")
    return rows.join(own)


def objective_columns(result: ObjectiveScores, domain_key: str) -> pd.DataFrame:
    """Columns of a layer in the scores of any recipe: :func:`objective_frame`, but intervals."""
    rows = result.scores[result.scores["domain"] == domain_key].set_index("code")
    return rows.rename(columns={"score": "value"}).drop(columns="domain")


def answer_perceived(desk: Desk, query: LayerQuery) -> Measured:
    """Answer with what a survey publishes of a domain."""
    survey = _survey(desk, query)
    frame = perceived(desk.estimates, survey.key, query.domain, query.group, query.level.value)
    return Measured(
        frame=frame.drop(columns=["raw_unit", "year", "demonstration"]),
        title=f"Fragilité perçue, {GROUPS[query.group]} – {domain_label(query.domain)}",
        unit=SCORE_UNIT,
        year=_span(set(frame["year"])),
        method=(
            "Estimation par enquête ramenée de 0 à 100, avec un intervalle à 95 % ; "
            "un effectif insuffisant n’est pas publié."
        ),
        sources=(survey_source(desk, survey),),
        mentions=(survey.mention,),
        demonstration=survey.demonstration,
        note=" ".join(survey.caveats),
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
        title=f"Écart perçu – objectif, {GROUPS[query.group]} – {domain_label(query.domain)}",
        unit="écarts types (positif : perçu plus fragile que mesuré)",
        year=f"{source.year} (perçu) ; {_years(indicators)} (objectif)",
        method=(
            "Différence des deux fragilités, chacune centrée et réduite sur les mêmes territoires, "
            "au niveau où la perception est mesurée ; intervalle à 95 %, qui compte l’aléa de "
            "l’échantillon et les choix de calcul de l’indice."
        ),
        sources=(source, *indicator_sources(indicators)),
        mentions=(survey.mention,),
        demonstration=survey.demonstration,
        note=note,
        absent_status=GapStatus.NOT_PUBLISHABLE.value,
    )


def gap_frame(desk: Desk, survey: str, level: Level, domain_key: str, group: str) -> pd.DataFrame:
    """Gap between perceived and objective fragility where the survey publishes both.

    Returns
    -------
    DataFrame
        Indexed by code: value (the gap, in standard deviations), se, low, high, p_value,
        distinguishable, gap_points, status (:class:`indicators.gaps.GapStatus`), objective,
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
        title=indicator.label,
        unit=indicator.unit,
        year=str(year),
        method=indicator.definition,
        sources=indicator_sources([indicator]),
        note=indicator.caveats,
    )


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
        Source(producer, "", _span(found), licence)
        for (producer, licence), found in sorted(years.items())
    )


def survey_source(desk: Desk, survey: Survey) -> Source:
    """Give the origin of a survey's figures."""
    years = desk.once(
        ("survey years", survey.key),
        lambda: set(desk.estimates.loc[desk.estimates["survey"] == survey.key, "year"]),
    )
    return Source(survey.producer, survey.title, _span(years), survey.licence)


def _survey(desk: Desk, query: LayerQuery) -> Survey:
    key = choose_survey(desk.estimates, desk.surveys, query.domain, query.group, query.level.value)
    return desk.surveys[key]


def _years(indicators: list[Indicator]) -> str:
    return _span({indicator.year for indicator in indicators})


def _span(years: set[int]) -> str:
    return str(min(years)) if len(years) == 1 else f"{min(years)}-{max(years)}"
