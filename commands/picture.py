"""``picture``: what the map shows, as a picture for slides, notes and print."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from commands.paths import FILE
from commands.question import question_options
from common.files import write_bytes


@click.command()
@question_options
@click.option(
    "--classes",
    default="quantiles",
    show_default=True,
    help="quantiles, fisher_jenks, equal, std, head_tail, ou breaks avec --limits.",
)
@click.option("--limits", default="", help="Limites des classes, par exemple « 12,5 ; 20 ; 30 ».")
@click.option("--highlight", help="Territoire à mettre en évidence, par exemple commune:09122.")
@click.option("--width", type=float, default=200, show_default=True, help="Largeur en millimètres.")
@click.option("--compact", is_flag=True, help="Carte et légende seules, sans titre ni sources.")
@click.option(
    "-o",
    "--output",
    type=FILE,
    required=True,
    help="Image à écrire : .png, .svg ou .pdf.",
)
def picture(
    *,
    output: Path,
    classes: str,
    limits: str,
    highlight: str | None,
    width: float,
    compact: bool,
    within: str | None,
    **question: Any,
) -> None:
    """Dessiner la carte : titre, légende, échelles, outre-mer, sources et mentions."""
    from atlas.cartography import choropleth  # noqa: PLC0415 - keeps `--help` immediate
    from atlas.class_choice import parse_choice  # noqa: PLC0415
    from atlas.desk import Desk  # noqa: PLC0415
    from atlas.layer import layer as make_layer  # noqa: PLC0415
    from atlas.picture import picture as draw  # noqa: PLC0415
    from atlas.picture_words import describe  # noqa: PLC0415
    from atlas.query import parse_query  # noqa: PLC0415
    from geo.pictures import parse_format  # noqa: PLC0415

    fmt = parse_format(output.suffix.removeprefix("."))
    desk = Desk()
    container = desk.resolve(within) if within else None
    pointed = desk.resolve(highlight) if highlight else None
    layer = make_layer(desk, parse_query(within=container, **question))
    seen = choropleth(layer, parse_choice(layer, classes, limits))
    write_bytes(
        output,
        draw(desk, layer, fmt, seen=seen, highlight=pointed, width_mm=width, compact=compact),
    )
    click.echo(f"{output.name} : {describe(layer, seen)}", err=True)
