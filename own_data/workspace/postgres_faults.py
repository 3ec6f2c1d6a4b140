"""What PostgreSQL could not do, as a French sentence; neither address nor password is in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from common.errors import FragiscopeError, MissingDataError, NotAvailableError, NotKeptError

if TYPE_CHECKING:
    import psycopg

UNCHANGED = "Rien n’a été changé."
_BASE = "La base PostgreSQL de l’espace de travail"


@contextmanager
def in_french(consequence: str = UNCHANGED) -> Iterator[None]:
    """Say what PostgreSQL could not do.

    Parameters
    ----------
    consequence : French sentence: what is so all the same.

    Raises
    ------
    NotAvailableError
        If the server does not answer or refuses the account, or others hold the tables for too
        long.
    NotKeptError
        If the disk is full, the server read-only or the account not allowed to write.
    MissingDataError
        If PostGIS is not installed in the server.
    psycopg.Error
        Whatever else: it is ours to mend.
    """
    import psycopg  # noqa: PLC0415 - an optional package

    try:
        yield
    except psycopg.Error as error:
        told = _told(error, consequence)
        if told is None:
            raise
        raise told from error


def _told(error: psycopg.Error, consequence: str) -> FragiscopeError | None:
    from psycopg import OperationalError, errors  # noqa: PLC0415 - an optional package

    if isinstance(error, errors.DiskFull | errors.OutOfMemory):
        return NotKeptError(
            f"{_BASE} n’a plus de place. {consequence} Libérez-en, puis recommencez."
        )
    if isinstance(error, errors.ReadOnlySqlTransaction | errors.InsufficientPrivilege):
        return NotKeptError(
            f"{_BASE} ne se laisse pas écrire : serveur en lecture seule, ou compte sans ce droit. "
            f"{consequence} Donnez au compte le droit d’écrire dans le schéma « fragiscope » ; la "
            "première fois, celui de le créer, avec l’extension PostGIS."
        )
    if isinstance(error, errors.LockNotAvailable | errors.QueryCanceled | errors.DeadlockDetected):
        return NotAvailableError(
            f"{_BASE} est tenue par quelqu’un d’autre. {consequence} Recommencez dans un instant."
        )
    if isinstance(error, errors.UndefinedFile | errors.FeatureNotSupported):
        return MissingDataError(
            f"{_BASE} n’a pas PostGIS : installez-le sur le serveur (Debian : "
            "apt install postgresql-postgis), puis relancez."
        )
    if isinstance(error, OperationalError):
        return NotAvailableError(
            f"{_BASE} ne répond pas, ou refuse le compte : vérifiez FRAGISCOPE_WORKSPACE et que le "
            f"serveur est en marche. {consequence}"
        )
    return None
