"""Drafts: what is being written stands apart until it is whole, and does not outlive its writer.

A draft has a name that no one can foresee, beside the file that it becomes. The name tells which
process of which machine writes it, so that the draft of a process that was killed can be swept.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_NAME = re.compile(r"\.fragiscope-([0-9a-f]{8})-(\d{1,10})-.+")
#: Seconds after which a draft is a remnant, whoever writes it: no file takes a day.
_LONGEST = 86_400


def draft_prefix() -> str:
    """Begin the name of a draft of this process."""
    return f".fragiscope-{_machine()}-{os.getpid()}-"


@contextmanager
def draft_folder(folder: Path) -> Iterator[Path]:
    """Lend a folder of this process alone, inside another one; it goes with what is left in it."""
    with tempfile.TemporaryDirectory(dir=folder, prefix=draft_prefix()) as name:
        yield Path(name)


def sweep(folder: Path) -> list[str]:
    """Remove the drafts that killed processes left in a folder; nothing else.

    Drafts of living processes of this machine, and recent ones of other machines, stay. What
    cannot be removed stays too: it is no reason to stop.

    Returns
    -------
    list of str
        The names removed.
    """
    try:
        found = [entry for entry in os.scandir(folder) if _left_behind(entry)]
    except OSError:
        return []
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path, ignore_errors=True)
        else:
            with suppress(OSError):
                os.unlink(entry.path)
    return sorted(entry.name for entry in found)


def alive(process: int) -> bool:
    """Tell whether a process of this machine still runs."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OverflowError, PermissionError):
        return True
    return True


def _left_behind(entry: os.DirEntry[str]) -> bool:
    named = _NAME.fullmatch(entry.name)
    if named is None:
        return False
    machine, process = named.groups()
    if machine == _machine() and not alive(int(process)):
        return True
    return time.time() - entry.stat(follow_symlinks=False).st_mtime > _LONGEST


def _machine() -> str:
    return f"{zlib.crc32(socket.gethostname().encode()):08x}"
