"""Read the CSV files of the index command, all faults listed at once."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path
from typing import TextIO, cast

import numpy as np
import pandas as pd

from common.errors import InvalidDataError, MissingDataError

#: Texts that stand for a missing value (the last two are R's).
MISSING = ("", "NA", "NaN")
_LISTED = 50


def read_table(path: Path) -> pd.DataFrame:
    """Read a CSV file (UTF-8, commas, optionally gzipped) as texts, nothing interpreted.

    Returns
    -------
    One row per line; columns and cells are stripped texts.

    Raises
    ------
    MissingDataError
        If the file is absent.
    InvalidDataError
        If it is not UTF-8 or CSV, is empty, has an empty or repeated column name, or lines that
        have not as many cells as the header.
    """
    try:
        with _open(path) as file:
            rows = [[cell.strip() for cell in row] for row in csv.reader(file)]
    except FileNotFoundError:
        raise MissingDataError(f"Fichier introuvable : {path.name}.") from None
    except UnicodeDecodeError:
        raise InvalidDataError(path.name, ["texte UTF-8 attendu"]) from None
    except (csv.Error, gzip.BadGzipFile, EOFError):
        raise InvalidDataError(path.name, ["fichier CSV attendu"]) from None
    while rows and not rows[-1]:
        rows.pop()
    if not rows:
        raise InvalidDataError(path.name, ["au moins une ligne d’en-tête attendue, fichier vide"])
    header, body = rows[0], rows[1:]
    faults = [
        f"ligne 1 : nom de colonne répété : « {name} »"
        for name in sorted({name for name in header if header.count(name) > 1})
    ]
    faults += [
        f"ligne {line} : {len(header)} cellules attendues, {len(row)} lues"
        for line, row in enumerate(body, start=2)
        if len(row) != len(header)
    ]
    if faults:
        raise InvalidDataError(path.name, _some(faults))
    return pd.DataFrame(body, columns=pd.Index(header, dtype="str"), dtype="str")


def _open(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return cast(TextIO, gzip.open(path, "rt", encoding="utf-8-sig", newline=""))
    return path.open(encoding="utf-8-sig", newline="")


def code_faults(table: pd.DataFrame, column: str) -> list[str]:
    """List the faults of the column of unit codes: absent, empty cells, repeated codes."""
    if column not in table:
        return [f"colonne absente : {column}"]
    codes = table[column].tolist()
    faults = []
    for line, (code, repeated) in enumerate(zip(codes, table[column].duplicated(), strict=True), 2):
        if code == "":
            faults.append(f"ligne {line}, colonne {column} : code attendu, cellule vide")
        elif repeated:
            faults.append(
                f"ligne {line}, colonne {column} : code unique attendu, « {code} » répété"
            )
    return faults


def numbers(
    table: pd.DataFrame, columns: list[str], missing: tuple[float, ...]
) -> tuple[pd.DataFrame, list[str]]:
    """Read columns as numbers (decimal point).

    Parameters
    ----------
    table : texts.
    columns : columns to read; those that are absent are faults.
    missing : numbers that stand for a missing value, besides :data:`MISSING`.

    Returns
    -------
    The numbers (NaN where missing) and the faults: absent columns and non-numeric cells.
    """
    faults = [f"colonne absente : {name}" for name in columns if name not in table]
    read = {}
    for name in columns:
        if name not in table:
            continue
        texts = table[name]
        blank = texts.isin(MISSING).to_numpy()
        values = pd.to_numeric(texts.where(~blank), errors="coerce").astype(float)
        wrong = ~blank & ~np.isfinite(values.to_numpy())
        faults += [
            f"ligne {row + 2}, colonne {name} : nombre attendu, « {texts.iloc[row]} » lu"
            for row in np.flatnonzero(wrong)
        ]
        read[name] = values.mask(values.isin(missing))
    return pd.DataFrame(read, index=table.index), faults


def _some(faults: list[str]) -> list[str]:
    rest = len(faults) - _LISTED
    return faults if rest <= 0 else [*faults[:_LISTED], f"et {rest} autres lignes"]
