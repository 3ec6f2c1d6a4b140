"""What may stand in a GeoPackage that is read: tables, and nothing that runs when they are."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from common.errors import InvalidDataError, clipped

#: Columns that SQLite works out when they are read (``PRAGMA table_xinfo``).
_COMPUTED = (2, 3)
#: How the spatial index of a layer is declared.
_INDEX = re.compile(r'CREATE VIRTUAL TABLE "?rtree_\w+"? USING rtree\s*\(', re.I)


def first_layer(path: Path) -> str:
    """Name the first layer of a GeoPackage, once nothing in it can run.

    A view may have no end, whichever table of the format it stands for; so may a virtual table; a
    computed column may have any size. None is read before all are known. Spatial indexes stay: they
    are asked for nothing here.

    Raises
    ------
    InvalidDataError
        If the file holds one of these, or no layer.
    sqlite3.Error
        If it is no database, or has not the tables of the format.
    """
    place = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
    with closing(sqlite3.connect(place, uri=True)) as base:
        base.text_factory = lambda text: text.decode("utf-8", "replace")
        objects = base.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()
        made = [(str(name), str(sql or "")) for kind, name, sql in objects if kind == "table"]
        virtual = {name for name, sql in made if _is_virtual(sql) and not _INDEX.match(sql)}
        faults = [
            f"« {clipped(str(name))} » est une vue : l’enregistrer comme table, ou la retirer"
            for kind, name, _ in objects
            if kind == "view"
        ]
        faults += [
            f"« {clipped(name)} » : table virtuelle ; retirez-la" for name in sorted(virtual)
        ]
        faults += [
            f"« {clipped(name)} » : colonne calculée ; enregistrez ses valeurs"
            for name, sql in made
            if not _is_virtual(sql) and _is_computed(base, name)
        ]
        if faults:
            raise InvalidDataError(path.name, faults)
        found = base.execute(
            "SELECT table_name FROM gpkg_contents WHERE data_type = 'features'"
            " ORDER BY rowid LIMIT 1"
        ).fetchone()
    if found is None or str(found[0]).lower() not in {name.lower() for name, _ in made}:
        raise InvalidDataError(path.name, ["aucune couche de géométries trouvée"])
    return str(found[0])


def _is_virtual(sql: str) -> bool:
    return sql.upper().split()[:2] == ["CREATE", "VIRTUAL"]


def _is_computed(base: sqlite3.Connection, table: str) -> bool:
    columns = base.execute("SELECT hidden FROM pragma_table_xinfo(?)", (table,))
    return any(hidden in _COMPUTED for (hidden,) in columns)
