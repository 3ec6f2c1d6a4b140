"""``reports``: the reports of all the régions and of France, in parallel."""

from __future__ import annotations

from pathlib import Path

import click

from commands.demonstration import demonstration_option
from commands.many import run_batch
from commands.paths import FOLDER
from commands.workspace import with_option


@click.command()
@click.option(
    "--out",
    "folder",
    type=FOLDER,
    required=True,
    help="Dossier où écrire les fichiers, créé s’il manque ; ceux qui y sont à jour sont laissés.",
)
@click.option("--docx", is_flag=True, help="Écrire aussi le DOCX, à modifier.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processus (un par cœur par défaut).")
@click.option("--scheduler", default="", help="Ordonnanceur Dask, par exemple tcp://hôte:8786.")
@demonstration_option
@with_option
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
    from reports.batch import DOCX, PDF, plan, regional_places  # noqa: PLC0415
    from reports.documents.kinds import DocumentKind  # noqa: PLC0415

    desk = opened_desk(workspace=workspace, demonstration=demonstration)
    batch = plan(
        desk,
        regional_places(desk),
        folder,
        workspace=workspace,
        kind=DocumentKind.REGIONAL,
        formats=(DOCX, PDF) if docx else (PDF,),
    )
    run_batch(batch, "Rapports", workers, scheduler)
