"""``draw``: a column of any table on any outlines, as a picture; the country does not matter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from commands.numbers import NUMBER
from commands.paths import FILE, OutputFile
from commands.speech import say
from common.files import write_bytes


@click.command()
@click.option(
    "--shapes",
    type=FILE,
    required=True,
    help="Contours : GeoJSON, GeoPackage ou GeoParquet.",
)
@click.option(
    "--id", "identifier", default="code", show_default=True, help="Colonne de leurs codes."
)
@click.option("--table", type=FILE, required=True, help="Valeurs (CSV).")
@click.option("--key", default="code", show_default=True, help="Colonne des codes de la table.")
@click.option("--value", required=True, help="Colonne des valeurs.")
@click.option("--crs", required=True, help="Système projeté, en mètres, par exemple EPSG:3035.")
@click.option("--title", default="", help="Titre ; la colonne par défaut.")
@click.option("--foot", default="", help="Sources et mentions, sous la carte.")
@click.option("--count", type=click.IntRange(2, 7), default=5, show_default=True, help="Classes.")
@click.option(
    "--width",
    "width_mm",
    type=NUMBER,
    default=200,
    show_default=True,
    help="Largeur en millimètres.",
)
@click.option(
    "-o",
    "--output",
    type=OutputFile(".png", ".svg", ".pdf"),
    required=True,
    help="Image à écrire : .png, .svg ou .pdf.",
)
def draw(output: Path, shapes: Path, table: Path, value: str, **choices: Any) -> None:
    """Dessiner une colonne d’un fichier sur des contours, de n’importe quel pays."""
    from atlas.maps.drawn_file import draw_file  # noqa: PLC0415 - keeps `--help` immediate
    from geo.picture_formats import parse_format  # noqa: PLC0415

    fmt = parse_format(output.suffix.removeprefix("."))
    done = draw_file(shapes, table, value, fmt, **choices)
    write_bytes(output, done.content)
    say(output.name, *done.sentences)
