"""The documents of many places, in parallel; a second run makes those that lack.

Processes of this machine or of a Dask cluster make them, each of which opens the data once; this
one writes them. A document is made again when a file of it is absent, or rests on something else
(other data, another recipe, another use of the demonstration): the file itself says so.
"""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from atlas.desk.desk import Desk
from atlas.desk.own import opened_desk
from atlas.desk.place import Place
from common.errors import FragiscopeError, UnknownNameError
from common.files import make_folder, write_bytes
from common.levels import FRANCE_CODE, MAPPED_LEVELS, Level, Territory
from common.workers import mapper
from geo.perimeter import Perimeter
from geo.territories import holding
from reports.wanted import NOTES, PDF, Wanted

_ZIP, _PNG, _PNG_END = b"PK", b"\x89PNG", b"IEND\xaeB`\x82"
#: The files of a document by the end of their names, or why there are none.
Made = dict[str, bytes] | str
#: A worker that has another version of the data, or of the product.
OTHER_VERSION = (
    "l’exécutant a d’autres données, ou une autre version de Fragiscope, que celui qui demande"
)


@dataclass(frozen=True)
class Done:
    """One document of a batch.

    Attributes
    ----------
    territory : of which it is.
    fault : French sentence that says why it could not be made, or "".
    """

    territory: Territory
    fault: str = ""


@dataclass(frozen=True)
class Batch:
    """What there is to do for a folder.

    Attributes
    ----------
    demonstration : whether the documents may show the demonstration survey.
    workspace : address of the one whose data they show, "" for none.
    marks : what each file says of what it rests on: data, recipe, use of the demonstration.
    ready : places whose files are already there, with the same marks.
    missing : places whose documents are to make, in code order.
    wanted : which document, in which formats.
    """

    folder: Path
    data: Path
    demonstration: bool
    workspace: str
    marks: tuple[str, ...]
    ready: tuple[Territory, ...]
    missing: tuple[Territory, ...]
    wanted: Wanted = NOTES

    def run(self, workers: int | None = None, scheduler: str = "") -> Iterator[Done]:
        """Make what is missing, yielding each as soon as it is written; make the folder.

        Parameters
        ----------
        workers : processes of this machine, one by core unless given.
        scheduler : see :func:`common.workers.mapper`; the files are the same.
        """
        make_folder(self.folder)
        make = partial(
            _make,
            data=self.data,
            workspace=self.workspace,
            wanted=self.wanted,
            demonstration=self.demonstration,
        )
        count = workers or (1 if scheduler else _cores())
        with mapper(min(count, max(len(self.missing), 1)), scheduler) as mapped:
            for territory, made in zip(self.missing, mapped(make, self.missing), strict=True):
                yield Done(territory, self._written(territory, made))

    def _written(self, territory: Territory, made: Made) -> str:
        """Write the files of a document, or say why there are none."""
        if isinstance(made, str):
            return made
        if not all(_says(content, self.marks) for content in made.values()):
            return OTHER_VERSION
        for fmt, content in made.items():
            write_bytes(file_of(self.folder, territory, self.wanted.start, fmt), content)
        return ""


def plan(
    desk: Desk,
    places: Sequence[Territory],
    folder: Path,
    *,
    workspace: str = "",
    wanted: Wanted = NOTES,
) -> Batch:
    """List the documents that a folder lacks.

    Parameters
    ----------
    desk : the opened data, with the demonstration survey or without, with the workspace or without.
    places : of which a document is wanted.
    folder : where the files go, named by code.
    workspace : address of the one that the desk has beside its data: every process opens it.
    wanted : which document, in which formats.
    """
    marks = wanted.marks(desk)

    def ready(place: Territory) -> bool:
        files = [file_of(folder, place, wanted.start, fmt) for fmt in wanted.formats]
        return all(path.is_file() and _says(path.read_bytes(), marks) for path in files)

    done = tuple(place for place in places if ready(place))
    missing = tuple(place for place in places if place not in set(done))
    return Batch(folder, desk.data, desk.demonstration, workspace, marks, done, missing, wanted)


def places_of(desk: Desk, level: Level, within: Place | None = None) -> list[Territory]:
    """List the territories of a level of which there are documents, in code order.

    Parameters
    ----------
    desk : the opened data.
    level : of the territories.
    within : those that have a commune in it alone; a territory, or the communes of a perimeter.

    Raises
    ------
    UnknownNameError
        For France as a whole.
    """
    if level not in MAPPED_LEVELS:
        raise UnknownNameError("le niveau", level.value, [level.value for level in MAPPED_LEVELS])
    if isinstance(within, Perimeter):
        codes = holding(desk.memberships, level, within.communes)
    else:
        codes = sorted(desk.codes_within(level, within))
    return [Territory(level, str(code)) for code in codes]


def regional_places(desk: Desk) -> list[Territory]:
    """List the places that have a regional report: the régions, then France."""
    return [*places_of(desk, Level.REGION), Territory(Level.FRANCE, FRANCE_CODE)]


def file_of(folder: Path, territory: Territory, start: str = "", fmt: str = PDF) -> Path:
    """Name a file of a document by its territory, after the word that tells its kind.

    >>> file_of(Path("notes"), Territory(Level.CRTE, "crte-32-02-2")).as_posix()
    'notes/crte-32-02-2.pdf'
    >>> file_of(Path("pages"), Territory(Level.COMMUNE, "01004"), "conseil-", ".png").as_posix()
    'pages/conseil-commune-01004.png'
    """
    code = territory.code
    name = code if code.startswith("crte-") else f"{territory.level}-{code}"
    return folder / f"{start}{name}{fmt}"


def _says(content: bytes, marks: tuple[str, ...]) -> bool:
    """Look for the marks in the metadata of a whole file: never compressed in a PDF, nor a PNG."""
    if content.startswith(_ZIP):
        return _docx_says(content, marks)
    end = _PNG_END if content.startswith(_PNG) else b"%%EOF"
    return content.rstrip().endswith(end) and all(mark.encode() in content for mark in marks)


def _docx_says(content: bytes, marks: tuple[str, ...]) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            properties = archive.read("docProps/core.xml").decode("utf-8")
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError):
        return False
    return all(mark in properties for mark in marks)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@lru_cache(maxsize=1)
def _opened(data: Path, workspace: str, *, demonstration: bool) -> Desk:
    """Open the data of a process once."""
    return opened_desk(data, workspace=workspace, demonstration=demonstration)


def _make(
    territory: Territory, data: Path, workspace: str, wanted: Wanted, *, demonstration: bool
) -> Made:
    """Make the files of a document, or the French sentence that says why they cannot be."""
    try:
        desk = _opened(data, workspace, demonstration=demonstration)
        return wanted.made(desk, territory)
    except FragiscopeError as error:
        return str(error)
