"""``reports``: the reports of all the régions and of France, in parallel."""

from __future__ import annotations

from pathlib import Path

import click

from commands.many import batch_options, run_batch


@click.command()
@batch_options("fichiers")
@click.option("--docx", is_flag=True, help="Écrire aussi le DOCX, à modifier.")
def reports(
    folder: Path,
    workers: int | None,
    scheduler: str,
    workspace: str,
    *,
    docx: bool,
    demonstration: bool,
) -> None:
    """Écrire le rapport régional de chaque région, et celui de la France.

    Interrompue, la commande reprend où elle en était.
    """
    from atlas.desk.own import opened_desk  # noqa: PLC0415 - keeps `--help` immediate
    from reports.batch import plan, regional_places  # noqa: PLC0415
    from reports.documents.kinds import DocumentKind  # noqa: PLC0415
    from reports.wanted import DOCX, PDF, Documents  # noqa: PLC0415

    desk = opened_desk(workspace=workspace, demonstration=demonstration)
    batch = plan(
        desk,
        regional_places(desk),
        folder,
        workspace=workspace,
        wanted=Documents(DocumentKind.REGIONAL, (DOCX, PDF) if docx else (PDF,)),
    )
    run_batch(batch, "Rapports", workers, scheduler)
