"""``posters``: the exhibition, to print and hang."""

from __future__ import annotations

from pathlib import Path

import click

from commands.paths import OutputFile
from commands.speech import say
from common.files import write_bytes


@click.command()
@click.option(
    "-o",
    "--output",
    type=OutputFile(".pdf"),
    required=True,
    help="Fichier à écrire : .pdf, une affiche A3 par page.",
)
def posters(output: Path) -> None:
    """Écrire les affiches de l’exposition : des territoires contrastés, et les régions."""
    from atlas.alike.gallery import gallery  # noqa: PLC0415 - keeps `--help` immediate
    from atlas.desk.desk import Desk  # noqa: PLC0415
    from reports.layout.posters import to_posters  # noqa: PLC0415

    shown = gallery(Desk())
    write_bytes(output, to_posters(shown))
    say(f"{output.name} : {shown.about.title}.")
