"""Open the workspace that a setting names."""

from __future__ import annotations

import os
from pathlib import Path

from common.errors import UnknownNameError
from own_data.workspace.geopackage import GeoPackageWorkspace
from own_data.workspace.postgres import PostgresWorkspace
from own_data.workspace.relational import RelationalWorkspace

#: Environment variable that names the workspace that a server shares: a file, or a database.
SETTING = "FRAGISCOPE_WORKSPACE"
_DATABASE = ("postgresql://", "postgres://")
_FILE = ".gpkg"


def workspace_address() -> str:
    """Read the address that :data:`SETTING` gives; "" where each session has its own workspace."""
    return os.environ.get(SETTING, "").strip()


def open_workspace(address: str) -> RelationalWorkspace:
    """Open a workspace, made if it is not there yet.

    Parameters
    ----------
    address : ``postgresql://…``, or the path of a GeoPackage file.

    Raises
    ------
    UnknownNameError
        If it is neither.
    MissingDataError, InvalidDataError, NotAvailableError, NotKeptError, DamagedDataError
        See :class:`GeoPackageWorkspace` and :class:`PostgresWorkspace`.
    """
    if address.startswith(_DATABASE):
        return PostgresWorkspace(address)
    if "://" in address or not address.endswith(_FILE):
        scheme = address.split("://", maxsplit=1)[0] + "://…" if "://" in address else address
        raise UnknownNameError(
            "l’espace de travail",
            scheme,
            "postgresql://…, ou un fichier dont le nom finit par .gpkg",
        )
    return GeoPackageWorkspace(Path(address))
