"""The command line: ``python -m fragiscope COMMAND``. Parses, asks the atlas, writes; no logic."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from common.errors import FragiscopeError
from common.files import write_text
from common.paths import DATA


class _Commands(click.Group):
    """Shows an error of ours as one sentence, exit code 2, without traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except FragiscopeError as error:
            click.echo(f"fragiscope : {error}", err=True)
        except OSError as error:
            click.echo(f"fragiscope : fichier inaccessible : {error.filename}", err=True)
        raise SystemExit(2)


@click.group(cls=_Commands)
def cli() -> None:
    """Fragilités mesurées et ressenties, par territoire et par domaine."""


@cli.command()
@click.option(
    "--sources",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=True,
    help="Dossier des fichiers officiels.",
)
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=DATA,
    show_default="data/",
    help="Dossier à écrire.",
)
def build(sources: Path, data: Path) -> None:
    """Recalculer les tables de data/ à partir des fichiers officiels."""
    from pipeline.build import build_all  # noqa: PLC0415 - heavy, only this command needs it

    with click.progressbar(
        length=1000, label="Construction", item_show_func=lambda what: what or ""
    ) as bar:
        build_all(sources, data, lambda share, what: bar.update(int(share * 1000) - bar.pos, what))


@cli.command()
@click.option("--level", required=True, help="commune, epci, crte, departement ou region.")
@click.option("--domain", default="ensemble", show_default=True, help="Domaine, ou ensemble.")
@click.option(
    "--measure",
    default="objective",
    show_default=True,
    help="objective, perceived, gap ou indicator.",
)
@click.option("--group", default="citoyens", show_default=True, help="Groupe de répondants.")
@click.option("--indicator", help="Indicateur du catalogue, pour --measure indicator.")
@click.option("--year", type=int, help="Année de l'indicateur (la plus récente par défaut).")
@click.option("--within", help="Territoire englobant, par exemple departement:09.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="Fichier GeoJSON à écrire.",
)
def layer(output: Path, within: str | None, **question: Any) -> None:
    """Écrire en GeoJSON exactement ce que montre la carte."""
    from atlas.desk import Desk  # noqa: PLC0415 - keeps `--help` immediate
    from atlas.geojson import to_geojson  # noqa: PLC0415
    from atlas.layer import layer as make_layer  # noqa: PLC0415
    from atlas.query import parse_query  # noqa: PLC0415

    desk = Desk()
    container = desk.resolve(within) if within else None
    made = make_layer(desk, parse_query(within=container, **question))
    write_text(output, to_geojson(made))
    shown = int(made.frame["value"].notna().sum())
    click.echo(f"{output.name} : {len(made.frame)} territoires, {shown} avec une valeur.", err=True)
    for text in (made.note, *made.mentions):
        if text:
            click.echo(text, err=True)


@cli.command()
@click.option(
    "--data",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="Unités en lignes : code, nom, indicateurs, dénominateurs (CSV, colonnes iData de COINr).",
)
@click.option(
    "--meta",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="Hiérarchie, sens et poids des indicateurs (CSV, colonnes iMeta de COINr).",
)
@click.option(
    "--recipe",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="Choix de calcul (TOML, voir recipes/).",
)
@click.option(
    "--parents",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Territoires plus larges, pour l'imputation parent_level (CSV).",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="Scores et rangs à écrire (CSV).",
)
@click.option(
    "--stages",
    type=click.Path(file_okay=False, path_type=Path),
    help="Dossier où écrire chaque table intermédiaire.",
)
def index(output: Path, stages: Path | None, parents: Path | None, **files: Path) -> None:
    """Calculer un indice composite : scores et rangs à tous les niveaux."""
    from indicators.composite.command import run_index  # noqa: PLC0415 - keeps `--help` immediate

    data, meta, recipe = files["data"], files["meta"], files["recipe"]
    done = run_index(data, meta, recipe, output, stages, parents_csv=parents)
    units, scores = done.index.scores.shape
    mark = done.index.recipe.fingerprint
    click.echo(f"{output.name} : {units} unités, {scores} scores, recette {mark}.", err=True)
    if done.unused:
        click.echo(f"Colonnes sans emploi : {', '.join(done.unused)}.", err=True)


if __name__ == "__main__":
    sys.exit(cli(prog_name="fragiscope"))
