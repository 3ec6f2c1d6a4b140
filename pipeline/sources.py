"""Find a source file, or say which one is absent."""

from __future__ import annotations

from pathlib import Path

from common.errors import MissingDataError


def source_file(sources: Path, name: str) -> Path:
    """Give the path of a source file.

    Parameters
    ----------
    sources : folder that holds ``indicators/``, ``codes/``, ``zonages/``…
    name : path inside this folder (``indicators/datasfun_communes_rp2021.csv``).

    Raises
    ------
    MissingDataError
        If the file is not there.
    """
    path = sources / name
    if not path.is_file():
        raise MissingDataError(
            f"Fichier source absent : {name}. Déposez-le dans le dossier donné par --sources."
        )
    return path
