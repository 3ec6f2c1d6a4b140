"""How a command is told its place, and how a perimeter is named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from commands.paths import FILE

Command = TypeVar("Command", bound=Callable[..., Any])


def places_options(command: Command) -> Command:
    """Give a command ``places``, ``perimeter`` and ``name``: several make a perimeter."""
    for option in reversed(
        (
            click.argument("places", nargs=-1, metavar="[NIVEAU:CODE]..."),
            click.option(
                "--perimeter",
                type=FILE,
                help="Fichier (CSV, texte ou GeoJSON) dont les communes sont ajoutées.",
            ),
            name_option("Nom du périmètre, si plusieurs territoires."),
        )
    ):
        command = option(command)
    return command


def name_option(help_text: str) -> Callable[[Command], Command]:
    """Give a command ``--name``; a name that would have to be cut is refused."""
    return click.option("--name", default="", callback=_short_enough, help=help_text)


def _short_enough(_context: click.Context, option: click.Parameter, name: str) -> str:
    if not name:
        return name
    from common.french import number  # noqa: PLC0415 - keeps `--help` immediate
    from geo.perimeter import LONGEST_NAME  # noqa: PLC0415

    length = len(" ".join(name.split()))
    if length > LONGEST_NAME:
        raise click.BadParameter(
            f"{LONGEST_NAME} caractères au plus attendus, {number(length)} trouvés ; "
            "raccourcissez le nom.",
            param=option,
        )
    return name
