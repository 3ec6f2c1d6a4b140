"""Where the figures come from: the manifest that the build wrote, and source lines for readers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from common.tables import manifest_tables

#: Shown on every screen, map and export that uses the demonstration survey.
DEMONSTRATION_MARK = "Données de démonstration : réponses fictives, sans valeur statistique"


@dataclass(frozen=True)
class Source:
    """What must be said of a figure's origin."""

    producer: str
    title: str
    year: str
    licence: str

    def line(self) -> str:
        """One line for the foot of a map or a table.

        >>> Source("Insee", "Recensement", "2021", "Licence Ouverte 2.0").line()
        'Insee, Recensement (2021), Licence Ouverte 2.0'
        """
        title = f", {self.title}" if self.title else ""
        licence = f", {self.licence}" if self.licence else ""
        return f"{self.producer}{title} ({self.year}){licence}"

    def as_dict(self) -> dict[str, str]:
        """Give the fields under English names, for exports."""
        return {
            "producer": self.producer,
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
