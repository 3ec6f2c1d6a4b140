"""``layer``: exactly what the map shows, in any format."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from commands.demonstration import demonstration_option
from commands.paths import OutputFile
from commands.progress import progress
from commands.question import question_options
from commands.speech import say
from commands.taken import WITH_SHAPES, crs_option, france_option, write_taken
from commands.workspace import with_option
from common.french import number, plural


@click.command()
@question_options
@demonstration_option
@with_option
@click.option(
    "-o",
    "--output",
    type=OutputFile(*WITH_SHAPES),
    required=True,
    help="Fichier à écrire : .geojson, .gpkg, .parquet, .fgb, .csv ou .xlsx.",
)
@crs_option
@france_option
def layer(
    output: Path,
    within: str | None,
    workspace: str,
    crs: int,
    *,
    demonstration: bool,
    france: bool,
    **question: Any,
) -> None:
    """Écrire exactement ce que montre la carte, dans le format du nom du fichier."""
    from atlas.desk.own import opened_desk  # noqa: PLC0415 - keeps `--help` immediate
    from atlas.layers.layer import layer as make_layer  # noqa: PLC0415
    from atlas.layers.query import parse_query  # noqa: PLC0415
    from atlas.layers.taken import taken_layer  # noqa: PLC0415

    desk = opened_desk(workspace=workspace, demonstration=demonstration)
    with progress("Carte", 2) as step:
        step("lecture des données")
        container = desk.resolve(within) if within is not None else None
        made = make_layer(desk, parse_query(within=container, **question))
        step("écriture")
        write_taken(taken_layer(made), output, crs, france=france)
    shown = int(made.table["value"].notna().sum())
    total = len(made.table)
    say(
        f"{output.name} : {number(total)} {plural(total, 'territoire')}, {number(shown)} avec une "
        "valeur.",
        made.about.note,
        *made.about.mentions,
        made.about.mark,
    )
