"""``note``: the note of a place, its regional report, its review of projects, a sheet to debate."""

from __future__ import annotations

from pathlib import Path

import click

from commands.demonstration import demonstration_option
from commands.naming import places_options
from commands.paths import OutputFile
from commands.speech import say
from commands.workspace import with_option
from common.files import write_bytes

#: Keys of :class:`reports.documents.kinds.DocumentKind`, which is imported once it is asked for.
DOCUMENTS = ("note", "rapport-regional", "revue-de-projets", "feuille-de-debat")


@click.command()
@places_options
@click.option(
    "--document",
    type=click.Choice(DOCUMENTS),
    help="note (quatre pages), rapport-regional (région ou France ; celui de la France sans "
    "rien demander), revue-de-projets (deux pages) ou feuille-de-debat (réunion publique). La note "
    "par défaut.",
)
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
    document: str | None,
    demonstration: bool,
) -> None:
    """Écrire la note d’un territoire, ou celle de plusieurs réunis en un périmètre.

    Par exemple : crte:crte-32-02-2, ou epci:200069193 epci:200070555, ou commune:01004. Une région,
    et la France (france:FR), ont aussi un rapport ; tout territoire a une revue de projets et une
    feuille de débat.
    """
    from atlas.desk.own import opened_desk  # noqa: PLC0415 - keeps `--help` immediate
    from reports.asked import asked_place, writer  # noqa: PLC0415
    from reports.documents.kinds import DocumentKind, kinds_of, written  # noqa: PLC0415

    write = writer(output)
    desk = opened_desk(workspace=workspace, demonstration=demonstration)
    place, told = asked_place(desk, places, perimeter, name)
    kind = DocumentKind(document) if document else kinds_of(place)[0]
    made = written(desk, kind, place)
    write_bytes(output, write(made))
    own = made.about.mentions if made.about.own else ()
    say(*told, f"{output.name} : {made.title}.", made.mark, *own)
