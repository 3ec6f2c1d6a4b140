"""The notes of all the territories of a level, in parallel; a second run makes those that lack.

Processes of this machine or of a Dask cluster make them, each of which opens the data once; this
one writes them. A note is made again when its file is absent, or was made from other data, with
another recipe or another use of the demonstration: the file itself says so.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from atlas.desk.desk import Desk
from atlas.desk.own import opened_desk
from atlas.profile import profile
from common.errors import FragiscopeError, UnknownNameError
from common.files import make_folder, write_bytes
from common.levels import MAPPED_LEVELS, Level, Territory
from common.workers import mapper
from indicators.scores.objective import default_recipe
from reports.content.stamp import stamp
from reports.documents.note import note_content
from reports.layout.pdf import to_pdf

#: A worker that has another version of the data, or of the product.
OTHER_VERSION = (
    "l’exécutant a d’autres données, ou une autre version de Fragiscope, que celui qui demande"
)


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
    demonstration : whether the notes may show the demonstration survey.
    workspace : address of the one whose data the notes show, "" for none.
    marks : what the file of each note says of its data, recipe and use of the demonstration.
    ready : notes already there, with the same marks.
    missing : notes to make, in code order.
    """

    folder: Path
    data: Path
    demonstration: bool
    workspace: str
    marks: tuple[str, ...]
    ready: tuple[Territory, ...]
    missing: tuple[Territory, ...]

    def run(self, workers: int | None = None, scheduler: str = "") -> Iterator[Done]:
        """Make the missing notes, yielding each as soon as it is written; make their folder.

        Parameters
        ----------
        workers : processes of this machine, one by core unless given.
        scheduler : see :func:`common.workers.mapper`; the files are the same.
        """
        make_folder(self.folder)
        make = partial(
            _make, data=self.data, workspace=self.workspace, demonstration=self.demonstration
        )
        count = workers or (1 if scheduler else _cores())
        with mapper(min(count, max(len(self.missing), 1)), scheduler) as mapped:
            for territory, made in zip(self.missing, mapped(make, self.missing), strict=True):
                yield Done(territory, self._written(territory, made))

    def _written(self, territory: Territory, made: bytes | str) -> str:
        """Write a note, or say why there is none."""
        if isinstance(made, str):
            return made
        if not _says(made, self.marks):
            return OTHER_VERSION
        write_bytes(file_of(self.folder, territory), made)
        return ""


def plan(desk: Desk, level: Level, folder: Path, workspace: str = "") -> Batch:
    """List the notes of a level that a folder lacks.

    Parameters
    ----------
    desk : the opened data, with the demonstration survey or without, with the workspace or without.
    level : one of the levels whose territories are mapped.
    folder : where the notes go, one PDF each, named by code.
    workspace : address of the one that the desk has beside its data: every process opens it.

    Raises
    ------
    UnknownNameError
        For France as a whole.
    """
    if level not in MAPPED_LEVELS:
        raise UnknownNameError("le niveau", level.value, [level.value for level in MAPPED_LEVELS])
    marks = stamp(desk.version, default_recipe().fingerprint, demonstration=desk.demonstration)
    places = [Territory(level, str(code)) for code in sorted(desk.territories_of(level).index)]
    ready = tuple(place for place in places if _up_to_date(file_of(folder, place), marks))
    missing = tuple(place for place in places if place not in set(ready))
    return Batch(folder, desk.data, desk.demonstration, workspace, marks, ready, missing)


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
    return path.is_file() and _says(path.read_bytes(), marks)


def _says(content: bytes, marks: tuple[str, ...]) -> bool:
    """Look for the marks in the metadata of a PDF, which are never compressed."""
    return content.rstrip().endswith(b"%%EOF") and all(mark.encode() in content for mark in marks)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@lru_cache(maxsize=1)
def _opened(data: Path, workspace: str, *, demonstration: bool) -> Desk:
    """Open the data of a process once."""
    return opened_desk(data, workspace=workspace, demonstration=demonstration)


def _make(territory: Territory, data: Path, workspace: str, *, demonstration: bool) -> bytes | str:
    """Make the PDF of a note, or the French sentence that says why it cannot be."""
    try:
        desk = _opened(data, workspace, demonstration=demonstration)
        return to_pdf(note_content(desk, profile(desk, territory)))
    except FragiscopeError as error:
        return str(error)
