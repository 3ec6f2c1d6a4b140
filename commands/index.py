"""``index``: any composite index, stage by stage."""

from __future__ import annotations

from pathlib import Path

import click

from commands.paths import CSV, FILE, FOLDER
from common.french import number


@click.command()
@click.option(
    "--data",
    type=FILE,
    required=True,
    help="Unités en lignes : code, nom, indicateurs, dénominateurs (CSV, colonnes iData de COINr).",
)
@click.option(
    "--meta",
    type=FILE,
    required=True,
    help="Hiérarchie, sens et poids des indicateurs (CSV, colonnes iMeta de COINr).",
)
@click.option(
    "--recipe",
    type=FILE,
    required=True,
    help="Choix de calcul (TOML, voir recipes/).",
)
@click.option(
    "--parents",
    type=FILE,
    help="Territoires plus larges, pour l’imputation parent_level (CSV).",
)
@click.option(
    "-o",
    "--output",
    type=CSV,
    required=True,
    help="Scores et rangs à écrire (CSV).",
)
@click.option(
    "--stages",
    type=FOLDER,
    help="Dossier où écrire chaque table intermédiaire, créé s’il manque.",
)
def index(output: Path, stages: Path | None, parents: Path | None, **files: Path) -> None:
    """Calculer un indice composite : scores et rangs à tous les niveaux."""
    from atlas.jobs.index import run_index  # noqa: PLC0415 - keeps `--help` immediate

    data, meta, recipe = files["data"], files["meta"], files["recipe"]
    done = run_index(data, meta, recipe, output, stages, parents_csv=parents)
    units, scores = done.index.scores.shape
    mark = done.index.recipe.fingerprint
    click.echo(
        f"{output.name} : {number(units)} unités, {number(scores)} scores, recette {mark}.",
        err=True,
    )
    for remark in done.remarks:
        click.echo(remark, err=True)
    if done.unused:
        click.echo(f"Colonnes sans emploi : {', '.join(done.unused)}.", err=True)
