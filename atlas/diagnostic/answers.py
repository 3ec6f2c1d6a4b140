"""What an official answers on the way: six steps, kept in an address and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from common.labelled import Explained
from indicators.base.domains import DOMAIN_KEYS

#: Priorities that a sheet holds: beyond, nothing is one.
MOST_PRIORITIES = 3


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


def in_order(keys: Iterable[str]) -> tuple[str, ...]:
    """Put domains in the order of the programme, each once.

    >>> in_order(["sante", "emploi", "sante"])
    ('emploi', 'sante')
    """
    found = set(keys)
    return tuple(key for key in DOMAIN_KEYS if key in found)
