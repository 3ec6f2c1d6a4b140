"""The survey kit: files that a survey can start from, read for those who hand them out."""

from __future__ import annotations

from dataclasses import dataclass

from common.errors import MissingDataError
from common.paths import ROOT

FOLDER = ROOT / "docs" / "kit-enquete"


@dataclass(frozen=True)
class KitFile:
    """A file of the kit.

    Attributes
    ----------
    name : file name; label : what it is, in French; mime : its type.
    """

    name: str
    label: str
    mime: str


KIT = (
    KitFile("questionnaire.md", "Questionnaire (texte)", "text/markdown"),
    KitFile("reponses.csv", "Modèle de réponses (CSV)", "text/csv"),
    KitFile("design.toml", "Plan d’enquête (TOML)", "application/toml"),
    KitFile("marges.csv", "Marges à compléter (CSV)", "text/csv"),
    KitFile("mode-d-emploi.md", "Mode d’emploi", "text/markdown"),
)


def kit_text(name: str) -> str:
    """Read a file of the kit.

    Raises
    ------
    MissingDataError
        If it is not there.
    """
    path = FOLDER / name
    if not path.is_file():
        raise MissingDataError(f"Fichier absent du kit d’enquête : {name}.")
    return path.read_text(encoding="utf-8")
