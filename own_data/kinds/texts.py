"""Columns of texts and of links: one line each, and nothing that reaches a person."""

from __future__ import annotations

import re

import pandas as pd

from own_data.checks.columns import Columns
from own_data.checks.gathering import Gathering

#: What tells an address: looked for once a sign, however long the text.
_EMAIL = re.compile(r"[^\s@]@[^\s@]+\.[^\s@]")
_LINK = re.compile(r"https?://\S+")


def read_texts(
    gathering: Gathering, columns: Columns, name: str, *, needed: bool = False
) -> pd.Series:
    """Read texts of one line, without an address that reaches a person; null where empty.

    Parameters
    ----------
    gathering, columns, name : the file and its column.
    needed : whether an empty cell is a fault.
    """
    texts = columns.cells(name).str.replace(r"\s+", " ", regex=True)
    if name not in columns:
        return texts
    personal = texts.str.contains(_EMAIL).fillna(False).astype(bool)
    for line in texts.index[personal]:
        gathering.refuse(
            int(line), columns.header(name), "une adresse électronique", "un nom, sans courriel",
            "Retirez-la : elle désigne une personne.",
        )  # fmt: skip
    if needed:
        gathering.refuse_cells(
            columns.header(name), texts.isna(), "un titre", "Complétez, ou retirez la ligne."
        )
    return texts


def read_links(gathering: Gathering, columns: Columns, name: str) -> pd.Series:
    """Read addresses of pages; null where empty."""
    links = columns.cells(name)
    if name in columns:
        wrong = links.notna() & ~links.str.fullmatch(_LINK).fillna(False).astype(bool)
        gathering.refuse_cells(columns.header(name), wrong, "une adresse https://…",
                               "Corrigez l’adresse, ou videz la cellule.")  # fmt: skip
    return links


def refuse_late_starts(
    gathering: Gathering, columns: Columns, starts: pd.Series, ends: pd.Series
) -> None:
    """Refuse the rows, with columns ``debut`` and ``fin``, whose end comes before their start."""
    late = (ends < starts).fillna(False).astype(bool)
    if late.any():
        gathering.refuse_cells(columns.header("fin"), late, "une année qui suit le début",
                               "Corrigez l’une des deux années.")  # fmt: skip
