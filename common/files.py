"""Atomic writing: a reader never sees half a file, a failure leaves the old one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole, or leave it as it was.

    Parameters
    ----------
    path : the file; its folder is made if needed.
    content : all its bytes.

    Raises
    ------
    OSError
        If the file cannot be written; its ``filename`` is the path.
    """
    try:
        _replace(path, content)
    except OSError as error:  # it may name a temporary file that the user never asked for
        raise OSError(error.errno, error.strerror, str(path)) from None


def write_text(path: Path, content: str) -> None:
    """Write a UTF-8 text file whole, or leave it as it was."""
    write_bytes(path, content.encode("utf-8"))


def _replace(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
