"""What may stand in the file of a workspace: its own tables as they were made, and no program."""

from __future__ import annotations

import re
import sqlite3

from common.errors import InvalidDataError, clipped
from own_data.workspace.geopackage_form import APPLICATION, FORM, STATEMENTS

#: What a GIS adds beside them, which nobody reads here.
_OF_GIS = re.compile(
    "sqlite_sequence|sqlite_stat1|gpkg_extensions|gpkg_ogr_contents|layer_styles|qgis_projects"
    "|gpkg_metadata|gpkg_metadata_reference"
)
#: The spatial index that it makes: a virtual table, its parts, and triggers that no reading runs.
_INDEX = "rtree_records_geom"
_OF_INDEX = re.compile(f"{_INDEX}(_node|_parent|_rowid|_insert|_update[1-7]?|_delete)?")


def refuse_other_objects(connection: sqlite3.Connection, name: str) -> None:
    """Refuse a file that is no workspace, or holds something that runs by itself.

    Nothing of the tables is read before: a view, a trigger, a virtual table, a computed column, a
    constraint or an index on an expression may run what its author wants.

    Parameters
    ----------
    connection : to the file.
    name : how messages name it.

    Raises
    ------
    InvalidDataError
        If the file is no workspace of this version, or has an object that is not expected.
    """
    if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION,):
        raise InvalidDataError(name, ["ce n’est pas un espace de travail de Fragiscope"])
    found = connection.execute(
        "SELECT type, name, sql, rootpage FROM sqlite_schema LIMIT 200"
    ).fetchall()
    made = {label: sql for kind, label, sql, _ in found if kind == "table"}
    faults = [
        f"table « {label} » absente, ou modifiée : sa forme n’est plus celle que Fragiscope écrit"
        for label, statement in STATEMENTS.items()
        if made.get(label) != statement
    ]
    faults += [
        f"objet inattendu : « {clipped(str(label))} » ({clipped(str(kind))}) ; retirez-le"
        for kind, label, sql, page in found
        if not _is_expected(kind, str(label), sql, page)
    ]
    if not faults and connection.execute("SELECT form FROM state").fetchall() != [(FORM,)]:
        faults = [f"version {FORM} attendue ; ce fichier vient d’une autre version de Fragiscope"]
    if faults:
        raise InvalidDataError(name, faults)


def drop_index_of_gis(connection: sqlite3.Connection) -> None:
    """Drop the spatial index that a GIS made: its triggers ask for functions of the GIS.

    None of them runs before it is dropped. The GIS makes it anew if it is asked to.
    """
    names = connection.execute("SELECT type, name FROM sqlite_schema").fetchall()
    found = {(kind, name) for kind, name in names if _OF_INDEX.fullmatch(name)}
    for kind, name in sorted(found):
        if kind == "trigger":
            connection.execute(f'DROP TRIGGER "{name}"')
    if ("table", _INDEX) in found:
        connection.execute(f'DROP TABLE "{_INDEX}"')
        if ("table", "gpkg_extensions") in names:
            connection.execute("DELETE FROM gpkg_extensions WHERE extension_name LIKE '%rtree%'")


def _is_expected(kind: str, name: str, statement: str | None, page: int) -> bool:
    if _OF_INDEX.fullmatch(name):
        return kind in ("table", "trigger")
    if kind == "index":  # SQLite's own, of a key: an index that somebody makes has a statement
        return statement is None
    return kind == "table" and page > 0 and (name in STATEMENTS or bool(_OF_GIS.fullmatch(name)))
