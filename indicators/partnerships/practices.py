"""Case studies of alliances: what a record says of a practice, and nothing that it does not say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from common.errors import UnknownNameError
from common.french import fold
from common.parquet_tables import read_table
from common.paths import DATA
from common.table_schema import Field, TableSchema
from common.tables import table_path
from indicators.base.domains import domain
from indicators.partnerships.practice_words import CHANGES, Aim, PracticeType
from indicators.partnerships.records import has_key, places
from indicators.partnerships.vocabulary import Category, Family, Scale

_UNSAID = "the record does not say"
#: The table of ``data/``, and the shape of an organisation's own.
PRACTICES = TableSchema(
    "a case study of an alliance, with what its record says and no more",
    ("practice",),
    (
        Field("practice", "str", "stable identifier, its partnership record’s if it has one"),
        Field("title", "str", "French, one line"),
        Field("summary", "str", "what is done, French", absent=_UNSAID),
        Field("domains", "str", "keys of the domains served, by ``|``; empty if none is stated"),
        Field("category", "str", ":class:`Category`", absent=_UNSAID),
        Field("family", "str", ":class:`Family`", absent=_UNSAID),
        Field("type", "str", ":class:`PracticeType`, of the family", absent=_UNSAID),
        Field("aims", "str", ":class:`Aim`, by ``|``; empty if none is stated"),
        Field("partners", "str", "names as the source has them", absent=_UNSAID),
        Field("profiles", "str", ":class:`PartnerProfile` of the partners, by ``|``; or empty"),
        Field("scale", "str", ":class:`Scale`", absent=_UNSAID),
        Field("territories", "str", "``level:code`` named, by ``|``", absent="not placed"),
        Field("start_year", "Int16", "first year", absent=_UNSAID),
        Field("end_year", "Int16", "last year", absent=_UNSAID),
        Field("innovation", "str", "what changed in innovation, French", absent=_UNSAID),
        Field("performance", "str", "what changed in performance, French", absent=_UNSAID),
        Field("confiance", "str", "what changed in trust, French", absent=_UNSAID),
        Field("source", "str", "what says it, French"),
        Field("producer", "str", "who says it"),
        Field("licence", "str", "its licence"),
        Field("vintage", "str", "its date"),
        Field("link", "str", "page to read", absent="none"),
        Field("reading", "str", "who sorted it, and why", absent="its organisation did"),
        Field("limits", "str", "what the source cannot show", absent="nothing to add"),
    ),
    file="practices/practices.parquet",
)
_SEARCHED = ("title", "summary", "partners", "source", *CHANGES)


@dataclass(frozen=True)
class PracticeFilter:
    """Which practices are asked for; what is None or "" chooses nothing.

    Attributes
    ----------
    domain, category, family, type, aim, scale : keys of their lists.
    words : each of them is somewhere in the texts of the practice, whatever its accents and case.
    """

    domain: str | None = None
    category: str | None = None
    family: str | None = None
    type: str | None = None
    aim: str | None = None
    scale: str | None = None
    words: str = ""


def read_practices(data: Path = DATA) -> pd.DataFrame:
    """Read the practices that public records tell of: :data:`PRACTICES`.

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.table_path`.
    """
    return read_table(table_path(data, PRACTICES.file))


def chosen_practices(
    practices: pd.DataFrame, asked: PracticeFilter, also: pd.Series | None = None
) -> pd.DataFrame:
    """Choose the practices that meet all the conditions, in the order of the table.

    What a record does not say meets no condition on it.

    Parameters
    ----------
    practices : :data:`PRACTICES`.
    asked : the conditions.
    also : texts in which words are looked for too, by row: names of places.

    Raises
    ------
    UnknownNameError
        If a condition names something that does not exist.
    """
    kept = pd.Series(True, index=practices.index)
    if asked.domain:
        kept &= has_key(practices["domains"], domain(asked.domain).key)
    if asked.aim:
        kept &= has_key(practices["aims"], _known("la finalité", asked.aim, Aim))
    for column, what, value, known in (
        ("category", "la catégorie", asked.category, Category),
        ("family", "la famille", asked.family, Family),
        ("type", "le type", asked.type, PracticeType),
        ("scale", "l’échelle", asked.scale, Scale),
    ):
        if value:
            kept &= practices[column].eq(_known(what, value, known))
    for word in fold(asked.words).split():
        kept &= _texts(practices, also).str.contains(word, regex=False)
    return practices[kept]


def practice_places(practices: pd.DataFrame) -> pd.DataFrame:
    """Give the territories that practices name: practice, level, code; a row each.

    >>> frame = pd.DataFrame({"practice": ["a", "b"], "territories": ["commune:01004", None]})
    >>> practice_places(frame).to_dict("records")
    [{'practice': 'a', 'level': 'commune', 'code': '01004'}]
    """
    named = places(practices.rename(columns={"practice": "record"}))
    return named.rename(columns={"record": "practice"}).drop(columns="weight")


def _texts(practices: pd.DataFrame, also: pd.Series | None) -> pd.Series:
    together = pd.Series("", index=practices.index) if also is None else also
    for name in _SEARCHED:
        together = together + " " + practices[name].fillna("")
    return together.map(fold)


def _known(what: str, value: str, expected: Iterable[str]) -> str:
    names = [str(name) for name in expected]
    if value not in names:
        raise UnknownNameError(what, value, names)
    return value
