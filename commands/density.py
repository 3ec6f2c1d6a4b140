"""``density``: where partnerships are dense, as a GeoTIFF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from commands.numbers import NUMBER
from commands.paths import OutputFile


@click.command()
@click.option("--domain", help="Domaine servi, par exemple emploi.")
@click.option("--category", help="Catégorie, par exemple mecenat ; aucune : non précisée.")
@click.option(
    "--kind",
    help="alliance, label, projet_cofinance ou subvention ; par défaut, sans subvention.",
)
@click.option("--extent", default="metropole", show_default=True, help="Partie du pays.")
@click.option("--cell", type=NUMBER, default=1_000, show_default=True, help="Maille, en mètres.")
@click.option(
    "--bandwidth", type=NUMBER, help="Rayon du noyau, en mètres (d’après les données par défaut)."
)
@click.option("--relative", "per_inhabitant", is_flag=True, help="Pour 10 000 habitants.")
@click.option(
    "-o",
    "--output",
    type=OutputFile(".tif", ".tiff"),
    required=True,
    help="Fichier GeoTIFF à écrire.",
)
def density(output: Path, **question: Any) -> None:
    """Écrire la densité des partenariats (GeoTIFF optimisé pour le nuage).

    Une partie du pays par fichier, chacune dans son système de coordonnées : EPSG:2154 en
    métropole, UTM dans chaque DROM.
    """
    from atlas.desk.desk import Desk  # noqa: PLC0415
    from atlas.jobs.density import run_density  # noqa: PLC0415 - keeps `--help` immediate

    done = run_density(Desk(), output, **question)
    for sentence in (output.name, *done.sentences):
        click.echo(sentence, err=True)
