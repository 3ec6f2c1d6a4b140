"""The tables of ``data/`` are what the build wrote: each is checked before it is first read.

``manifest.json`` holds the SHA-256 of every table. A table that is truncated, altered, replaced or
unknown to the manifest is refused by name; a file that has not changed since is not read again.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from common.errors import DamagedDataError, MissingDataError
from common.french import number

MANIFEST_FILE = "manifest.json"
_REBUILD = "reconstruisez les données avec python -m fragiscope build"
_PUT_BACK = f"Remettez le fichier d’origine, ou {_REBUILD}."
#: What the manifest must say of a table.
_FIELDS = {"producer": str, "vintage": str, "licence": str, "sha256": str, "bytes": int}

#: What a file was when it was last found sound: inode, bytes, time of its last change.
_State = tuple[int, int, int]
_sound: dict[Path, _State] = {}
_manifests: dict[Path, tuple[_State, dict[str, dict[str, Any]]]] = {}


def table_path(data: Path, name: str | Path) -> Path:
    """Give the path of a table whose bytes are those that the manifest announces.

    Parameters
    ----------
    data : folder of the product's tables.
    name : path of the table in it.

    Raises
    ------
    MissingDataError
        If the table or the manifest is absent.
    DamagedDataError
        If the table is not the one of the manifest, or the manifest is unusable.
    """
    path, name = data / name, Path(name).as_posix()
    if not path.is_file():
        raise MissingDataError(f"Table absente : {name}. Pour l’avoir, {_REBUILD}.")
    state = _state(path)
    if _sound.get(path) != state:
        _check(path, name, manifest_tables(data).get(name))
        _sound[path] = state
    return path


def vouch(path: Path) -> None:
    """Hold for sound a table that this process has just written, until the file changes.

    The steps of a build read what earlier steps wrote, before there is a manifest.
    """
    _sound[path] = _state(path)


def manifest_tables(data: Path) -> dict[str, dict[str, Any]]:
    """Read what the manifest says of each table, by its path in the folder.

    Returns
    -------
    dict
        producer, vintage, licence, inputs, sha256, bytes by table.

    Raises
    ------
    MissingDataError
        If there is no manifest.
    DamagedDataError
        If it is not what the build writes.
    """
    path = data / MANIFEST_FILE
    if not path.is_file():
        raise MissingDataError(
            f"Le dossier de données est incomplet : {MANIFEST_FILE} manque. {_PUT_BACK}"
        )
    state = _state(path)
    known = _manifests.get(path)
    if known is None or known[0] != state:
        known = _manifests[path] = state, _parse(path.read_bytes())
    return known[1]


def _parse(content: bytes) -> dict[str, dict[str, Any]]:
    try:
        tables = json.loads(content.decode("utf-8"))["tables"]
        whole = bool(tables) and all(
            isinstance(entry[field], kind)
            for entry in tables.values()
            for field, kind in _FIELDS.items()
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        whole = False
    if not whole:
        raise DamagedDataError(
            f"{MANIFEST_FILE} est endommagé : attendu l’empreinte et l’origine de chaque table. "
            f"{_PUT_BACK}"
        )
    found: dict[str, dict[str, Any]] = tables
    return found


def _check(path: Path, name: str, entry: dict[str, Any] | None) -> None:
    if entry is None:
        raise DamagedDataError(
            f"La table {name} est étrangère à ces données : {MANIFEST_FILE} ne l’annonce pas. "
            f"{_PUT_BACK}"
        )
    size = path.stat().st_size
    if size != entry["bytes"]:
        raise DamagedDataError(
            f"La table {name} est endommagée : {number(size)} octets trouvés, "
            f"{number(entry['bytes'])} attendus (fichier tronqué ou remplacé). {_PUT_BACK}"
        )
    with path.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if found != entry["sha256"]:
        raise DamagedDataError(
            f"La table {name} est endommagée : son contenu n’est pas celui que {MANIFEST_FILE} "
            f"annonce (fichier altéré ou remplacé). {_PUT_BACK}"
        )


def _state(path: Path) -> _State:
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns
