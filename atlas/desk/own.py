"""Open a workspace beside the data of the product."""

from __future__ import annotations

from pathlib import Path

from atlas.desk.desk import Desk
from atlas.desk.own_rows import own_rows
from common.errors import MissingDataError
from common.paths import DATA
from own_data.workspace.interface import Workspace
from own_data.workspace.opening import open_workspace


def with_workspace(desk: Desk, workspace: Workspace) -> Desk:
    """Open the companion of a desk that has what a workspace holds at present.

    It is the same object for the same content while somebody holds it; the workspace is read only
    where there is none yet.

    Raises
    ------
    InvalidDataError, NotAvailableError, DamagedDataError
        See :func:`atlas.desk.own_rows.own_rows` and
        :class:`own_data.workspace.interface.Workspace`.
    """
    found = desk.companion(workspace.content())
    return found or desk.with_own(own_rows(workspace, desk.territories))


def opened_desk(data: Path = DATA, *, workspace: str = "", demonstration: bool = False) -> Desk:
    """Open the data of a folder, with a workspace and the demonstration where they are asked for.

    Parameters
    ----------
    data : the folder ``data/``.
    workspace : address of one that exists (:func:`own_data.workspace.opening.open_workspace`).
    demonstration : whether the demonstration survey is there.

    Raises
    ------
    MissingDataError, UnknownNameError, InvalidDataError, NotAvailableError, DamagedDataError
        See :func:`existing_workspace` and :func:`with_workspace`.
    """
    desk = Desk(data)
    if workspace:
        desk = with_workspace(desk, existing_workspace(workspace))
    return desk.with_demonstration() if demonstration else desk


def existing_workspace(address: str) -> Workspace:
    """Open a workspace that is there already: reading makes none.

    Raises
    ------
    MissingDataError
        If it is a file that does not exist.
    UnknownNameError, InvalidDataError, NotAvailableError, DamagedDataError
        See :func:`own_data.workspace.opening.open_workspace`.
    """
    if "://" not in address and not Path(address).is_file():
        raise MissingDataError(
            f"L’espace de travail « {Path(address).name} » n’existe pas : la commande load le crée."
        )
    return open_workspace(address)
