"""How a command makes many documents: a bar, then what was written and what failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from commands.speech import say
from common.errors import InvalidDataError
from common.french import number
from common.grammar import counted

if TYPE_CHECKING:
    from reports.batch import Batch


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
