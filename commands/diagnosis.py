"""``diagnosis``: the sheet of a diagnosis, with what a reader answered on the way."""

from __future__ import annotations

from pathlib import Path

import click

from commands.naming import places_options
from commands.paths import OutputFile
from commands.speech import say
from commands.workspace import with_option
from common.files import write_bytes


@click.command()
@places_options
@click.option("--retained", default="", help="Domaines retenus de la mesure : sante,emploi.")
@click.option("--heard", default="", help="Domaines où une fragilité est entendue.")
@click.option("--acting", default="", help="Domaines où quelqu’un agit, recensé ou non.")
@click.option("--priorities", default="", help="Priorités, la première d’abord ; trois au plus.")
@click.option("--meeting", default="", help="Profils de partenaires à rencontrer.")
@with_option
@click.option(
    "-o",
    "--output",
    type=OutputFile(".pdf", ".docx"),
    required=True,
    help="Fichier à écrire : .pdf à imprimer ou .docx à modifier.",
)
def diagnosis(
    *,
    places: tuple[str, ...],
    perimeter: Path | None,
    name: str,
    retained: str,
    heard: str,
    acting: str,
    priorities: str,
    meeting: str,
    output: Path,
    workspace: str,
) -> None:
    """Écrire la feuille à débattre d’un diagnostic, avec les réponses du parcours.

    Les réponses sont des clés séparées par des virgules, celles de l’adresse de la page Diagnostic.
    """
    from atlas.desk.own import opened_desk  # noqa: PLC0415 - keeps `--help` immediate
    from atlas.diagnostic.answers import (  # noqa: PLC0415
        Diagnosis,
        read_domains,
        read_partners,
        read_priorities,
    )
    from atlas.profiles import profile  # noqa: PLC0415
    from reports.asked import asked_place, writer  # noqa: PLC0415
    from reports.documents.diagnosis import diagnosis_content  # noqa: PLC0415

    write = writer(output)
    answered = Diagnosis(
        retained=tuple(read_domains(retained)),
        heard=tuple(read_domains(heard)),
        acting=tuple(read_domains(acting)),
        priorities=tuple(read_priorities(priorities)),
        meeting=tuple(read_partners(meeting)),
    )
    desk = opened_desk(workspace=workspace, demonstration=False)
    place, told = asked_place(desk, places, perimeter, name)
    made = diagnosis_content(desk, profile(desk, place), answered)
    write_bytes(output, write(made))
    own = made.about.mentions if made.about.own else ()
    say(*told, f"{output.name} : {made.title}.", *own)
