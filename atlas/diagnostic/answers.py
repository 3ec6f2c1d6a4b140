"""What an official answers on the way: six steps, kept in an address and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from common.errors import InvalidDataError, UnknownNameError
from common.labelled import Explained
from indicators.base.domains import DOMAIN_KEYS, domain
from indicators.partnerships import PartnerProfile

#: Priorities that a sheet holds: beyond, nothing is one.
MOST_PRIORITIES = 3
#: Between the answers of one text, in an address or on a command line.
BETWEEN = ","


class DiagnosticStep(Explained):
    """The six steps of the method."""

    PLACE = "lieu", "Le lieu", "De quel territoire parlons-nous ?"
    MEASURED = (
        "mesure",
        "Ce qui est mesuré",
        "Que disent les chiffres, et qu’en retenons-nous ?",
    )
    FELT = "ressenti", "Ce qui est ressenti", "Que disent les habitants, et qui n’est pas entendu ?"
    ACTING = "action", "Qui agit", "Qui agit déjà, et qui agit sans être recensé ?"
    PRIORITIES = "priorites", "Nos priorités", "Par quoi commencer, trois sujets au plus ?"
    MEETING = "rencontres", "Qui rencontrer", "Avec qui en parler, et sur quoi ?"

    @property
    def number(self) -> int:
        """Its place among the steps, from 1.

        >>> DiagnosticStep.FELT.number
        3
        """
        return list(DiagnosticStep).index(self) + 1


@dataclass(frozen=True)
class Diagnosis:
    """The answers of one reader: no survey, and nobody else's.

    Attributes
    ----------
    retained : domains that the reader retains of what is measured.
    heard : domains where the reader hears of a fragility.
    acting : domains where the reader knows that somebody acts.
    priorities : domains to begin with, the first one first; :data:`MOST_PRIORITIES` at most.
    meeting : profiles of partners to meet (:class:`indicators.partnerships.PartnerProfile`).
    """

    retained: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    acting: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()
    meeting: tuple[str, ...] = ()


def read_domains(text: str) -> list[str]:
    """Read keys of domains, each once, in the order in which they were chosen.

    Raises
    ------
    UnknownNameError
        If one does not exist.

    Examples
    --------
    >>> read_domains("sante,emploi,sante")
    ['sante', 'emploi']
    """
    return list(dict.fromkeys(domain(key).key for key in text.split(BETWEEN) if key))


def read_priorities(text: str) -> list[str]:
    """Read the priorities as :func:`read_domains` does.

    Raises
    ------
    InvalidDataError
        If there are more than :data:`MOST_PRIORITIES`.
    """
    found = read_domains(text)
    if len(found) > MOST_PRIORITIES:
        expected = f"{MOST_PRIORITIES} au plus attendues, {len(found)} trouvées"
        raise InvalidDataError("les priorités", [expected])
    return found


def read_partners(text: str) -> list[str]:
    """Read profiles of partners, each once.

    Raises
    ------
    UnknownNameError
        If one does not exist.
    """
    known = [one.value for one in PartnerProfile]
    found = [name for name in dict.fromkeys(text.split(BETWEEN)) if name]
    for name in found:
        if name not in known:
            raise UnknownNameError("le profil", name, known)
    return found


def in_order(keys: Iterable[str]) -> tuple[str, ...]:
    """Put domains in the order of the programme, each once.

    >>> in_order(["sante", "emploi", "sante"])
    ('emploi', 'sante')
    """
    found = set(keys)
    return tuple(key for key in DOMAIN_KEYS if key in found)
