"""What differs between two files, in the words of a reader."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from atlas.jobs.file_contents import Contents
from common.errors import clipped
from common.french import listed, number, parse_number
from common.grammar import counted
from common.limits import DIFFERENCES_SHOWN, PLACES_NAMED

#: How a code begins that a number would lose.
_CODE = re.compile(r"0\d")
#: Digits by which the greatest difference is told.
_DIGITS = 6


@dataclass(frozen=True)
class Difference:
    """One thing that differs.

    Attributes
    ----------
    where : table and column, in French.
    count : cells, rows, pixels.
    first : some of the places, with what the file has, then what the command gives.
    greatest : largest distance between two numbers, None where none are.
    """

    where: str
    count: int
    first: tuple[str, ...] = ()
    greatest: float | None = None

    def sentence(self) -> str:
        r"""Say it in one line.

        >>> told = Difference("colonne « value »", 1, ("region:53 (2 → 1)",), 1.0).sentence()
        >>> told == (
        ...     "colonne « value » : 1\u00a0différence ; region:53 (2 → 1) ; la plus grande : 1"
        ... )
        True
        """
        said = [f"{self.where} : {counted(self.count, 'différence')}"]
        said += [listed(self.first)] if self.first else []
        if self.greatest is not None:
            said.append(f"la plus grande : {f'{self.greatest:.{_DIGITS}g}'.replace('.', ',')}")
        return " ; ".join(said)

    def as_dict(self) -> dict[str, Any]:
        """Give the same to a program."""
        return {
            "where": self.where,
            "count": self.count,
            "first": list(self.first),
            "greatest": self.greatest,
        }


def differences(found: Contents, remade: Contents) -> list[Difference]:
    """Compare what a file holds with what its command gives, value by value.

    Two numbers are the same however they are written; the order of rows does not count, but of
    those that bear the same name.

    Returns
    -------
    list of Difference
        :data:`common.limits.DIFFERENCES_SHOWN` at most; none when the two hold the same.
    """
    told = _absent("partie absente du fichier", list(remade), list(found))
    told += _absent("partie en trop dans le fichier", list(found), list(remade))
    for name in found.keys() & remade.keys():
        here, there = found[name], remade[name]
        if isinstance(here, pd.DataFrame) and isinstance(there, pd.DataFrame):
            told += _of_tables(name, here, there)
        else:
            told += _of_grids(name, np.asarray(here), np.asarray(there))
    return sorted(told, key=lambda one: one.where)[:DIFFERENCES_SHOWN]


def _absent(what: str, expected: Sequence[str], found: Sequence[str]) -> list[Difference]:
    lost = [clipped(name) for name in expected if name not in set(found)]
    return [Difference(what, len(lost), tuple(lost[:PLACES_NAMED]))] if lost else []


def _of_tables(name: str, here: pd.DataFrame, there: pd.DataFrame) -> list[Difference]:
    rows, others = [str(one) for one in here.index], [str(one) for one in there.index]
    told = _absent(f"{name}, ligne absente du fichier", others, rows)
    told += _absent(f"{name}, ligne en trop dans le fichier", rows, others)
    columns = list(here.columns), list(there.columns)
    told += _absent(f"{name}, colonne absente du fichier", columns[1], columns[0])
    told += _absent(f"{name}, colonne en trop dans le fichier", columns[0], columns[1])
    both = here.index.intersection(there.index)
    for column in here.columns.intersection(there.columns):
        pairs = zip(both, here.loc[both, column], there.loc[both, column], strict=True)
        told += _of_cells(f"{name}, colonne « {clipped(str(column))} »", list(pairs))
    return told


def _of_cells(where: str, cells: list[tuple[Any, Any, Any]]) -> list[Difference]:
    other = [(row, _plain(here), _plain(there)) for row, here, there in cells]
    other = [cell for cell in other if cell[1] != cell[2]]
    if not other:
        return []
    apart = [
        abs(here - there)
        for _, here, there in other
        if isinstance(here, float) and isinstance(there, float)
    ]
    first = tuple(
        f"{clipped(str(row))} ({_shown(here)} → {_shown(there)})"
        for row, here, there in other[:PLACES_NAMED]
    )
    return [Difference(where, len(other), first, max(apart, default=None))]


def _plain(cell: Any) -> float | str:
    """Read a cell as the number that it is, or as a text: a code that begins by zero is one.

    >>> _plain("0,50"), _plain("01004"), _plain(None)
    (0.5, '01004', '')
    """
    if cell is None or (isinstance(cell, float) and np.isnan(cell)) or cell is pd.NA:
        return ""
    if isinstance(cell, bool | np.bool_):
        return str(bool(cell))
    if isinstance(cell, str) and _CODE.match(cell):
        return cell
    try:
        return parse_number(cell) if isinstance(cell, str) else float(cell)
    except (TypeError, ValueError):
        return str(cell)


def _shown(value: float | str) -> str:
    if isinstance(value, float):
        return f"{value:.{_DIGITS}g}".replace(".", ",")
    return clipped(value) or "vide"


def _of_grids(name: str, here: np.ndarray, there: np.ndarray) -> list[Difference]:
    if here.shape != there.shape:
        shapes = tuple(" × ".join(number(side) for side in grid.shape) for grid in (here, there))
        return [Difference(f"{name}, taille", 1, (" → ".join(shapes),))]
    apart = np.abs(here.astype("float64") - there.astype("float64"))
    alike = (here == there) | (np.isnan(apart) & np.isnan(here) & np.isnan(there))
    if alike.all():
        return []
    places = np.argwhere(~alike)[:PLACES_NAMED]
    first = tuple("ligne {} colonne {}".format(*_cell(place)) for place in places.tolist())
    return [Difference(name, int((~alike).sum()), first, float(np.nanmax(apart)))]


def _cell(place: list[int]) -> tuple[int, int]:
    """Give the line and column of a cell, from 1; a picture has its colours after them.

    >>> _cell([4, 5, 0])
    (5, 6)
    """
    line, column = place[:2]
    return line + 1, column + 1
