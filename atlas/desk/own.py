"""Open a workspace beside the data of the product."""

from __future__ import annotations

from atlas.desk.desk import Desk
from atlas.desk.own_rows import own_rows
from own_data.workspace.interface import Workspace


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
