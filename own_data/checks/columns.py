"""Which column of a file is which of those that a kind declares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from common.errors import clipped
from common.french import described, fold
from own_data.checks.gathering import Gathering

#: Characters that a Shapefile keeps of the name of a column.
_CUT = 10


@dataclass(frozen=True)
class OwnColumn:
    """A column that a kind may have.

    Attributes
    ----------
    name : of the column in templates, French.
    meaning : French phrase: what its cells hold.
    needed : whether a file without it is refused.
    others : other names under which it is found, French and English.
    example : a cell of the template.
    """

    name: str
    meaning: str
    needed: bool = False
    others: tuple[str, ...] = ()
    example: str = ""

    @property
    def heads(self) -> frozenset[str]:
        """Every name it goes by, as headers are compared."""
        return frozenset(folded(name) for name in (self.name, *self.others))

    @property
    def cut_heads(self) -> frozenset[str]:
        """The same, cut as a Shapefile cuts them."""
        return frozenset(folded(name[:_CUT]) for name in (self.name, *self.others))


def folded(header: str) -> str:
    """Write a header as headers are compared: no accent, no case, no sign between words.

    >>> folded("Année_début"), folded("ANNEE DEBUT")
    ('anneedebut', 'anneedebut')
    """
    return fold(header).replace(" ", "").replace("_", "")


class Columns:
    """The columns of a file, by the name that their kind declares.

    Parameters
    ----------
    gathering : the file; receives a fault for each needed column that is absent, and for each that
        two headers could be.
    declared : the columns of the kind.
    """

    def __init__(self, gathering: Gathering, declared: Sequence[OwnColumn]) -> None:
        self._frame = gathering.sheet.frame
        self._headers: dict[str, str] = {}
        headers = [str(one) for one in self._frame.columns]
        heads = {head for column in declared for head in column.heads}
        cut = [one for one in headers if len(one) == _CUT and folded(one) not in heads]
        for column in declared:
            found = [one for one in headers if folded(one) in column.heads]
            found = found or [one for one in cut if folded(one) in column.cut_heads]
            exact = [one for one in found if folded(one) == folded(column.name)]
            if exact or found:
                self._headers[column.name] = (exact or found)[0]
            if len(exact or found) > 1:
                gathering.refuse(
                    gathering.sheet.header,
                    "",
                    f"les colonnes {described([f'« {one} »' for one in found])}",
                    f"une seule pour « {column.name} »",
                    "Gardez-en une, ou renommez l’autre.",
                )
            elif not found and column.needed:
                seen = [clipped(one, 40) for one in headers]
                gathering.refuse(
                    gathering.sheet.header,
                    "",
                    f"les colonnes {described(seen)}",
                    f"une colonne « {column.name} » ({column.meaning})",
                    "Ajoutez-la, ou donnez ce nom à celle qui le contient.",
                )

    def __contains__(self, name: str) -> bool:
        return name in self._headers

    @property
    def used(self) -> tuple[str, ...]:
        """Headers of the file that were recognised."""
        return tuple(self._headers.values())

    def header(self, name: str) -> str:
        """Header of the file for a declared column, itself where the file has none."""
        return self._headers.get(name, name)

    def cells(self, name: str) -> pd.Series:
        """Texts of a declared column, null where empty or where the file has none."""
        if name in self._headers:
            return self._frame[self._headers[name]]
        return pd.Series(pd.NA, index=self._frame.index, dtype="str")
