"""What SQLite could not do, as a French sentence."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from common.errors import (
    DamagedDataError,
    FragiscopeError,
    InvalidDataError,
    NotAvailableError,
    NotKeptError,
)

UNCHANGED = "Rien n’a été changé."


@contextmanager
def in_french(name: str, consequence: str = UNCHANGED) -> Iterator[None]:
    """Say what SQLite could not do.

    Parameters
    ----------
    name : of the file, without its folder.
    consequence : French sentence: what is so all the same.

    Raises
    ------
    NotKeptError
        If the disk is full, the file or its folder read-only.
    NotAvailableError
        If others hold the file for too long.
    DamagedDataError
        If the file is no database, or a damaged one.
    InvalidDataError
        If reading it goes beyond the bounds of the connection.
    sqlite3.Error
        Whatever else: it is ours to mend.
    """
    try:
        yield
    except sqlite3.Error as error:
        told = _told(getattr(error, "sqlite_errorname", ""), name, consequence)
        if told is None:
            raise
        raise told from error
    except UnicodeDecodeError as error:  # SQLite quotes what is broken
        raise _damaged(name) from error


def read_only(name: str, consequence: str = UNCHANGED) -> NotKeptError:
    """Say that a file may not be written."""
    return NotKeptError(
        f"« {name} » n’a pas pu être écrit : ce fichier, ou son dossier, est absent ou en lecture "
        f"seule. {consequence} Donnez le droit d’y écrire, ou choisissez un autre emplacement."
    )


def _told(code: str, name: str, consequence: str) -> FragiscopeError | None:
    quoted = f"« {name} »"
    if code == "SQLITE_FULL" or code.startswith("SQLITE_IOERR"):
        return NotKeptError(
            f"{quoted} n’a pas pu être écrit : le disque est plein ou ne répond pas. {consequence} "
            "Libérez de la place, puis recommencez."
        )
    if code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return read_only(name, consequence)
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return NotAvailableError(
            f"{quoted} est tenu par quelqu’un d’autre. {consequence} Recommencez dans un instant ; "
            "si un SIG modifie le fichier, enregistrez-y puis fermez-le."
        )
    if code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return _damaged(name)
    if code in ("SQLITE_INTERRUPT", "SQLITE_TOOBIG"):
        return InvalidDataError(name, ["trop long à lire, ou une cellule est trop longue"])
    return None


def _damaged(name: str) -> DamagedDataError:
    return DamagedDataError(
        f"« {name} » est endommagé, ou n’est pas un espace de travail. Reprenez une copie saine."
    )
