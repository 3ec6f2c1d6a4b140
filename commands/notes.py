"""``notes``: the notes of all the territories of a level, in parallel."""

from __future__ import annotations

from pathlib import Path

import click

from commands.many import batch_options, run_batch


@click.command()
@click.option("--level", default="crte", show_default=True, help="Niveau des territoires.")
@batch_options("PDF")
@click.option("--review", is_flag=True, help="Écrire la revue de projets en place de la note.")
def notes(
    folder: Path,
    level: str,
    workers: int | None,
    scheduler: str,
    workspace: str,
    *,
    review: bool,
    demonstration: bool,
) -> None:
    """Écrire la note de chaque territoire d’un niveau.

    Interrompue, la commande reprend où elle en était.
    """
    from atlas.desk.own import opened_desk  # noqa: PLC0415 - keeps `--help` immediate
    from common.levels import parse_level  # noqa: PLC0415
    from reports.batch import places_of, plan  # noqa: PLC0415
    from reports.documents.kinds import DocumentKind  # noqa: PLC0415

    desk = opened_desk(workspace=workspace, demonstration=demonstration)
    places = places_of(desk, parse_level(level))
    kind = DocumentKind.REVIEW if review else DocumentKind.NOTE
    batch = plan(desk, places, folder, workspace=workspace, kind=kind)
    run_batch(batch, "Revues" if review else "Notes", workers, scheduler)
