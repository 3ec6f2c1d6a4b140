"""How a command makes many documents: its options, a bar, what was written and what failed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from commands.demonstration import demonstration_option
from commands.paths import FILE, FOLDER
from commands.speech import say
from commands.workspace import with_option
from common.errors import InvalidDataError
from common.french import number
from common.grammar import counted

if TYPE_CHECKING:
    from atlas.desk.desk import Desk
    from common.levels import Territory
    from reports.batch import Batch

Command = TypeVar("Command", bound=Callable[..., Any])


def batch_options(written: str, *, demonstration: bool = True) -> Callable[[Command], Command]:
    """Give a command the options of what makes many documents: their folder, and who makes them.

    Parameters
    ----------
    written : French plural of the files.
    demonstration : whether the documents may show the demonstration survey.
    """
    options: tuple[Callable[[Any], Any], ...] = (
        click.option(
            "--out",
            "folder",
            type=FOLDER,
            required=True,
            help=f"Dossier où écrire les {written}, créé s’il manque ; ceux qui y sont à jour sont "
            "laissés.",
        ),
        click.option(
            "--workers", type=click.IntRange(1, 64), help="Processus (un par cœur par défaut)."
        ),
        click.option(
            "--scheduler", default="", help="Ordonnanceur Dask, par exemple tcp://hôte:8786."
        ),
        *((demonstration_option,) if demonstration else ()),
        with_option,
    )
    return _giving(options)


def many_places_options(level: str) -> Callable[[Command], Command]:
    """Give a command the options ``level``, ``within`` and ``perimeter`` (:func:`asked_places`).

    Parameters
    ----------
    level : that of the places where none is asked.
    """
    return _giving(
        (
            click.option(
                "--level", default=level, show_default=True, help="Niveau des territoires."
            ),
            click.option(
                "--within", help="Seulement ceux de ce territoire (par exemple departement:23)."
            ),
            click.option(
                "--perimeter",
                type=FILE,
                help="Seulement ceux qui ont une commune dans ce fichier (CSV, texte ou GeoJSON).",
            ),
        )
    )


def _giving(options: tuple[Callable[[Any], Any], ...]) -> Callable[[Command], Command]:
    def given(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return given


def asked_places(
    desk: Desk, level: str, within: str | None, perimeter: Path | None
) -> list[Territory]:
    """Read which places are asked; say what was found in a file of communes.

    Raises
    ------
    click.UsageError
        If both a territory and a file are given.
    FragiscopeError
        If a name is unknown or the file is refused.
    """
    from common.levels import parse_level  # noqa: PLC0415 - keeps `--help` immediate
    from reports.asked import asked_place  # noqa: PLC0415
    from reports.batch import places_of  # noqa: PLC0415

    if within and perimeter:
        raise click.UsageError("--within ou --perimeter : un seul des deux attendu.")
    if not within and perimeter is None:
        return places_of(desk, parse_level(level))
    container, told = asked_place(desk, [within] if within else [], perimeter)
    if told:
        say(*told)
    return places_of(desk, parse_level(level), container)


def run_batch(batch: Batch, label: str, workers: int | None, scheduler: str) -> None:
    """Make what a folder lacks, and say it.

    Parameters
    ----------
    batch : what there is to do.
    label : plural of what is made, capitalised, beside the bar.
    workers, scheduler : see :meth:`reports.batch.Batch.run`.

    Raises
    ------
    InvalidDataError
        With one sentence for each document that could not be made.
    """
    with click.progressbar(
        batch.run(workers, scheduler), length=len(batch.missing), label=label, show_pos=True
    ) as bar:
        faults = [f"{done.territory} : {done.fault}" for done in bar if done.fault]
    made = len(batch.missing) - len(faults)
    say(
        f"{counted(made, 'document écrit', 'documents écrits')}, {number(len(batch.ready))} déjà à "
        f"jour, dans {batch.folder.name}."
    )
    if faults:
        raise InvalidDataError(f"les documents de {batch.folder.name}", faults)
