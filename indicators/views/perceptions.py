"""Perceived fragility: what the surveys measured, at the level where they measured it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import pandas as pd

from common.errors import InvalidDataError, NotAvailableError, UnknownNameError
from common.levels import level_label
from common.parquet_tables import read_table
from common.table_schema import Field, TableSchema
from common.tables import table_path
from indicators.base.domains import domain_label
from indicators.base.groups import group_label
from indicators.base.survey_kind import SurveyKind
from indicators.survey.publication import EstimateStatus
from indicators.survey.question import OVERALL_QUESTION, SHARE_UNIT, is_notes_unit, notes_unit

SURVEYS_FILE = "perceptions/surveys.json"
ESTIMATES_FILE = "perceptions/estimates.parquet"
KEY = ["survey", "group", "domain", "level", "code"]
ESTIMATES = TableSchema(
    "what a group answered on a domain in a territory; a row whose status has no value carries no "
    "number at all",
    ("survey", "group", "domain", "level", "code"),
    (
        Field("survey", "str", "key of the survey in ``surveys.json``"),
        Field("group", "str", "key of the respondents (:mod:`indicators.base.groups`)"),
        Field("domain", "str", "key of the domain, or ``ensemble``"),
        Field("level", "str", "level of the territory, ``france`` for the whole country"),
        Field("code", "str", "its code, ``FR`` for the whole country"),
        Field("year", "int16", "year of the answers"),
        Field("value", "float64", "perceived fragility", "0-100, 100 the most", "see status"),
        Field("se", "float64", "standard error of the value", "points", "no margin"),
        Field("low", "float64", "lower bound, 95 %", "0-100", "no margin"),
        Field("high", "float64", "upper bound, 95 %", "0-100", "no margin"),
        Field("n", "float64", "answers", absent="the producer gives none"),
        Field("n_eff", "float64", "effective answers", absent="the producer gives none"),
        Field("raw_value", "float64", "estimate in the unit of the question", absent="see status"),
        Field("raw_unit", "str", "this unit, in French, which :func:`answer_scale` reads"),
        Field("status", "str", ":class:`indicators.survey.publication.EstimateStatus`"),
        Field("demonstration", "bool", "whether the answers were drawn by a program"),
    ),
    file=ESTIMATES_FILE,
)
COLUMNS = ESTIMATES.names


#: Units of the indices that others compiled: quality of the services of a région (European Quality
#: of Government Index), people who can rely on someone (OECD).
EQI_UNIT = "indice de qualité perçue, en écarts-types entre régions d’Europe"
OECD_UNIT = "part des habitants (0-1)"


class AnswerScale(StrEnum):
    """What an estimate was made of, before it was brought to 0-100."""

    SHARE = "share"
    """Share of the respondents who say yes, or who rank the domain among their priorities."""
    NOTES = "notes"
    """Mean of notes."""
    DOMAINS = "domains"
    """Mean of the domains, for the whole."""
    COMPILED = "compiled"
    """Index that others compiled."""

    @property
    def has_middle(self) -> bool:
        """Whether its middle parts who sees a fragility from who does not."""
        return self is not AnswerScale.COMPILED


_SCALES = {
    SHARE_UNIT: AnswerScale.SHARE,
    OVERALL_QUESTION.unit: AnswerScale.DOMAINS,
    EQI_UNIT: AnswerScale.COMPILED,
    OECD_UNIT: AnswerScale.COMPILED,
}


@dataclass(frozen=True)
class Survey:
    """What a reader must know of a survey.

    Attributes
    ----------
    key, title, producer, licence, url : identification.
    kind : what its sample is; demonstration : whether the answers were drawn by a program.
    mention : the sentence that must go with every figure.
    wave, start, end, mode : name of the wave, field dates (ISO or empty), mode of collection.
    groups, levels, domains : what the estimates cover.
    caveats : sentences to show with the figures.
    """

    key: str
    title: str
    producer: str
    licence: str
    url: str
    kind: SurveyKind
    demonstration: bool
    mention: str
    wave: str
    start: str
    end: str
    mode: str
    groups: tuple[str, ...]
    levels: tuple[str, ...]
    domains: tuple[str, ...]
    caveats: tuple[str, ...]


def read_surveys(data: Path) -> dict[str, Survey]:
    """Read what is known of each survey.

    Parameters
    ----------
    data : the folder ``data/``.

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.table_path`.
    """
    text = table_path(data, SURVEYS_FILE).read_text(encoding="utf-8")
    entries: dict[str, dict[str, Any]] = json.loads(text)
    return {key: _survey(key, entry) for key, entry in entries.items()}


def read_estimates(data: Path) -> pd.DataFrame:
    """Read the published estimates: :data:`ESTIMATES`.

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.table_path`.
    """
    return read_table(table_path(data, ESTIMATES_FILE))


def answer_scale(raw_unit: str) -> AnswerScale:
    """Tell what the answers behind an estimate are, by the unit that is stored with it.

    Raises
    ------
    InvalidDataError
        If the unit is none of those that are known.

    Examples
    --------
    >>> answer_scale("moyenne de notes de 1 à 5").has_middle, answer_scale(EQI_UNIT).has_middle
    (True, False)
    """
    if is_notes_unit(raw_unit):
        return AnswerScale.NOTES
    if raw_unit not in _SCALES:
        known = " ; ".join(f"« {unit} »" for unit in (*_SCALES, notes_unit(0, 10)))
        raise InvalidDataError(
            ESTIMATES_FILE,
            [
                f"raw_unit : « {raw_unit} » n’est pas une unité connue. Attendu : {known} (bornes "
                "au choix). Pour un domaine, retirez « unit » de la question dans design.toml."
            ],
        )
    return _SCALES[raw_unit]


def choose_survey(
    estimates: pd.DataFrame, surveys: dict[str, Survey], domain: str, group: str, level: str
) -> str:
    """Choose the survey that answers for a domain, a group and a level.

    The order is that of their kinds, then the most recent year, then the key; a survey counts if it
    has at least one value to show there.

    Returns
    -------
    str
        Key of the survey.

    Raises
    ------
    NotAvailableError
        If none answers; the message says at what level the domain was measured, if at all.
    UnknownNameError
        If the domain or the group does not exist.
    """
    about = f"{domain_label(domain)} », {group_label(group)}"
    shown = estimates["status"].isin([s.value for s in EstimateStatus if s.has_value])
    asked = estimates[shown & (estimates["domain"] == domain) & (estimates["group"] == group)]
    here = asked[asked["level"] == level]
    if len(here):
        return best_survey(here, surveys)
    place = level_label(level)
    if asked.empty:
        raise NotAvailableError(
            f"Aucune enquête ne publie la perception « {about} ; il faudrait une enquête "
            "qui pose la question à ce groupe, avec au moins 30 réponses par territoire."
        )
    existing = " ; ".join(
        f"{level_label(str(name))} ({', '.join(sorted(surveys[key].title for key in keys))})"
        for name, keys in asked.groupby("level")["survey"].unique().items()
    )
    raise NotAvailableError(
        f"La perception « {about} n’est pas publiée au niveau {place}. "
        f"Elle l’est au niveau : {existing}."
    )


def best_survey(estimates: pd.DataFrame, surveys: dict[str, Survey]) -> str:
    """Choose among the surveys of some estimates: by kind, then the most recent year.

    Parameters
    ----------
    estimates : at least one row; columns survey and year are used.
    surveys : by key.
    """
    years = {str(key): int(year) for key, year in estimates.groupby("survey")["year"].max().items()}
    return min(years, key=lambda key: (surveys[key].kind.priority, -years[key], key))


def perceived(
    estimates: pd.DataFrame, survey: str, domain: str, group: str, level: str
) -> pd.DataFrame:
    """Give the estimates of one survey for a domain, a group and a level.

    Returns
    -------
    DataFrame
        Indexed by code, sorted: value, se, low, high, n, n_eff, raw_value, raw_unit, status, year,
        demonstration. Empty when the survey says nothing there.

    Raises
    ------
    UnknownNameError
        If there is no such survey in the estimates.
    """
    known = estimates["survey"].unique()
    if survey not in known:
        raise UnknownNameError("l’enquête", survey, sorted(known))
    rows = estimates[
        (estimates["survey"] == survey)
        & (estimates["domain"] == domain)
        & (estimates["group"] == group)
        & (estimates["level"] == level)
    ]
    columns = [name for name in COLUMNS if name not in KEY]
    return rows.set_index("code")[columns].sort_index()


def _survey(key: str, entry: dict[str, Any]) -> Survey:
    lists = ("groups", "levels", "domains", "caveats")
    read_lists = {name: tuple(entry[name]) for name in lists}
    return Survey(key=key, **{**entry, **read_lists, "kind": SurveyKind(entry["kind"])})
