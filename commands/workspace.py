"""The options that name a workspace."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])
_ADDRESS = "fichier .gpkg, ou postgresql://…"

with_option = click.option(
    "--with",
    "workspace",
    default="",
    metavar="ESPACE",
    help=f"Espace de travail dont les données s’ajoutent à celles du produit : {_ADDRESS}",
)


def workspace_option(name: str, help_text: str) -> Callable[[Command], Command]:
    """Give a command the option, needed, that names the workspace that it changes or reads."""
    return click.option(
        name, "workspace", required=True, metavar="ESPACE", help=f"{help_text} : {_ADDRESS}"
    )
