"""Read the partnership records, choose among them, and find where they are."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from common.errors import UnknownNameError
from common.parquet_tables import read_table
from common.paths import DATA
from common.table_schema import Field, TableSchema
from common.tables import table_path
from indicators.base import domains
from indicators.partnerships.vocabulary import CURRENT_YEAR, Category, Kind, Period, Scale

#: Separator of the columns that hold several keys.
SEPARATOR = "|"
RECORDS_FILE = "partnerships/records.parquet"
SCHEMES_FILE = "partnerships/schemes.parquet"
_CATEGORY = Field("category", "str", ":class:`Category`", absent="the scheme states none")
_FAMILY = Field("family", "str", ":class:`Family`", absent="the scheme states none")
_PROFILES = Field("profiles", "str", ":class:`PartnerProfile` of the partners, by ``|``; or empty")
_SCALE = Field("scale", "str", ":class:`Scale`", absent="unknown")
RECORDS = TableSchema(
    "a partnership record",
    ("record",),
    (
        Field("record", "str", "stable identifier, ``scheme-identifier of the source``"),
        Field("title", "str", "French, one line"),
        Field("kind", "str", ":class:`Kind`: alliance, label, co-funded project or grant"),
        _CATEGORY,
        _FAMILY,
        Field("domains", "str", "keys of the domains served, by ``|``; empty if none is stated"),
        Field("partners", "str", "names as the source has them", absent="it gives none"),
        _PROFILES,
        _SCALE,
        Field("territories", "str", "``level:code`` named, by ``|``", absent="not placed"),
        Field("lon", "float64", "point of the source", "degrees, WGS 84", "it gives none"),
        Field("lat", "float64", "point of the source", "degrees, WGS 84", "it gives none"),
        Field("start_year", "Int16", "first year", absent="unknown"),
        Field("end_year", "Int16", "last year, at the latest", absent="unknown"),
        Field("amount_eur", "float64", "public money", "euros", "unknown"),
        Field("scheme", "str", "row of the crosswalk that says why"),
        Field("source", "str", "key of the source"),
        Field("link", "str", "page to read", absent="none"),
    ),
    file=RECORDS_FILE,
)
#: The crosswalk ``pipeline/partnerships/crosswalk.csv``.
SCHEMES = TableSchema(
    "a scheme: what its records stand for, and why",
    ("scheme",),
    (
        Field("scheme", "str", "key"),
        Field("label", "str", "French name"),
        Field("kind", "str", ":class:`Kind`"),
        _CATEGORY,
        _FAMILY,
        Field("domains", "str", "domains that every record serves, by ``|``; or empty"),
        _PROFILES,
        _SCALE,
        Field("coverage", "str", ":class:`Coverage`"),
        Field("reason", "str", "why it stands for these"),
        Field("coverage_note", "str", "where the list is complete", absent="nothing to add"),
        Field("producer", "str", "producer of the list"),
        Field("licence", "str", "its licence"),
        Field("vintage", "str", "its date"),
        Field("source", "str", "key of the source"),
        Field("link", "str", "page to read", absent="none"),
        Field("records", "int64", "number of records"),
        Field("unplaced", "int64", "records that could not be placed"),
    ),
    file=SCHEMES_FILE,
)
RECORD_COLUMNS, SCHEME_COLUMNS = RECORDS.names, SCHEMES.names

#: Word for a record whose scheme says no category, among the values of ``select``.
NONE_STATED = "aucune"


def read_records(data: Path = DATA) -> pd.DataFrame:
    """Read the records: :data:`RECORDS`.

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.table_path`.
    """
    return read_table(table_path(data, RECORDS_FILE))


def read_schemes(data: Path = DATA) -> pd.DataFrame:
    """Read the crosswalk: :data:`SCHEMES`.

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.table_path`.
    """
    return read_table(table_path(data, SCHEMES_FILE))


def select(
    records: pd.DataFrame,
    *,
    domain: str | None = None,
    category: str | None = None,
    kind: str | None = None,
    scale: str | None = None,
    scheme: str | None = None,
    year: int | None = None,
    period: str = Period.CURRENT,
) -> pd.DataFrame:
    """Choose the records that meet all the conditions given; those of today, without grants.

    A grant is chosen by its kind or by its scheme only: it is counted with nothing else.

    Parameters
    ----------
    records : table of records.
    domain : key of a domain that the record serves.
    category : a category, or ``aucune`` for the records that have none.
    kind, scale, scheme : values of the columns of these names.
    year : a year in which the record was alive; an unknown start or end closes nothing.
    period : :class:`indicators.partnerships.Period`; a year answers in its place.

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
    if kind is None and scheme is None:
        kept &= records["kind"] != Kind.GRANT
    if year is not None:
        kept &= ~(records["start_year"] > year).fillna(False)
        kept &= ~(records["end_year"] < year).fillna(False)
    elif _known("la période", period, Period) != Period.ALL:
        kept &= has_ended(records) == (period == Period.ENDED)
    return records[kept]


def has_ended(records: pd.DataFrame) -> pd.Series[bool]:
    """Tell which records have ended: their last year is past; an unknown one closes nothing."""
    return (records["end_year"] < CURRENT_YEAR).fillna(False).astype(bool)


def asked_schemes(schemes: pd.DataFrame, kind: str | None = None) -> pd.DataFrame:
    """Rows of the crosswalk that a question about all the kinds, or about one, asks about.

    Without a kind, grants are left out, as :func:`select` does.
    """
    asked = schemes["kind"] != Kind.GRANT if kind is None else schemes["kind"] == kind
    return schemes[asked]


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
    >>> places(frame.tail(1)).dtypes.astype("str").to_dict()
    {'record': 'str', 'level': 'str', 'code': 'str', 'weight': 'float64'}
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
            "record": placed["record"].reindex(place.index).astype("str").array,
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
