"""The notes of all the territories of a level, in parallel; a second run makes those that lack.

Each process opens the data once. A note is made again when its file is absent, or was made from
other data, with another recipe or another use of the demonstration: the file itself says so.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from atlas.desk.desk import Desk
from atlas.profile import profile
from common.errors import FragiscopeError, UnknownNameError
from common.files import make_folder, write_bytes
from common.levels import MAPPED_LEVELS, Level, Territory
from indicators.scores.objective import default_recipe
from reports.content import note_content, stamp
from reports.pdf import to_pdf

#: The desk of a worker process.
_desk: list[Desk] = []


@dataclass(frozen=True)
class Done:
    """One note of a batch.

    Attributes
    ----------
    territory : of the note.
    fault : French sentence that says why it could not be made, or "".
    """

    territory: Territory
    fault: str = ""


@dataclass(frozen=True)
class Batch:
    """What there is to do for a folder.

    Attributes
    ----------
    ready : notes already there, made from the same data and recipe.
    missing : notes to make, in code order.
    """

    folder: Path
    data: Path
    demonstration: bool
    ready: tuple[Territory, ...]
    missing: tuple[Territory, ...]

    def run(self, workers: int | None = None) -> Iterator[Done]:
        """Make the missing notes, yielding each as soon as it is written; make their folder."""
        make_folder(self.folder)
        make = partial(_make, folder=self.folder, demonstration=self.demonstration)
        count = min(workers or _cores(), max(len(self.missing), 1))
        with ProcessPoolExecutor(
            count, mp_context=get_context("spawn"), initializer=_open, initargs=(self.data,)
        ) as pool:
            waiting = [pool.submit(make, territory) for territory in self.missing]
            try:
                for done in as_completed(waiting):
                    yield done.result()
            finally:
                pool.shutdown(cancel_futures=True)


def plan(desk: Desk, level: Level, folder: Path, *, demonstration: bool = False) -> Batch:
    """List the notes of a level that a folder lacks.

    Parameters
    ----------
    desk : the opened data.
    level : one of the levels whose territories are mapped.
    folder : where the notes go, one PDF each, named by code.
    demonstration : see :func:`reports.content.note_content`.

    Raises
    ------
    UnknownNameError
        For France as a whole.
    """
    if level not in MAPPED_LEVELS:
        raise UnknownNameError("le niveau", level.value, [level.value for level in MAPPED_LEVELS])
    marks = stamp(desk.manifest.version, default_recipe().fingerprint, demonstration=demonstration)
    places = [Territory(level, str(code)) for code in sorted(desk.territories_of(level).index)]
    ready = tuple(place for place in places if _up_to_date(file_of(folder, place), marks))
    missing = tuple(place for place in places if place not in set(ready))
    return Batch(folder, desk.data, demonstration, ready, missing)


def file_of(folder: Path, territory: Territory) -> Path:
    """Name the file of a note.

    >>> file_of(Path("notes"), Territory(Level.CRTE, "crte-32-02-2")).as_posix()
    'notes/crte-32-02-2.pdf'
    >>> file_of(Path("notes"), Territory(Level.COMMUNE, "01004")).as_posix()
    'notes/commune-01004.pdf'
    """
    code = territory.code
    return folder / f"{code if code.startswith('crte-') else f'{territory.level}-{code}'}.pdf"


def _up_to_date(path: Path, marks: tuple[str, ...]) -> bool:
    """Look for the marks in the metadata of a PDF, which are never compressed."""
    if not path.is_file():
        return False
    content = path.read_bytes()
    return content.rstrip().endswith(b"%%EOF") and all(mark.encode() in content for mark in marks)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _open(data: Path) -> None:
    _desk.append(Desk(data))


def _make(territory: Territory, folder: Path, *, demonstration: bool) -> Done:
    desk = _desk[0]
    try:
        note = note_content(desk, profile(desk, territory), demonstration=demonstration)
        write_bytes(file_of(folder, territory), to_pdf(note))
    except FragiscopeError as error:
        return Done(territory, str(error))
    return Done(territory)
