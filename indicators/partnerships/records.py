"""Read the partnership records, choose among them, and find where they are."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from common.errors import UnknownNameError
from common.paths import DATA
from common.tables import table_path
from indicators.base import domains
from indicators.partnerships.vocabulary import Category, Kind, Scale

#: Separator of the columns that hold several keys.
SEPARATOR = "|"
RECORD_COLUMNS = [
    "record", "title", "kind", "category", "family", "domains", "partners", "profiles", "scale",
    "territories", "lon", "lat", "start_year", "end_year", "amount_eur", "scheme", "source",
    "link",
]  # fmt: skip
SCHEME_COLUMNS = [
    "scheme", "label", "kind", "category", "family", "domains", "profiles", "scale", "coverage",
    "reason", "coverage_note", "producer", "licence", "vintage", "source", "link", "records",
    "unplaced",
]  # fmt: skip
RECORDS_FILE = "partnerships/records.parquet"
SCHEMES_FILE = "partnerships/schemes.parquet"

#: Word for a record whose scheme says no category, among the values of ``select``.
NONE_STATED = "aucune"


def read_records(data: Path = DATA) -> pd.DataFrame:
    """Read the records (see :mod:`indicators.partnerships` for the columns).

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.table_path`.
    """
    return pd.read_parquet(table_path(data, RECORDS_FILE))


def read_schemes(data: Path = DATA) -> pd.DataFrame:
    """Read the crosswalk: what each scheme stands for, and why.

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.table_path`.
    """
    return pd.read_parquet(table_path(data, SCHEMES_FILE))


def select(
    records: pd.DataFrame,
    *,
    domain: str | None = None,
    category: str | None = None,
    kind: str | None = None,
    scale: str | None = None,
    scheme: str | None = None,
    year: int | None = None,
) -> pd.DataFrame:
    """Choose the records that meet all the conditions given.

    Parameters
    ----------
    records : table of records.
    domain : key of a domain that the record serves.
    category : a category, or ``aucune`` for the records that have none.
    kind, scale, scheme : values of the columns of these names.
    year : a year in which the record was alive; an unknown start or end closes nothing.

    Returns
    -------
    DataFrame
        The rows chosen, with the same columns and in the same order.

    Raises
    ------
    UnknownNameError
        If a value is not one of those that exist.
    """
    kept = pd.Series(True, index=records.index)
    if domain is not None:
        kept &= has_key(records["domains"], domains.domain(domain).key)
    if category == NONE_STATED:
        kept &= records["category"].isna()
    elif category is not None:
        kept &= records["category"] == _known("la catégorie", category, [*Category, NONE_STATED])
    choices: tuple[tuple[str, str, str | None, Iterable[str]], ...] = (
        ("la nature", "kind", kind, Kind),
        ("l’échelle", "scale", scale, Scale),
        ("le dispositif", "scheme", scheme, sorted(records["scheme"].unique())),
    )
    for what, column, value, expected in choices:
        if value is not None:
            kept &= records[column] == _known(what, value, expected)
    if year is not None:
        kept &= ~(records["start_year"] > year).fillna(False)
        kept &= ~(records["end_year"] < year).fillna(False)
    return records[kept]


def has_key(column: pd.Series[str], key: str) -> pd.Series[bool]:
    """Tell which texts of keys separated by a bar hold a key.

    >>> has_key(pd.Series(["sante|emploi", "", "emploi"]), "sante").tolist()
    [True, False, False]
    """
    bars = SEPARATOR + column + SEPARATOR
    return bars.str.contains(SEPARATOR + key + SEPARATOR, regex=False)


def places(records: pd.DataFrame) -> pd.DataFrame:
    """Give the places that the records name, one row each.

    Returns
    -------
    DataFrame
        record, level, code, weight: 1 over the number of places of the record, so that a record
        weighs 1 however many places it names. Records that could not be placed have no row.

    Examples
    --------
    >>> frame = pd.DataFrame({"record": ["a", "b"], "territories": ["commune:01004", None]})
    >>> places(frame).to_dict("records")
    [{'record': 'a', 'level': 'commune', 'code': '01004', 'weight': 1.0}]
    """
    placed = records[["record", "territories"]].dropna()
    named = placed["territories"].str.split(SEPARATOR)
    place = named.explode()
    levels, codes = [], []
    for text in place:
        level, _, code = text.partition(":")
        levels.append(level)
        codes.append(code)
    return pd.DataFrame(
        {
            "record": placed["record"].reindex(place.index).to_numpy(),
            "level": pd.array(levels, dtype="str"),
            "code": pd.array(codes, dtype="str"),
            "weight": (1.0 / named.map(len)).reindex(place.index).to_numpy(dtype="float64"),
        }
    )


def points(records: pd.DataFrame, communes: pd.DataFrame) -> pd.DataFrame:
    """Give the points where records can honestly be drawn.

    A record is drawn at the point that its source gives, else inside each commune that it names,
    its weight shared between them. What is attached to an EPCI or to a larger territory is never
    drawn as a point.

    Parameters
    ----------
    records : table of records.
    communes : index code; lon, lat (degrees) of a point inside each commune.

    Returns
    -------
    DataFrame
        record, lon, lat, weight, precision (``site`` or ``commune``), commune (its code where
        the point stands for one, else null). The weights of a record that names larger
        territories too do not reach 1.
    """
    site = records["lon"].notna()
    exact = records.loc[site, ["record", "lon", "lat"]].assign(weight=1.0, precision="site")
    exact["commune"] = pd.Series(pd.NA, index=exact.index, dtype="str")
    named = places(records[~site])
    named = named[named["level"] == "commune"].join(
        communes[["lon", "lat"]], on="code", how="inner"
    )
    named = named.assign(precision="commune", commune=named["code"])
    columns = ["record", "lon", "lat", "weight", "precision", "commune"]
    return pd.concat([exact[columns], named[columns]], ignore_index=True)


def _known(what: str, value: str, expected: Iterable[str]) -> str:
    names = [str(name) for name in expected]
    if value not in names:
        raise UnknownNameError(what, value, names)
    return value
