"""Perceived fragility of every territory of a level, by a model that says it is one.

The only covariate is the density of inhabitants, a trait of structure that enters no score. The
objective indicators of the domain would make the felt look like the measured by construction.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from atlas.desk.about import About, about_of
from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import survey_source
from atlas.desk.remade import command_words
from atlas.desk.taken import Taken
from atlas.desk.written import by_territory, named_file
from atlas.divergences.choices import GapQuery, choose
from common.errors import NotAvailableError
from common.french import number
from common.levels import FRANCE_CODE, Level
from indicators.base.domains import domain_label
from indicators.base.status import Status
from indicators.small_area import Benchmark, modelled_perceptions
from indicators.small_area.guards import MINIMUM_AREAS
from indicators.views.perceptions import Survey, perceived
from indicators.views.volunteers import voice_label

COVARIATE = "densite"
MODELLED_COLUMNS = [
    *("name", "value", "low", "high", "se", "direct", "n", "gamma", "synthetic", "status"),
]
METHOD = (
    "Modèle de Fay-Herriot (REML) sur les estimations publiées, variances stabilisées, calé sur la "
    "valeur nationale de l’enquête. Seule covariable : la densité de population. Les indicateurs "
    "du domaine en sont exclus : l’estimation ressemblerait à la mesure par construction. Aucun "
    "écart n’en est tiré."
)


@dataclass(frozen=True)
class ModelledView:
    """Modelled perceptions of the territories of a level.

    Attributes
    ----------
    query, survey : the question, and the survey that lends its answers.
    frame : indexed by code: name; value, low, high, se (0-100; root mean squared error of the
        model, 95 %); direct, n (published estimate and its answers, NaN for none); gamma (share of
        the direct estimate in the value); synthetic (no direct estimate); status (``modelled``).
    reading : French text, how much of the picture is model.
    about : what a reader must know of it.
    """

    query: GapQuery
    survey: Survey
    frame: pd.DataFrame
    reading: str
    about: About


def can_be_modelled(desk: Desk, query: GapQuery) -> bool:
    """Whether enough territories are published to fit a model, and some are left to estimate."""
    felt = _direct(desk, query, choose(desk, query))
    known = int(felt["value"].notna().sum())
    return MINIMUM_AREAS <= known < len(desk.territories_of(query.level))


def modelled_view(desk: Desk, query: GapQuery) -> ModelledView:
    """Estimate what was not published from what was (Fay-Herriot, benchmarked to the country).

    Raises
    ------
    NotAvailableError
        If there is too little to borrow strength from.
    """
    key = choose(desk, query)
    return desk.once(
        ("modelled", *query.words, key), lambda: _modelled(desk, query, desk.surveys[key])
    )


def _modelled(desk: Desk, query: GapQuery, survey: Survey) -> ModelledView:
    felt = _direct(desk, query, survey.key)
    territories = desk.territories_of(query.level).sort_index()
    people = territories["population"].astype("float64")
    country = perceived(
        desk.estimates, survey.key, query.domain, query.group, Level.FRANCE.value
    ).reindex([FRANCE_CODE])["value"]
    if country.isna().any():
        raise NotAvailableError(
            "Estimation modélisée impossible : l’enquête ne publie pas de valeur nationale sur "
            "laquelle la caler."
        )
    density = pd.DataFrame({COVARIATE: np.log10(people / territories["area_km2"])})
    frame = modelled_perceptions(
        felt,
        density,
        query.domain,
        desk.catalogue,
        benchmark=Benchmark("difference", people, float(country.iloc[0])),
    )
    frame.insert(0, "name", territories["name"].reindex(frame.index))
    frame = frame.assign(direct=felt["value"], n=felt["n"])[MODELLED_COLUMNS]
    return ModelledView(
        query=query,
        survey=survey,
        frame=frame,
        reading=modelled_reading(frame, query.level),
        about=about_of(
            desk,
            f"Estimation modélisée du ressenti – {domain_label(query.domain)}, "
            f"{voice_label(query.group, [survey.kind])}, par {query.level.label}",
            method=METHOD,
            note=" ".join(survey.caveats),
            sources=(survey_source(desk, survey),),
            surveys=[survey],
            command=command_words("table", "modelled", **query.options()),
        ),
    )


def modelled_reading(frame: pd.DataFrame, level: Level) -> str:
    """Say how much of the picture is model, and how far it may be wrong.

    Parameters
    ----------
    frame : columns se and synthetic.
    level : level of the territories.
    """
    alone, helped = frame[frame["synthetic"]], frame[~frame["synthetic"]]
    return (
        f"Pour {number(len(alone))} des {number(len(frame))} {level.plural}, aucune réponse n’est "
        "publiée : la valeur n’est que celle du modèle, à ± "
        f"{number(_half_width(alone))} points près en médiane (intervalle à 95 %). Pour les "
        f"{number(len(helped))} autres, le modèle complète les réponses, à ± "
        f"{number(_half_width(helped))} points près."
    )


def taken_modelled(view: ModelledView) -> Taken:
    """Lay out modelled perceptions, to be written as a table.

    Returns
    -------
    Taken
        One row per territory: territory (``level:code``), code, the columns of
        :class:`ModelledView`, reading (that it is a model's), domain, group, survey.
    """
    rows = by_territory(view.frame, view.query.level).assign(
        reading=Status.MODELLED.label,
        domain=view.query.domain,
        group=view.query.group,
        survey=view.survey.title,
    )
    return Taken("modele", rows.round(6), view.about)


def modelled_name(view: ModelledView, extension: str) -> str:
    """Name the file by the question and the survey; ``extension`` is without a dot."""
    query = view.query
    parts = ["modele", query.level.value, query.domain, query.group, view.survey.key]
    return named_file(parts, view.about, extension)


def _direct(desk: Desk, query: GapQuery, survey: str) -> pd.DataFrame:
    """Published estimates with a margin; unpublished ones hold no number."""
    felt = perceived(desk.estimates, survey, query.domain, query.group, query.level.value)
    known = felt["value"].notna() & felt["se"].notna()
    table: pd.DataFrame = felt.loc[known, ["value", "se", "n"]]
    return table.reindex(desk.territories_of(query.level).sort_index().index)


def _half_width(rows: pd.DataFrame) -> float:
    """Median half-width of the 95 % intervals."""
    return float(((rows["high"] - rows["low"]) / 2).median())
