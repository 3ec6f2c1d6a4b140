"""Find a source file, or say which one is absent.

What official files hold is trusted: whoever builds has chosen them. That they are files, and of a
size that official files have, is checked.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from common.errors import MissingDataError
from common.files import refuse_endless
from common.limits import SOURCE_BYTES


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
    InvalidDataError
        If it is no regular file (device, pipe).
    TooLargeError
        If no official file is that large (:mod:`common.limits`).
    """
    path = sources / name
    if not path.exists():
        raise MissingDataError(
            f"Fichier source absent : {name}. Déposez-le dans le dossier donné par --sources."
        )
    refuse_endless(path, SOURCE_BYTES, name)
    return path


def file_hash(path: Path) -> str:
    """Give the SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
