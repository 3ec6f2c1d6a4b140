"""A folder that ``export --all`` wrote, read back: which files, how large, with which checksums."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from atlas.jobs.bundle import CHECKSUMS
from common.errors import InvalidDataError, MissingDataError
from common.files import read_bounded

PACKAGE = "datapackage.json"
#: Bytes of what describes a folder: tens of files.
_MOST = 2_000_000
_LINE = re.compile(r"(?P<sha256>[0-9a-f]{64})  (?P<name>[A-Za-z0-9_][A-Za-z0-9_.-]*)")
#: What is said of the files that are no table.
_TOLD = {
    "codebook.csv": "Ce que dit chaque colonne, en français et en anglais",
    PACKAGE: "Description des tables pour les programmes (Frictionless)",
    "csv-metadata.json": "Description des tables pour les programmes (CSVW)",
    "dcat.jsonld": "Notice pour un catalogue de données (DCAT-AP)",
    "CITATION.cff": "Comment citer",
    "LISEZMOI.md": "Ce que contient le dossier",
    "partenariats.gpkg": "Partenariats, avec leurs lieux (GeoPackage)",
    CHECKSUMS: "Empreintes de tous les fichiers (sha256sum -c)",
}


@dataclass(frozen=True)
class BundleFile:
    """One file of the folder.

    Attributes
    ----------
    name : of the file, in the folder itself.
    told : what it holds (French).
    bytes : its size.
    sha256 : its checksum, "" for that of the checksums.
    """

    name: str
    told: str
    bytes: int
    sha256: str = ""


@dataclass(frozen=True)
class BundleFolder:
    """What a folder offers.

    Attributes
    ----------
    version : fingerprint of the data that it was made from.
    files : in the order of their names, the checksums last.
    """

    version: str
    files: tuple[BundleFile, ...]

    @property
    def bytes(self) -> int:
        """Size of all the files together."""
        return sum(one.bytes for one in self.files)


def read_bundle(folder: Path) -> BundleFolder:
    """Read what a folder offers; nothing that its checksums do not name is offered.

    Raises
    ------
    MissingDataError
        If the folder, its checksums, its description or a file that they name is absent.
    InvalidDataError
        If they are not what ``export --all`` writes.
    """
    lines = read_bounded(folder / CHECKSUMS, _MOST).decode("utf-8", "replace").splitlines()
    found = [_LINE.fullmatch(line) for line in lines]
    package = _package(folder)
    wrong = [f"ligne {rank}" for rank, match in enumerate(found, start=1) if match is None]
    if wrong or not found:
        raise InvalidDataError(CHECKSUMS, wrong or ["au moins un fichier attendu"])
    titles = {str(one.get("path")): str(one.get("title", "")) for one in package["resources"]}
    files = []
    for match in found:
        assert match is not None  # noqa: S101 - refused above
        name = match["name"]
        files.append(BundleFile(name, _told(name, titles), _size(folder / name), match["sha256"]))
    sums = BundleFile(CHECKSUMS, _TOLD[CHECKSUMS], _size(folder / CHECKSUMS))
    return BundleFolder(str(package.get("version", "")), (*files, sums))


def _package(folder: Path) -> dict[str, Any]:
    try:
        package = json.loads(read_bounded(folder / PACKAGE, _MOST))
    except ValueError:
        package = None
    if not isinstance(package, dict) or not isinstance(package.get("resources"), list):
        raise InvalidDataError(PACKAGE, ["description de tables (Frictionless) attendue"])
    return package


def _told(name: str, titles: dict[str, str]) -> str:
    if name in titles or name in _TOLD:
        return titles.get(name) or _TOLD.get(name, "")
    level = name.removeprefix("contours_").removesuffix(".parquet")
    return f"Contours : {level} (GeoParquet)" if level != name else ""


def _size(path: Path) -> int:
    if not path.is_file() or path.is_symlink():
        raise MissingDataError(f"Fichier absent : {path.name}.")
    return path.stat().st_size
