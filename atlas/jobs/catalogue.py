"""What a question may name: indicators, questions of surveys, territories; listed and searched."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import pandas as pd

from atlas.desk.about import about_of
from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import indicator_sources, survey_source
from atlas.desk.provenance import IDENTITY_SOURCE, Source
from atlas.desk.remade import command_words
from atlas.desk.series_export import levels_and_years
from atlas.desk.taken import Taken
from geo.search import normalise
from indicators.base.catalogue import SHARE
from indicators.base.groups import GROUPS
from indicators.views.perceptions import Survey

#: Territories given at most: there are 36,500, and a name is soon found.
MOST_TERRITORIES = 50
_INDICATORS = [
    *("key", "label", "domain", "unit", "fragile", "finest", "year", "in_index", "definition"),
    *("caveats", "producer", "licence"),
]
_QUESTIONS = [
    *("key", "wording", "domain", "groups", "survey", "year", "indicators", "not_read_as"),
    *("withdrawn", "producer", "licence", "mention"),
]


class Listed(StrEnum):
    """What is listed."""

    INDICATORS = "indicators"
    QUESTIONS = "questions"
    TERRITORIES = "territories"


def catalogue_rows(desk: Desk, listed: Listed, text: str = "") -> pd.DataFrame:
    """List what a question to the atlas may name.

    Parameters
    ----------
    desk : the opened data.
    listed : which list.
    text : words that a row must all have, accents and case aside; for territories, which are
        otherwise too many, the name, code or postcode that is looked for, typing errors included.

    Returns
    -------
    DataFrame
        The first column is what options take (``key``, or ``place`` written level:code), the second
        what it is called; several values of a cell are separated by a bar.
        Of territories, the :data:`MOST_TERRITORIES` best at most, none without a text.
    """
    if listed is Listed.TERRITORIES:
        return _territories(desk, text)
    rows = _indicators(desk) if listed is Listed.INDICATORS else _questions(desk)
    words = normalise(text).split()
    said = rows.astype("str").agg(" ".join, axis="columns").map(normalise)
    kept = [all(word in row for word in words) for row in said]
    return rows[kept].reset_index(drop=True)


def taken_list(desk: Desk, listed: Listed, text: str = "") -> Taken:
    """Lay out what :func:`catalogue_rows` lists, to be written as a table.

    Returns
    -------
    Taken
        Its rows, under their first column.
    """
    rows = catalogue_rows(desk, listed, text)
    rows = rows.set_index(rows.columns[0])
    title, sources, surveys = _LISTS[listed](desk, [str(key) for key in rows.index])
    about = about_of(
        desk,
        title,
        sources=sources,
        surveys=surveys,
        command=command_words("catalogue", listed.value, *text.split()),
    )
    return Taken("catalogue", rows, about)


def taken_catalogue(desk: Desk) -> Taken:
    """Lay out all the indicators, to be written as a table.

    Returns
    -------
    Taken
        One row per indicator, by key: the columns of :func:`catalogue_rows`, index_reason, years
        (of each level that has values, separated by a bar).
    """
    rows = catalogue_rows(desk, Listed.INDICATORS).set_index("key")
    years = levels_and_years(desk)
    rows = rows.assign(
        index_reason=[desk.catalogue[str(key)].index_reason for key in rows.index],
        years=[
            "|".join(f"{level.value} {told}" for level, told in years[str(key)].items())
            for key in rows.index
        ],
    )
    sources = indicator_sources(list(desk.catalogue.values()))
    about = about_of(
        desk,
        "Catalogue des indicateurs",
        sources=sources,
        command=command_words("table", "catalogue"),
    )
    return Taken("catalogue", rows, about)


def _indicators(desk: Desk) -> pd.DataFrame:
    rows = [
        {
            "key": one.key,
            "label": one.label,
            "domain": one.domain,
            "unit": "%" if one.unit == SHARE else one.unit,
            "fragile": "high" if one.direction > 0 else "low",
            "finest": one.finest,
            "year": one.year,
            "in_index": one.in_index,
            "definition": one.definition,
            "caveats": one.caveats,
            "producer": one.origin,
            "licence": one.licence,
        }
        for one in desk.catalogue.values()
    ]
    return pd.DataFrame(rows, columns=_INDICATORS)


def _questions(desk: Desk) -> pd.DataFrame:
    rows = [
        {
            "key": one.key,
            "wording": one.wording,
            "domain": one.domain,
            "groups": "|".join(GROUPS[group] for group in one.groups),
            "survey": one.survey.title,
            "year": one.survey.year,
            "indicators": "|".join(one.indicators),
            "not_read_as": one.not_read_as,
            "withdrawn": one.withdrawn,
            "producer": one.survey.producer,
            "licence": one.survey.licence,
            "mention": one.survey.mention,
        }
        for one in desk.questions.values()
    ]
    return pd.DataFrame(rows, columns=_QUESTIONS)


#: What a list is called, where its rows come from, and the surveys that they speak of.
_Told = tuple[str, tuple[Source, ...], list[Survey]]


def _of_indicators(desk: Desk, keys: list[str]) -> _Told:
    sources = indicator_sources([desk.catalogue[key] for key in keys])
    return "Catalogue des indicateurs", sources, []


def _of_questions(desk: Desk, keys: list[str]) -> _Told:
    asked = dict.fromkeys(desk.questions[key].survey.key for key in keys)
    surveys = [desk.surveys[key] for key in asked if key in desk.surveys]
    sources = tuple(survey_source(desk, survey) for survey in surveys)
    return "Questions des enquêtes publiées", sources, surveys


def _of_territories(_desk: Desk, _keys: list[str]) -> _Told:
    return "Territoires trouvés", (IDENTITY_SOURCE,), []


_LISTS: dict[Listed, Callable[[Desk, list[str]], _Told]] = {
    Listed.INDICATORS: _of_indicators,
    Listed.QUESTIONS: _of_questions,
    Listed.TERRITORIES: _of_territories,
}


def _territories(desk: Desk, text: str) -> pd.DataFrame:
    found = desk.search_index.find(text, MOST_TERRITORIES if text.strip() else 0)
    return pd.DataFrame(
        {
            "place": found["level"].astype("str") + ":" + found["code"],
            "name": found["name"],
            "within": found["context"],
            "population": found["population"],
            "matched": found["matched"],
        }
    )
