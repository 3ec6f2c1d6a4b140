"""Tables declared once: what each column holds, in which unit, and what its absence means.

A table is declared beside the function that reads or makes it; docstrings name the declaration,
and ``tools/architecture.py`` writes the documents from it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd


@dataclass(frozen=True)
class Field:
    """One column.

    Attributes
    ----------
    name : of the column.
    dtype : pandas type, as the frame holds it once read or made.
    meaning : one phrase.
    unit : of a number, "" where it has none.
    absent : what a missing cell means, "" where none may be missing.
    """

    name: str
    dtype: str
    meaning: str
    unit: str = ""
    absent: str = ""


@dataclass(frozen=True)
class TableSchema:
    """One table: a file of ``data/``, or a frame that rooms hand each other.

    Attributes
    ----------
    rows : what a row is.
    key : columns that tell rows apart.
    columns : in order.
    index : the columns that the frame has for index; the others stand in ``columns`` alone.
    file : under ``data/``, ``{level}`` for one of a level; "" for a frame.
    """

    rows: str
    key: tuple[str, ...]
    columns: tuple[Field, ...]
    index: tuple[str, ...] = ()
    file: str = ""

    @property
    def names(self) -> list[str]:
        """Names of the columns, the index left out."""
        return [column.name for column in self.columns if column.name not in self.index]

    def pick(self, *names: str, **renamed: str) -> tuple[Field, ...]:
        """Take some columns into another declaration, the renamed ones as ``new="old"``.

        >>> schema = TableSchema("one commune", (), (Field("code", "str", "its code"),))
        >>> [field.name for field in schema.pick("code", commune="code")]
        ['code', 'commune']
        """
        known = {column.name: column for column in self.columns}
        wanted = {name: name for name in names} | renamed
        return tuple(replace(known[old], name=new) for new, old in wanted.items())

    def faults(self, frame: pd.DataFrame) -> list[str]:
        """Say how a frame differs from its declaration.

        Examples
        --------
        >>> schema = TableSchema("one commune", ("code",), (Field("code", "str", "its code"),))
        >>> schema.faults(pd.DataFrame({"code": pd.Series(["01", "01"], dtype="str")}))
        ['code : 1 row repeats the key']
        >>> schema.faults(pd.DataFrame({"codes": [1]}))
        ["columns ['codes'], expected ['code']"]
        """
        flat = frame.reset_index() if self.index else frame
        expected = [*self.index, *self.names]
        if list(flat) != expected:
            return [f"columns {list(flat)}, expected {expected}"]
        faults = []
        for column in self.columns:
            cells = flat[column.name]
            if str(cells.dtype) != column.dtype:
                faults.append(f"{column.name} : {cells.dtype}, expected {column.dtype}")
            if not column.absent and cells.isna().any():
                faults.append(f"{column.name} : {int(cells.isna().sum())} missing")
        repeated = int(flat.duplicated(list(self.key)).sum()) if self.key else 0
        if repeated:
            rows = "row repeats" if repeated == 1 else "rows repeat"
            faults.append(f"{', '.join(self.key)} : {repeated} {rows} the key")
        return faults
