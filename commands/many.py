"""How a command makes many documents: its options, a bar, what was written and what failed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from commands.demonstration import demonstration_option
from commands.paths import FOLDER
from commands.speech import say
from commands.workspace import with_option
from common.errors import InvalidDataError
from common.french import number
from common.grammar import counted

if TYPE_CHECKING:
    from reports.batch import Batch

Command = TypeVar("Command", bound=Callable[..., Any])


def batch_options(written: str) -> Callable[[Command], Command]:
    """Give a command the options of what makes many documents: their folder, and who makes them.

    Parameters
    ----------
    written : French plural of the files.
    """
    options = (
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
        demonstration_option,
        with_option,
    )

    def given(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return given


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
