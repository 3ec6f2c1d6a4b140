"""The family of errors that Fragiscope raises on purpose.

Every message is a French sentence that a user can act upon: it names the field, what was
expected, what was found, and what to do. Doors show the message; they never show a traceback.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches

from common.limits import EXPECTED_LENGTH, FAULT_LENGTH, FAULTS_SHOWN, QUOTED_LENGTH


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

    Attributes
    ----------
    names : the accepted names, none where a sentence describes them.

    Examples
    --------
    >>> print(UnknownNameError("le domaine", "emplois", ["emploi", "sante"]))
    Inconnu : le domaine « emplois ». Attendu : emploi, sante. Le plus proche : emploi.
    """

    def __init__(
        self, what: str, given: str, expected: Iterable[str] | str, nearest: str | None = None
    ) -> None:
        self.what, self.given = what, given
        self.names: tuple[str, ...] = ()
        if isinstance(expected, str):
            described = expected
        else:
            names = list(expected)
            self.names = tuple(names)
            described = clipped(", ".join(names), EXPECTED_LENGTH)
            near = get_close_matches(clipped(given), names, n=1, cutoff=0.5)
            nearest = nearest or next(iter(near), None)
        self.nearest = nearest
        message = f"Inconnu : {what} « {clipped(given)} ». Attendu : {described}."
        if nearest:
            message += f" Le plus proche : {nearest}."
        super().__init__(message)


class InvalidDataError(FragiscopeError):
    """A table or a file does not respect its contract; all faults are listed at once.

    Parameters
    ----------
    source : name of the file or table, never its full path.
    faults : one sentence per fault (where, what was expected, what was found); the attribute has
        them all, the message the first ``FAULTS_SHOWN`` and how many are left.
    """

    def __init__(self, source: str, faults: Iterable[str]) -> None:
        self.source, self.faults = source, list(faults)
        shown = [clipped(fault, FAULT_LENGTH) for fault in self.faults[:FAULTS_SHOWN]]
        left = len(self.faults) - len(shown)
        if left:
            shown.append("et 1 autre faute" if left == 1 else f"et {left} autres fautes")
        lines = "".join(f"\n  - {line}" for line in shown)
        super().__init__(f"Données refusées dans {clipped(source)} :{lines}")


@contextmanager
def faults_of(source: str) -> Iterator[None]:
    """Have what is refused name the file that was given, where those who refuse do not know it.

    >>> with faults_of("taux.csv"):
    ...     raise InvalidDataError("les taux", ["01 : négatif"])
    Traceback (most recent call last):
    common.errors.InvalidDataError: Données refusées dans taux.csv :
      - 01 : négatif
    """
    try:
        yield
    except InvalidDataError as error:
        error.args = InvalidDataError(source, error.faults).args
        error.source = source
        raise


class TooLargeError(InvalidDataError):
    """A file is larger than what is accepted; whoever runs a command may accept more."""


class MissingDataError(FragiscopeError):
    """A file that the product needs is absent."""


class DamagedDataError(FragiscopeError):
    """A file of the product is not the one that its build wrote; the message names it."""


class NotKeptError(FragiscopeError):
    """What was to be kept could not be; the message says whether anything changed, and why."""


class NotAvailableError(FragiscopeError):
    """The question is well formed but the data cannot answer it; the message says why."""


class OnlyDemonstrationError(NotAvailableError):
    """No real survey answers; the demonstration survey would, to whoever asks for it.

    Parameters
    ----------
    reason : French sentence: what no real survey tells.
    elsewhere : whether it would answer at another level only.
    """

    def __init__(self, reason: str, *, elsewhere: bool = False) -> None:
        where = ", à un autre niveau" if elsewhere else ""
        super().__init__(
            f"{reason} L’enquête de démonstration (réponses fictives) y répond{where} ; elle n’est "
            "montrée que si on la demande."
        )


def clipped(text: str, length: int = QUOTED_LENGTH) -> str:
    """Cut a text that a message repeats: what was given is recognised, not quoted at length.

    >>> clipped("01004;01007", 5)
    '01004…'
    """
    return text if len(text) <= length else f"{text[:length]}…"
