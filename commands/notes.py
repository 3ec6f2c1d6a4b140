"""``notes``: the notes of all the territories of a level, in parallel."""

from __future__ import annotations

from pathlib import Path

import click

from commands.demonstration import demonstration_option
from commands.paths import FOLDER
from commands.workspace import with_option
from common.errors import InvalidDataError
from common.french import number


@click.command()
@click.option("--level", default="crte", show_default=True, help="Niveau des territoires.")
@click.option(
    "--out",
    "folder",
    type=FOLDER,
    required=True,
    help="Dossier où écrire les PDF, créé s’il manque ; ceux qui y sont à jour sont laissés.",
)
@click.option("--workers", type=click.IntRange(1, 64), help="Processus (un par cœur par défaut).")
@click.option("--scheduler", default="", help="Ordonnanceur Dask, par exemple tcp://hôte:8786.")
@demonstration_option
@with_option
def notes(
    folder: Path,
    level: str,
    workers: int | None,
    scheduler: str,
    workspace: str,
    *,
    demonstration: bool,
) -> None:
    """Écrire la note de chaque territoire d’un niveau.

    Interrompue, la commande reprend où elle en était.
    """
    from atlas.desk.own import opened_desk  # noqa: PLC0415 - keeps `--help` immediate
    from common.levels import parse_level  # noqa: PLC0415
    from reports.batch import plan  # noqa: PLC0415

    desk = opened_desk(workspace=workspace, demonstration=demonstration)
    batch = plan(desk, parse_level(level), folder, workspace)
    with click.progressbar(
        batch.run(workers, scheduler), length=len(batch.missing), label="Notes", show_pos=True
    ) as bar:
        faults = [f"{done.territory} : {done.fault}" for done in bar if done.fault]
    written = len(batch.missing) - len(faults)
    click.echo(
        f"{number(written)} écrites, {number(len(batch.ready))} déjà à jour, dans {folder.name}.",
        err=True,
    )
    if faults:
        raise InvalidDataError(f"les notes de {folder.name}", faults)
