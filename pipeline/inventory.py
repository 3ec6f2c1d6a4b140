"""What a folder of official files holds of those declared: there, absent, other, older."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from common.errors import InvalidDataError
from common.french import number
from common.labelled import Labelled
from pipeline.declared import OfficialFile
from pipeline.headers import columns_of, lacking
from pipeline.sources import file_hash, source_file


class FileState(Labelled):
    """What a file of the folder is, beside the one declared."""

    SAME = "same", "présent"
    MISSING = "missing", "absent"
    OPTIONAL = "optional", "absent, non indispensable"
    OTHER = "other", "autre que le fichier déclaré"
    UNUSABLE = "unusable", "inutilisable"


#: States with which the tables cannot be made again as they are.
REFUSED_STATES = frozenset({FileState.MISSING, FileState.OTHER, FileState.UNUSABLE})


@dataclass(frozen=True)
class Found:
    """A declared file, and what stands in its place.

    Attributes
    ----------
    declared : its declaration.
    state : what stands there.
    size, sha256 : bytes and hash of what stands there; 0 and empty where nothing does.
    faults : French; columns absent from it, or why it cannot be read.
    """

    declared: OfficialFile
    state: FileState
    size: int = 0
    sha256: str = ""
    faults: tuple[str, ...] = ()

    @property
    def remarks(self) -> list[str]:
        """Say in French what a maintainer must know of it."""
        one = self.declared
        told = list(self.faults)
        if self.state is FileState.OTHER and one.sha256:
            told.insert(0, f"{self._size()} ; empreinte {self.sha256}, {one.sha256} déclarée")
        elif self.state is FileState.OTHER:
            told.insert(0, f"empreinte à déclarer : {self.sha256} ({number(self.size)} octets)")
        if one.outdated:
            told.append(
                f"millésime {one.told_vintage}, plus ancien que le dernier connu : {one.newer_note}"
            )
        if self.state in (FileState.MISSING, FileState.OPTIONAL):
            told.append(whence(one))
        return told

    def _size(self) -> str:
        if self.size == self.declared.size:
            return "même taille"
        return f"{number(self.size)} octets, {number(self.declared.size)} déclarés"

    def as_dict(self) -> dict[str, object]:
        """Give the fields under English names, for scripts."""
        one = self.declared
        return {
            "file": one.file,
            "title": one.title,
            "state": self.state.value,
            "remarks": self.remarks,
            "producer": one.producer,
            "licence": one.licence,
            "page": one.page,
            "official": one.official or None,
            "copy": one.copy or None,
            "address": one.address or None,
            "reworked": one.reworked or None,
            "supply": one.supply.value,
            "vintage": one.vintage,
            "newer": one.newer or None,
            "feeds": list(one.feeds),
            "columns": list(one.columns),
            "bytes": self.size or None,
            "sha256": self.sha256 or None,
            "declared_bytes": one.size or None,
            "declared_sha256": one.sha256 or None,
        }


def whence(one: OfficialFile) -> str:
    """Say in French whence a file that is not there comes."""
    if one.address:
        return f"à prendre à {one.address}"
    told = (
        f"{one.reworked} : aucune adresse ne donne ce fichier" if one.reworked else "",
        f"celui du producteur est à {one.official} (--official)" if one.official else "",
        f"à prendre par {one.page}",
        f"copie : {one.copy}" if one.copy else "",
    )
    return "\u202f; ".join(part for part in told if part)


def take_stock(sources: Path, declared: list[OfficialFile]) -> list[Found]:
    """Look at what a folder holds of some declared files.

    The columns of a file are read only where it is not the declared one: those of that one are
    known.

    Parameters
    ----------
    sources : folder of the official files.
    declared : which ones to look for.
    """
    return [look_at(sources, one) for one in declared]


def look_at(sources: Path, one: OfficialFile) -> Found:
    """Look at what stands in the place of a declared file."""
    path = sources / one.file
    if not path.exists():
        return Found(one, FileState.OPTIONAL if one.optional else FileState.MISSING)
    try:
        size, sha256 = path.stat().st_size, file_hash(source_file(sources, one.file))
    except InvalidDataError as error:
        return Found(one, FileState.UNUSABLE, faults=tuple(error.faults))
    if sha256 == one.sha256:
        return Found(one, FileState.SAME, size, sha256)
    try:
        faults = tuple(lacking(columns_of(path, one), one))
    except InvalidDataError as error:
        return Found(one, FileState.UNUSABLE, size, sha256, tuple(error.faults))
    return Found(one, FileState.OTHER, size, sha256, faults)
