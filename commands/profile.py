"""``profile``: all that is known of one territory or perimeter, as JSON; its table alone."""

from __future__ import annotations

from pathlib import Path

import click

from commands.demonstration import demonstration_option
from commands.naming import name_option
from commands.paths import FILE, OutputFile
from commands.speech import say
from commands.taken import france_option, write_taken
from commands.workspace import with_option
from common.files import read_bounded, write_text
from common.limits import PERIMETER_BYTES


@click.command()
@click.argument("place", required=False)
@click.option(
    "--perimeter",
    type=FILE,
    help="Fichier de codes ou de noms de communes et d’EPCI (CSV, XLSX, GeoJSON…), "
    "au lieu d’un territoire.",
)
@name_option("Nom du périmètre.")
@demonstration_option
@with_option
@click.option(
    "-o",
    "--output",
    type=OutputFile(".json", ".csv", ".xlsx"),
    required=True,
    help="Fichier à écrire : .json (tout le profil), .csv ou .xlsx (ses indicateurs).",
)
@france_option
def profile(
    place: str | None,
    perimeter: Path | None,
    name: str,
    output: Path,
    workspace: str,
    *,
    demonstration: bool,
    france: bool,
) -> None:
    """Décrire un territoire (epci:240100883) ou un périmètre."""
    from atlas.desk.own import opened_desk  # noqa: PLC0415 - keeps `--help` immediate
    from atlas.desk.perimeters import parse_place, perimeter_from_file  # noqa: PLC0415
    from atlas.desk.place import Place  # noqa: PLC0415
    from atlas.profiles import profile as describe  # noqa: PLC0415
    from atlas.profiles import to_json  # noqa: PLC0415
    from atlas.profiles.export import taken_indicators  # noqa: PLC0415

    if (place is None) == (perimeter is None):
        raise click.UsageError(
            "Donnez un territoire, par exemple epci:240100883, ou --perimeter FICHIER."
        )
    if name and perimeter is None:
        raise click.UsageError("--name nomme un périmètre : il ne va qu’avec --perimeter FICHIER.")
    desk = opened_desk(workspace=workspace, demonstration=demonstration)
    asked: Place
    if perimeter is not None:
        content = read_bounded(perimeter, PERIMETER_BYTES)
        proposal = perimeter_from_file(desk, name or perimeter.stem, content, perimeter.name)
        asked = proposal.perimeter
        say(*proposal.notes)
    else:
        asked = parse_place(desk, str(place))
    made = describe(desk, asked)
    about = made.about
    if output.suffix.lower() == ".json":
        write_text(output, to_json(desk, made))
    else:
        taken = taken_indicators(desk, made)
        about = taken.about
        write_taken(taken, output, france=france)
    say(
        f"{output.name} : {made.name}, {len(made.indicators)} indicateurs, "
        f"réglages {made.about.recipe}, données {made.about.data_version}.",
        *about.mentions,
        about.mark,
    )
