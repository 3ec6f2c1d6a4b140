"""``density``: where partnerships are dense, as a GeoTIFF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.numbers import NUMBER
from commands.paths import FILE, OutputFile
from commands.speech import say
from geo.extents import METROPOLE

if TYPE_CHECKING:
    from atlas.jobs.density import DensityRun
    from atlas.jobs.point_density import PointDensityRun


@click.command()
@click.option("--domain", help="Domaine servi, par exemple emploi.")
@click.option("--category", help="Catégorie, par exemple mecenat ; aucune : non précisée.")
@click.option(
    "--kind",
    help="alliance, label, projet_cofinance ou subvention ; par défaut, sans subvention.",
)
@click.option("--extent", default=METROPOLE.key, show_default=True, help="Partie du pays.")
@click.option("--cell", type=NUMBER, default=1_000, show_default=True, help="Maille, en mètres.")
@click.option(
    "--bandwidth", type=NUMBER, help="Rayon du noyau, en mètres (d’après les données par défaut)."
)
@click.option("--relative", "per_inhabitant", is_flag=True, help="Pour 10 000 habitants.")
@click.option(
    "--points",
    type=FILE,
    help="Ou points à soi : CSV (lon, lat), GeoJSON… ; avec --land et --crs.",
)
@click.option("--weight", default="", help="Colonne de leurs poids ; chacun compte pour un sinon.")
@click.option("--land", type=FILE, help="Contours sur lesquels les répandre.")
@click.option(
    "--id", "identifier", default="code", show_default=True, help="Colonne de leurs codes."
)
@click.option("--crs", default="", help="Système projeté, en mètres, par exemple EPSG:3035.")
@click.option(
    "-o",
    "--output",
    type=OutputFile(".tif", ".tiff"),
    required=True,
    help="Fichier GeoTIFF à écrire.",
)
def density(output: Path, points: Path | None, **question: Any) -> None:
    """Écrire la densité des partenariats, ou de points à soi (GeoTIFF optimisé pour le nuage).

    Une partie du pays par fichier, chacune dans son système de coordonnées : EPSG:2154 en
    métropole, UTM dans chaque DROM.
    """
    own = {name: question.pop(name) for name in ("land", "crs", "weight", "identifier")}
    done: DensityRun | PointDensityRun
    if points is None:
        if own["land"] is not None or own["crs"] or own["weight"]:
            raise click.UsageError("--land, --crs et --weight vont avec --points.")
        from atlas.desk.desk import Desk  # noqa: PLC0415
        from atlas.jobs.density import run_density  # noqa: PLC0415 - keeps `--help` immediate

        done = run_density(Desk(), output, **question)
    else:
        done = _of_points(points, output, own, question)
    say(output.name, *done.sentences)


def _of_points(
    points: Path, output: Path, own: dict[str, Any], question: dict[str, Any]
) -> PointDensityRun:
    if own["land"] is None or not own["crs"]:
        raise click.UsageError("--points demande --land et --crs.")
    kept = {name: question.pop(name) for name in ("cell", "bandwidth")}
    if question.pop("extent") != METROPOLE.key or any(question.values()):
        raise click.UsageError("--points ne choisit ni partenariats ni partie du pays.")
    from atlas.jobs.point_density import run_point_density  # noqa: PLC0415

    return run_point_density(points, own.pop("land"), output, **own, **kept)
