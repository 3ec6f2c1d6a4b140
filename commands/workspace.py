"""The options that name a workspace, and how the commands open it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from atlas.desk.desk import Desk
    from own_data.workspace.interface import Workspace

Command = TypeVar("Command", bound=Callable[..., Any])
_ADDRESS = "fichier .gpkg, ou postgresql://…"

with_option = click.option(
    "--with",
    "workspace",
    metavar="ESPACE",
    help=f"Espace de travail dont les données s’ajoutent à celles du produit : {_ADDRESS}",
)


def workspace_option(name: str, help_text: str) -> Callable[[Command], Command]:
    """Give a command the option, needed, that names the workspace that it changes or reads."""
    return click.option(
        name, "workspace", required=True, metavar="ESPACE", help=f"{help_text} : {_ADDRESS}"
    )


def opened(workspace: str | None, *, demonstration: bool) -> Desk:
    """Open the data, with those of a workspace and of the demonstration where they are asked for.

    Raises
    ------
    MissingDataError
        If the workspace is a file that does not exist: reading makes none.
    UnknownNameError, InvalidDataError, NotAvailableError, DamagedDataError
        See :func:`own_data.workspace.opening.open_workspace` and
        :func:`atlas.desk.own.with_workspace`.
    """
    from atlas.desk.desk import Desk  # noqa: PLC0415 - keeps `--help` immediate

    desk = Desk()
    if workspace is not None:
        from atlas.desk.own import with_workspace  # noqa: PLC0415

        desk = with_workspace(desk, existing(workspace))
    return desk.with_demonstration() if demonstration else desk


def existing(address: str) -> Workspace:
    """Open a workspace that is there already; raises as :func:`opened`."""
    from common.errors import MissingDataError  # noqa: PLC0415 - keeps `--help` immediate
    from own_data.workspace.opening import open_workspace  # noqa: PLC0415

    if "://" not in address and not Path(address).is_file():
        raise MissingDataError(
            f"L’espace de travail « {Path(address).name} » n’existe pas : la commande load le crée."
        )
    return open_workspace(address)
