"""``layer``: exactly what the map shows, as GeoJSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from commands.demonstration import demonstration_option
from commands.paths import OutputFile
from commands.progress import progress
from commands.question import question_options
from commands.speech import say
from commands.workspace import with_option
from common.files import write_text
from common.french import number, plural


@click.command()
@question_options
@demonstration_option
@with_option
@click.option(
    "-o",
    "--output",
    type=OutputFile(".geojson", ".json"),
    required=True,
    help="Fichier GeoJSON à écrire.",
)
def layer(
    output: Path,
    within: str | None,
    workspace: str,
    *,
    demonstration: bool,
    **question: Any,
) -> None:
    """Écrire en GeoJSON exactement ce que montre la carte."""
    from atlas.desk.own import opened_desk  # noqa: PLC0415 - keeps `--help` immediate
    from atlas.layer.geojson import to_geojson  # noqa: PLC0415 - keeps `--help` immediate
    from atlas.layer.layer import layer as make_layer  # noqa: PLC0415
    from atlas.layer.query import parse_query  # noqa: PLC0415

    desk = opened_desk(workspace=workspace, demonstration=demonstration)
    with progress("Carte", 3) as step:
        step("lecture des données")
        container = desk.resolve(within) if within is not None else None
        made = make_layer(desk, parse_query(within=container, **question))
        step("mise en forme")
        written = to_geojson(made)
        step("écriture")
        write_text(output, written)
    shown = int(made.table["value"].notna().sum())
    total = len(made.table)
    say(
        f"{output.name} : {number(total)} {plural(total, 'territoire')}, {number(shown)} avec une "
        "valeur.",
        made.about.note,
        *made.about.mentions,
        made.about.mark,
    )
