"""Files: reading within bounds; atomic writing, where a failure leaves the old file.

A file is written under a name that no one can foresee, in the folder where it goes, then moved onto
its own: a link that waits there is replaced, never followed. No folder is made on the way.
"""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from common.drafts import draft_prefix
from common.errors import InvalidDataError, MissingDataError, TooLargeError
from common.french import number
from common.limits import raised


def read_bounded(path: Path, limit: int) -> bytes:
    """Read a file that someone gives, whole, once its kind and its size are known to be sane.

    Parameters
    ----------
    path : the file.
    limit : most bytes that are read (:mod:`common.limits`), but for what
        :func:`common.limits.raised` adds.

    Raises
    ------
    MissingDataError
        If the file is absent.
    InvalidDataError
        If it is no regular file (folder, device, pipe).
    TooLargeError
        If it is larger than the limit.
    OSError
        If it cannot be opened.
    """
    limit = raised(limit)
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode):
                raise InvalidDataError(path.name, ["fichier ordinaire attendu"])
            content = file.read(limit + 1) if about.st_size <= limit else b""
            size = max(about.st_size, len(content))
    except FileNotFoundError:
        raise MissingDataError(f"Fichier absent : {path.name}.") from None
    if size > limit:
        raise TooLargeError(path.name, [_too_large(limit, size)])
    return content


def refuse_endless(path: Path, limit: int, name: str | None = None) -> None:
    """Refuse a file that is there and that another reader should not open.

    Parameters
    ----------
    path : the file.
    limit : most bytes, but for what :func:`common.limits.raised` adds.
    name : how messages name it; its own name by default.

    Raises
    ------
    InvalidDataError
        If it is no regular file (folder, device, pipe).
    TooLargeError
        If it is larger than the limit.
    """
    about, limit = path.stat(), raised(limit)
    if not stat.S_ISREG(about.st_mode):
        raise InvalidDataError(name or path.name, ["fichier ordinaire attendu"])
    if about.st_size > limit:
        raise TooLargeError(name or path.name, [_too_large(limit, about.st_size)])


def _too_large(limit: int, size: int) -> str:
    return f"{megabytes(limit)} au plus attendus, {megabytes(size)} trouvés"


def megabytes(size: int) -> str:
    """Write a size as a reader says it.

    >>> megabytes(2_000_000), megabytes(100_000)
    ('2 Mo', '0,1 Mo')
    """
    decimals = 0 if size % 1_000_000 == 0 else 1
    return f"{number(size / 1e6, decimals)} Mo"


def _without_waiting(path: str, flags: int) -> int:
    """Open a file; a pipe that nobody writes to would otherwise wait for ever."""
    return os.open(path, flags | os.O_NONBLOCK)


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole, or leave it as it was.

    Parameters
    ----------
    path : the file, in a folder that exists.
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


def make_folder(folder: Path) -> None:
    """Make a folder that is a command's own, in one that exists.

    Raises
    ------
    OSError
        If it cannot be made.
    """
    folder.mkdir(exist_ok=True)


def _replace(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=draft_prefix())
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
