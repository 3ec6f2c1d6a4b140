"""Columns of numbers, years and words among a few, each wrong cell told."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import pandas as pd

from common.french import described, fold
from own_data.checks.cells import numbers_of
from own_data.checks.columns import Columns
from own_data.checks.gathering import Gathering

FIRST_YEAR, LAST_YEAR = 1990, 2100


def read_numbers(
    gathering: Gathering, columns: Columns, name: str, *, low: float | None = None
) -> tuple[pd.Series, pd.Series]:
    """Read a column of numbers: :func:`own_data.checks.cells.numbers_of`.

    Returns
    -------
    tuple of Series
        The numbers, NaN where there is none; the text of their status.
    """
    values, statuses, wrong = numbers_of(columns.cells(name))
    if name in columns:
        gathering.refuse_cells(
            columns.header(name),
            wrong,
            "un nombre, ou « s » (secret), « nd » (non disponible)",
            "Corrigez la cellule, ou écrivez « nd ».",
        )
        if low is not None:
            gathering.refuse_cells(
                columns.header(name),
                values < low,
                f"un nombre d’au moins {low:g}",
                "Corrigez la cellule, ou écrivez « nd ».",
            )
    return values, statuses


def read_years(gathering: Gathering, columns: Columns, name: str, default: int | None) -> pd.Series:
    """Read a column of years, or the year of a date; ``Int16``, null where there is none."""
    cells = columns.cells(name)
    found = cells.str.extract(r"(?:^|\D)((?:19|20)\d\d)(?:\D|$)", expand=False)
    years = pd.to_numeric(found, errors="coerce").astype("Int16")
    if name in columns:
        wrong = cells.notna() & ~years.between(FIRST_YEAR, LAST_YEAR).fillna(False).astype(bool)
        gathering.refuse_cells(
            columns.header(name),
            wrong,
            f"une année entre {FIRST_YEAR} et {LAST_YEAR}",
            "Écrivez l’année en quatre chiffres.",
        )
        years = years.where(~wrong)
    return years if default is None else years.fillna(default)


def read_choices(
    gathering: Gathering, columns: Columns, name: str, words: Mapping[str, str]
) -> pd.Series:
    """Read a column of words among a few; null where empty or at fault.

    Parameters
    ----------
    gathering, columns, name : the file and its column.
    words : key by what may be written; compared without accents and case.
    """
    cells = columns.cells(name)
    keys = {fold(word): key for word, key in words.items()}
    found = cells.map({text: keys.get(fold(text)) for text in cells.dropna().unique()})
    if name in columns:
        gathering.refuse_cells(
            columns.header(name),
            cells.notna() & found.isna(),
            described(list(dict.fromkeys(words.values())), 20),
            "Écrivez l’un de ces mots.",
        )
    return found.astype("str")


def read_several(
    gathering: Gathering, columns: Columns, name: str, words: Mapping[str, str]
) -> pd.Series:
    """Read cells of several words among a few, parted by ``|``, ``;`` or ``,``.

    Returns
    -------
    Series
        Keys parted by ``|``, each once; "" where the cell is empty or at fault.
    """
    cells = columns.cells(name).fillna("")
    keys = {fold(word): key for word, key in words.items()}
    found = {}
    unread = set()
    words_of = lru_cache(maxsize=10_000)(lambda part: keys.get(fold(part)))
    for text in cells.unique():
        whole = keys.get(fold(text))
        parts = [text] if whole else [one for one in _split(text) if one]
        read = [words_of(part) for part in parts]
        if None in read:
            unread.add(text)
        found[text] = "|".join(dict.fromkeys(one for one in read if one is not None))
    if name in columns:
        gathering.refuse_cells(
            columns.header(name),
            cells.map({text: text in unread for text in found}).astype(bool),
            f"un ou plusieurs de {described(list(dict.fromkeys(words.values())), 20)}",
            "Séparez-les par « | ».",
        )
    return cells.map(found).astype("str")


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.replace(";", "|").replace(",", "|").split("|")]
