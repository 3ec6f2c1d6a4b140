"""``note``: the briefing note of a place, as PDF or DOCX."""

from __future__ import annotations

from pathlib import Path

import click

from commands.demonstration import demonstration_option
from commands.naming import name_option
from commands.paths import FILE, OutputFile
from commands.workspace import with_option
from common.files import write_bytes


@click.command()
@click.argument("places", nargs=-1, metavar="[NIVEAU:CODE]...")
@click.option(
    "--perimeter",
    type=FILE,
    help="Fichier (CSV, texte ou GeoJSON) dont les communes sont ajoutées.",
)
@name_option("Nom du périmètre, si plusieurs territoires.")
@demonstration_option
@with_option
@click.option(
    "-o",
    "--output",
    type=OutputFile(".pdf", ".docx"),
    required=True,
    help="Fichier à écrire : .pdf à remettre ou .docx à modifier.",
)
def note(
    places: tuple[str, ...],
    perimeter: Path | None,
    name: str,
    output: Path,
    workspace: str,
    *,
    demonstration: bool,
) -> None:
    """Écrire la note d’un territoire, ou celle de plusieurs réunis en un périmètre.

    Par exemple : crte:crte-32-02-2, ou epci:200069193 epci:200070555, ou commune:01004.
    """
    from atlas.desk.own import opened_desk  # noqa: PLC0415 - keeps `--help` immediate
    from atlas.profile import profile  # noqa: PLC0415 - keeps `--help` immediate
    from reports.asked import asked_place, writer  # noqa: PLC0415
    from reports.documents.note import note_content  # noqa: PLC0415

    write = writer(output)
    desk = opened_desk(workspace=workspace, demonstration=demonstration)
    place, told = asked_place(desk, places, perimeter, name)
    made = note_content(desk, profile(desk, place))
    write_bytes(output, write(made))
    own = made.about.mentions if made.about.own else ()
    for sentence in (*told, f"{output.name} : {made.title}.", made.mark, *own):
        if sentence:
            click.echo(sentence, err=True)
