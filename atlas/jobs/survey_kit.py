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


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KIT = (
    KitFile("questionnaire.docx", "Questionnaire à imprimer (DOCX)", _WORD),
    KitFile("limesurvey.txt", "Formulaire LimeSurvey (TXT)", "text/tab-separated-values"),
    KitFile("questionnaire.md", "Questionnaire (texte)", "text/markdown"),
    KitFile("reponses.csv", "Modèle de réponses (CSV)", "text/csv"),
    KitFile("design.toml", "Plan d’enquête (TOML)", "application/toml"),
    KitFile("marges.csv", "Marges à compléter (CSV)", "text/csv"),
    KitFile("mode-d-emploi.md", "Mode d’emploi", "text/markdown"),
)


def kit_bytes(name: str) -> bytes:
    """Read a file of the kit.

    Raises
    ------
    MissingDataError
        If it is not there.
    """
    path = FOLDER / name
    if not path.is_file():
        raise MissingDataError(f"Fichier absent du kit d’enquête : {name}.")
    return path.read_bytes()


def kit_text(name: str) -> str:
    """Read a text of the kit.

    Raises
    ------
    MissingDataError
        As :func:`kit_bytes`.
    """
    return kit_bytes(name).decode("utf-8-sig")
