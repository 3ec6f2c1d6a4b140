"""Read the territories and say how they hold each other."""

from __future__ import annotations

from collections.abc import Collection
from difflib import SequenceMatcher, get_close_matches
from itertools import takewhile
from pathlib import Path

import pandas as pd

from common.errors import UnknownNameError
from common.levels import Level, Territory, is_code, parse_level
from common.parquet_tables import read_table
from common.table_schema import Field, TableSchema
from common.tables import table_path
from geo.search import SearchIndex, normalise

TERRITORIES = TableSchema(
    "a territory, France included; sorted by level, finest first, then code",
    ("level", "code"),
    (
        Field("level", "str", "level"),
        Field("code", "str", "official code"),
        Field("name", "str", "French name"),
        Field("population", "Int64", "municipal population", "inhabitants", "unknown"),
        Field("population_year", "Int16", "year of the population"),
        Field("area_km2", "float64", "area", "km²"),
        Field("lon", "float64", "a point inside", "degrees, WGS 84"),
        Field("lat", "float64", "a point inside", "degrees, WGS 84"),
        Field("epci", "str", "EPCI that holds it", absent="in none"),
        Field(
            "departement", "str",
            "département that holds it, or where most of the inhabitants of an EPCI or CRTE live",
            absent="in none",
        ),
        Field("region", "str", "région, by the same rule", absent="in none"),
        Field("postcodes", "str", "separated by spaces", absent="not a commune"),
        Field("density", "str", "class of Insee's density grid", absent="not a commune, unknown"),
        Field("aliases", "str", "former names, separated by ``|``", absent="none"),
        Field("former_codes", "str", "separated by spaces", absent="none"),
        Field(
            "recoded_from", "str",
            "those of them that the commune itself had, before its code alone changed",
            absent="none",
        ),
    ),
    file="boundaries/territories.parquet",
)  # fmt: skip
MEMBERSHIPS = TableSchema(
    "a commune in an upper territory (EPCI, CRTE, département, région)",
    ("level", "code", "commune"),
    (
        Field("level", "str", "level of the upper territory"),
        Field("code", "str", "its code"),
        Field("commune", "str", "code of the commune"),
    ),
    file="boundaries/memberships.parquet",
)
EXPECTED = "un territoire de la forme commune:01004"
_PADDED = {Level.COMMUNE: 5, Level.DEPARTEMENT: 2, Level.REGION: 2}


def read_territories(data: Path) -> pd.DataFrame:
    """Read the table of all territories, France included.

    Returns
    -------
    DataFrame
        :data:`TERRITORIES`.

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.table_path`.
    """
    return read_table(table_path(data, "boundaries/territories.parquet"))


def read_memberships(data: Path) -> pd.DataFrame:
    """Read which communes make up the upper territories: :data:`MEMBERSHIPS`.

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.table_path`.
    """
    return read_table(table_path(data, "boundaries/memberships.parquet"))


def resolve(territories: pd.DataFrame, text: str) -> Territory:
    """Read ``level:code`` and check that the territory exists.

    Parameters
    ----------
    territories : as given by :func:`read_territories`.
    text : what the user wrote.

    Raises
    ------
    UnknownNameError
        If the level or the territory does not exist; the message names the nearest one, by code,
        or by name if the user wrote a name.
    """
    level_text, colon, code = (part.strip() for part in text.partition(":"))
    if not colon:
        raise UnknownNameError("le territoire", text, EXPECTED, _nearest_name(territories, text))
    level = parse_level(level_text)
    rows = territories[territories["level"] == level.value]
    if is_code(level, code) and rows["code"].eq(code).any():
        return Territory(level, code)
    nearest = (
        _nearest_code(rows, level, code)
        if any(character.isdigit() for character in code)
        else _nearest_name(rows, code)
    )
    expected = f"un territoire de la forme {level}:{rows['code'].iloc[0]}"
    raise UnknownNameError("le territoire", text, expected, nearest)


def communes_of(memberships: pd.DataFrame, territory: Territory) -> list[str]:
    """List the communes of a territory, in code order; a commune is made of itself.

    France is made of the communes of its régions.
    """
    if territory.level is Level.COMMUNE:
        return [territory.code]
    if territory.level is Level.FRANCE:
        rows = memberships["level"] == Level.REGION.value
    else:
        rows = (memberships["level"] == territory.level.value) & (
            memberships["code"] == territory.code
        )
    return sorted(memberships.loc[rows, "commune"])


def within(
    territories: pd.DataFrame, memberships: pd.DataFrame, level: Level, container: Territory
) -> list[str]:
    """List the territories of a level that have at least one commune in the container.

    Parameters
    ----------
    territories, memberships : as given by the readers.
    level : level of the territories wanted.
    container : a territory of any level.

    Returns
    -------
    list of str
        Codes, sorted. An EPCI astride two départements is within both.
    """
    if container.level is Level.FRANCE:
        return sorted(territories.loc[territories["level"] == level.value, "code"])
    return holding(memberships, level, communes_of(memberships, container))


def holding(memberships: pd.DataFrame, level: Level, communes: Collection[str]) -> list[str]:
    """List the territories of a level that have at least one of some communes, in code order."""
    if level is Level.COMMUNE:
        return sorted(communes)
    rows = (memberships["level"] == level.value) & memberships["commune"].isin(communes)
    return sorted(memberships.loc[rows, "code"].unique())


#: Codes that look alike, among which the one that begins alike is the nearest.
_CANDIDATES = 20
#: Part of two codes, of two names, that must be the same for one to be proposed for the other.
_ALIKE_CODES, _ALIKE_NAMES = 0.6, 0.7


def _nearest_code(rows: pd.DataFrame, level: Level, code: str) -> str | None:
    """Find the territory whose code looks most like ``code``, or that took over this old code."""
    code = code.upper() if level is not Level.CRTE else code.lower()
    code = code.zfill(_PADDED.get(level, 0))
    taken_over = rows["former_codes"].str.split().explode() == code
    if taken_over.any():
        return _described(rows.loc[taken_over.index[taken_over][0]])
    if rows["code"].eq(code).any():
        return _described(rows[rows["code"] == code].iloc[0])
    close = get_close_matches(code, rows["code"], n=_CANDIDATES, cutoff=_ALIKE_CODES)
    if not close:
        return None
    best = max(close, key=lambda known: _shared_start(known, code))
    return _described(rows[rows["code"] == best].iloc[0])


def _shared_start(first: str, second: str) -> int:
    return sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False))
    )


def _nearest_name(rows: pd.DataFrame, text: str) -> str | None:
    """Find the territory that a search for this name gives first."""
    found = SearchIndex(rows).find(text, limit=1)
    if found.empty or not names_alike(text, found["name"].iloc[0]):
        return None
    return _described(found.iloc[0])


def names_alike(asked: str, name: str) -> bool:
    """Tell whether who wrote a name may have meant a territory of another.

    >>> names_alike("Marseile", "Marseille"), names_alike("blabla", "Saint-Martin-la-Pallu")
    (True, False)
    """
    told, known = normalise(asked), normalise(name)
    alike = SequenceMatcher(None, told, known, autojunk=False).ratio() >= _ALIKE_NAMES
    return alike or (bool(told) and known.startswith(told))


def _described(row: pd.Series) -> str:
    return f"{row['level']}:{row['code']} ({row['name']})"
