"""Perceived fragility: what the surveys measured, at the level where they measured it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
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
from indicators.base.questions import PublishedQuestion, load_questions
from indicators.base.survey_kind import SurveyKind
from indicators.survey.publication import EstimateStatus
from indicators.survey.question import OVERALL_QUESTION, SHARE_UNIT, is_notes_unit, notes_unit

SURVEYS_FILE = "perceptions/surveys.json"
ESTIMATES_FILE = "perceptions/estimates.parquet"
#: Estimates under the ODbL, which is share-alike: they stay in a file of their own.
ODBL_ESTIMATES_FILE = "perceptions/odbl/estimates.parquet"
KEY = ["survey", "question", "group", "age", "level", "code"]
#: Key of the estimates that stand for domains (:func:`of_domains`).
DOMAIN_KEY = ["survey", "group", "domain", "level", "code"]
#: Ages that an estimate may be of; empty for everyone who could answer.
EQUAL_AGE = "equal_25_plus"
AGES = {
    "": "tous les âges interrogés",
    "5_24": "5 à 24 ans",
    "25_59": "25 à 59 ans",
    "60_plus": "60 ans ou plus",
    EQUAL_AGE: "25 ans ou plus, à âge égal",
}
ESTIMATES = TableSchema(
    "what a group answered to a question in a territory; a row whose status has no value carries "
    "no number at all",
    ("survey", "question", "group", "age", "level", "code"),
    (
        Field("survey", "str", "key of the survey in ``surveys.json``"),
        Field(
            "question", "str",
            "key of the question in ``indicators/questions.toml``; ``SURVEY_DOMAIN`` where a "
            "survey that asks about the domains themselves is not there",
        ),
        Field("domain", "str", "what it is about (:data:`indicators.base.questions.SUBJECTS`)"),
        Field("group", "str", "key of the respondents (:mod:`indicators.base.groups`)"),
        Field("age", "str", "age of those asked: a key of :data:`AGES`"),
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
        Field(
            "covered", "float64", "part of what the producer counts that the estimate rests on",
            "0-1", "all of it",
        ),
        Field("demonstration", "bool", "whether the answers were drawn by a program"),
    ),
    file=ESTIMATES_FILE,
)  # fmt: skip
ODBL_ESTIMATES = replace(ESTIMATES, file=ODBL_ESTIMATES_FILE)
COLUMNS = ESTIMATES.names


class AnswerScale(StrEnum):
    """What an estimate was made of, before it was brought to 0-100."""

    SHARE = "share"
    """Share of the respondents who say yes, or who rank the domain among their priorities."""
    NOTES = "notes"
    """Mean of notes."""
    DOMAINS = "domains"
    """Mean of the domains, for the whole."""
    COMPILED = "compiled"
    """Index, or prevalence, that others compiled."""

    @property
    def has_middle(self) -> bool:
        """Whether its middle parts who sees a fragility from who does not."""
        return self is not AnswerScale.COMPILED


@cache
def _scales() -> dict[str, AnswerScale]:
    """Scale of each unit but notes: the units that published questions declare, and the engine's.

    A unit of one's own marks what no middle parts: an index, the prevalence of an illness.
    """
    declared = {question.unit for question in load_questions().values() if question.unit}
    return dict.fromkeys(declared, AnswerScale.COMPILED) | {
        SHARE_UNIT: AnswerScale.SHARE,
        OVERALL_QUESTION.unit: AnswerScale.DOMAINS,
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


def read_estimates(data: Path, surveys: Sequence[str] | None = None) -> pd.DataFrame:
    """Read the published estimates of every question, those under the ODbL included.

    Parameters
    ----------
    data : folder of the product's tables.
    surveys : keys of those to keep; all of them if not given.

    Returns
    -------
    DataFrame
        :data:`ESTIMATES`, sorted by key.

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.table_path`.
    """
    files = (ESTIMATES_FILE, ODBL_ESTIMATES_FILE)
    where = None if surveys is None else {"survey": surveys}
    tables = [read_table(table_path(data, name), where=where) for name in files]
    return pd.concat(tables, ignore_index=True).sort_values(KEY, ignore_index=True)


def of_domains(estimates: pd.DataFrame, questions: Mapping[str, PublishedQuestion]) -> pd.DataFrame:
    """Keep, of each survey, the one question that stands for each domain, at equal age.

    Parameters
    ----------
    estimates : :data:`ESTIMATES`.
    questions : the catalogue; a question that is not there asks about its domain as such.

    Returns
    -------
    DataFrame
        The same columns; survey, group, domain, level and code are then a key, by which it is
        sorted.
    """
    silent = [key for key, one in questions.items() if not one.tells_domain]
    kept = estimates[~estimates["question"].isin(silent) & estimates["age"].isin(["", EQUAL_AGE])]
    return kept.sort_values(DOMAIN_KEY, ignore_index=True)


def answer_scale(raw_unit: str) -> AnswerScale:
    """Tell what the answers behind an estimate are, by the unit that is stored with it.

    Raises
    ------
    InvalidDataError
        If the unit is none of those that are known.

    Examples
    --------
    >>> answer_scale("moyenne de notes de 1 à 5").has_middle
    True
    >>> answer_scale("part des personnes (0-1)").has_middle
    False
    """
    if is_notes_unit(raw_unit):
        return AnswerScale.NOTES
    scales = _scales()
    if raw_unit not in scales:
        known = " ; ".join(f"« {unit} »" for unit in (*scales, notes_unit(0, 10)))
        raise InvalidDataError(
            ESTIMATES_FILE,
            [
                f"raw_unit : « {raw_unit} » n’est pas une unité connue. Attendu : {known} (limites "
                "au choix). Pour un domaine, retirez « unit » de la question dans design.toml."
            ],
        )
    return scales[raw_unit]


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

    Parameters
    ----------
    estimates : those that stand for domains (:func:`of_domains`).

    Returns
    -------
    DataFrame
        Indexed by code, sorted: year, value, se, low, high, n, n_eff, raw_value, raw_unit, status,
        covered, demonstration. Empty when the survey says nothing there.

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
    columns = [name for name in COLUMNS if name not in (*KEY, "domain")]
    return rows.set_index("code")[columns].sort_index()


def _survey(key: str, entry: dict[str, Any]) -> Survey:
    lists = ("groups", "levels", "domains", "caveats")
    read_lists = {name: tuple(entry[name]) for name in lists}
    return Survey(key=key, **{**entry, **read_lists, "kind": SurveyKind(entry["kind"])})
