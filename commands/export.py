"""``export``: everything at once, for who studies the whole country."""

from __future__ import annotations

from pathlib import Path

import click

from commands.paths import FOLDER
from commands.progress import progress
from commands.speech import say
from common.files import make_folder, megabytes
from common.french import number


@click.command()
@click.option("--all", "whole", is_flag=True, required=True, help="Tout ce que le produit publie.")
@click.option("-o", "--output", type=FOLDER, required=True, help="Dossier où écrire.")
def export(output: Path, *, whole: bool) -> None:
    """Écrire toutes les tables, les contours, le dictionnaire des colonnes et les métadonnées.

    Le dossier se décrit lui-même (LISEZMOI.md) : datapackage.json, csv-metadata.json, dcat.jsonld,
    CITATION.cff, SHA256SUMS.
    """
    from atlas.desk.desk import Desk  # noqa: PLC0415 - keeps `--help` immediate
    from atlas.jobs.bundle import bundle_steps, write_bundle  # noqa: PLC0415

    make_folder(output)
    desk = Desk()
    with progress("Export", bundle_steps()) as step:
        files = write_bundle(desk, output, step)
    size = sum(path.stat().st_size for path in files)
    say(f"{output.name} : {number(len(files))} fichiers, {megabytes(size)}.")
