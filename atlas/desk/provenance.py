"""Where the figures come from: the manifest that the build wrote, and source lines for readers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from common.tables import manifest_tables

#: Shown on every screen, map and export that uses the demonstration survey.
DEMONSTRATION_MARK = "Données de démonstration : réponses fictives, sans valeur statistique"
#: The mark in a sentence, a cell, a label: an excerpt shows it too.
DRAWN = "(démonstration)"


def marked(text: str, *, drawn: bool) -> str:
    """End a text by the short mark where it tells answers that a program drew; no text has none.

    >>> marked("62 à 70", drawn=True), marked("62 à 70", drawn=False), marked("", drawn=True)
    ('62 à 70 (démonstration)', '62 à 70', '')
    """
    return f"{text} {DRAWN}" if drawn and text else text


@dataclass(frozen=True)
class Source:
    """What must be said of a figure's origin.

    Attributes
    ----------
    producer : one, or several with commas between them.
    title : of the figures; empty where the producer and the work tell enough.
    year, licence : texts.
    work : file, survey or publication of the producer, or empty.
    own : whether it is of an organisation that shows its own data, unpublished.
    """

    producer: str
    title: str
    year: str
    licence: str
    work: str = ""
    own: bool = False

    @property
    def origin(self) -> str:
        """Name the producer and the work."""
        return f"{self.producer}, {self.work}" if self.work else self.producer

    @property
    def named(self) -> str:
        """Name what the producer published: its work, its title; empty where neither is known."""
        return ", ".join(part for part in (self.work, self.title) if part)

    @property
    def names_its_year(self) -> bool:
        """Tell whether the name of what was published holds its year already.

        >>> Source("Insee", "", "2022", "LO", "recensement de la population 2022").names_its_year
        True
        """
        return self.year in self.named

    def line(self) -> str:
        """One line for the foot of a map or a table.

        >>> Source("Insee", "Diplômes", "2021", "Licence Ouverte 2.0", "recensement").line()
        'Insee, recensement, Diplômes (2021), Licence Ouverte 2.0'
        """
        title = f", {self.title}" if self.title else ""
        licence = f", {self.licence}" if self.licence else ""
        return f"{self.origin}{title} ({self.year}){licence}"

    def as_dict(self) -> dict[str, str]:
        """Give the fields under English names, for exports."""
        return {
            "producer": self.origin,
            "title": self.title,
            "year": self.year,
            "licence": self.licence,
        }


BOUNDARIES_SOURCE = Source(
    "IGN, Etalab, Insee",
    "contours généralisés des communes, code officiel géographique",
    "2026",
    "Licence Ouverte 2.0",
)
IDENTITY_SOURCE = Source(
    "Insee",
    "populations municipales, grille de densité, zones d’emploi 2020",
    "2018-2023",
    "Licence Ouverte 2.0",
)


@dataclass(frozen=True)
class Manifest:
    """Provenance of the tables of ``data/``.

    Attributes
    ----------
    tables : by path relative to ``data/``: producer, vintage, licence, inputs, sha256, bytes.
    """

    tables: dict[str, dict[str, Any]]

    @property
    def version(self) -> str:
        """Short hash that identifies the whole data set."""
        joined = "".join(f"{path}{entry['sha256']}" for path, entry in sorted(self.tables.items()))
        return hashlib.sha256(joined.encode()).hexdigest()[:10]


def read_manifest(data: Path) -> Manifest:
    """Read ``manifest.json``.

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.manifest_tables`.
    """
    return Manifest(manifest_tables(data))
