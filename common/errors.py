"""The family of errors that Fragiscope raises on purpose.

Every message is a French sentence that a user can act upon: it names the field, what was
expected, what was found, and what to do. Doors show the message; they never show a traceback.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

#: Characters of a text received that a message repeats.
_LONGEST_SHOWN = 100


class FragiscopeError(Exception):
    """Root of the family; its message is meant for the user, in French."""


class UnknownNameError(FragiscopeError):
    """A name given by the user is not one of those that exist.

    Parameters
    ----------
    what : what the name should designate, with its article (``"le domaine"``).
    given : the text received.
    expected : the accepted names, or a sentence that describes them.
    nearest : the closest accepted name, worked out from ``expected`` when it is a list.

    Examples
    --------
    >>> print(UnknownNameError("le domaine", "emplois", ["emploi", "sante"]))
    Inconnu : le domaine « emplois ». Attendu : emploi, sante. Le plus proche : emploi.
    """

    def __init__(
        self, what: str, given: str, expected: Iterable[str] | str, nearest: str | None = None
    ) -> None:
        self.what, self.given = what, given
        if isinstance(expected, str):
            described = expected
        else:
            names = list(expected)
            described = ", ".join(names)
            nearest = nearest or next(iter(get_close_matches(given, names, n=1, cutoff=0.5)), None)
        self.nearest = nearest
        shown = given if len(given) <= _LONGEST_SHOWN else f"{given[:_LONGEST_SHOWN]}…"
        message = f"Inconnu : {what} « {shown} ». Attendu : {described}."
        if nearest:
            message += f" Le plus proche : {nearest}."
        super().__init__(message)


class InvalidDataError(FragiscopeError):
    """A table or a file does not respect its contract; all faults are listed at once.

    Parameters
    ----------
    source : name of the file or table, never its full path.
    faults : one sentence per fault (where, what was expected, what was found).
    """

    def __init__(self, source: str, faults: Iterable[str]) -> None:
        self.source, self.faults = source, list(faults)
        lines = "".join(f"\n  - {fault}" for fault in self.faults)
        super().__init__(f"Données refusées dans {source} :{lines}")


class MissingDataError(FragiscopeError):
    """A file that the product needs is absent."""


class NotAvailableError(FragiscopeError):
    """The question is well formed but the data cannot answer it; the message says why."""
