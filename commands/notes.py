"""``notes``: the notes of all the territories of a level, in parallel."""

from __future__ import annotations

from pathlib import Path

import click

from commands.many import asked_places, batch_options, many_places_options, run_batch


@click.command()
@many_places_options("crte")
@batch_options("PDF")
@click.option("--review", is_flag=True, help="Écrire la revue de projets en place de la note.")
def notes(
    *,
    folder: Path,
    level: str,
    within: str | None,
    perimeter: Path | None,
    workers: int | None,
    scheduler: str,
    workspace: str,
    review: bool,
    demonstration: bool,
) -> None:
    """Écrire la note de chaque territoire d’un niveau.

    Interrompue, la commande reprend où elle en était.
    """
    from atlas.desk.own import opened_desk  # noqa: PLC0415 - keeps `--help` immediate
    from reports.batch import plan  # noqa: PLC0415
    from reports.documents.kinds import DocumentKind  # noqa: PLC0415
    from reports.wanted import Documents  # noqa: PLC0415

    desk = opened_desk(workspace=workspace, demonstration=demonstration)
    places = asked_places(desk, level, within, perimeter)
    wanted = Documents(DocumentKind.REVIEW if review else DocumentKind.NOTE)
    batch = plan(desk, places, folder, workspace=workspace, wanted=wanted)
    run_batch(batch, "Revues" if review else "Notes", workers, scheduler)
