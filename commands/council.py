"""``council``: one page about a place, to hand out in a council or to show as a slide."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from commands.naming import places_options
from commands.paths import OutputFile
from commands.speech import say
from commands.workspace import with_option
from common.files import write_bytes
from common.public_address import ADDRESS

address_option = click.option(
    "--address",
    envvar=ADDRESS,
    default="",
    help="Adresse publique de votre Fragiscope (https://exemple.fr) : la page porte celle du "
    "profil, et son code QR.",
)
day_option = click.option(
    "--day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="AAAA-MM-JJ",
    help="Jour écrit sur la page ; aujourd’hui par défaut.",
)


@click.command()
@places_options
@address_option
@day_option
@with_option
@click.option(
    "-o",
    "--output",
    type=OutputFile(".pdf", ".png"),
    required=True,
    help="Fichier à écrire : .pdf (A4, à remettre) ou .png (16:9, à projeter).",
)
def council(
    *,
    places: tuple[str, ...],
    perimeter: Path | None,
    name: str,
    address: str,
    day: datetime | None,
    output: Path,
    workspace: str,
) -> None:
    """Écrire la page pour le conseil : carte, cinq faits, trois graphiques, trois questions.

    Par exemple : commune:23008, ou epci:200069193 epci:200070555 réunis en un périmètre.
    """
    from atlas.desk.own import opened_desk  # noqa: PLC0415 - keeps `--help` immediate
    from atlas.profiles import profile  # noqa: PLC0415
    from common.public_address import page_address, site_address  # noqa: PLC0415
    from reports.asked import asked_place  # noqa: PLC0415
    from reports.documents.council import council_page  # noqa: PLC0415
    from reports.layout.council import council_pdf, council_png  # noqa: PLC0415

    site = site_address(address)
    desk = opened_desk(workspace=workspace, demonstration=False)
    place, told = asked_place(desk, places, perimeter, name)
    page = council_page(
        desk,
        profile(desk, place),
        address=page_address(site, "territoire", {"territoire": str(place)}),
        day=(day or datetime.now().astimezone()).date(),
    )
    write = council_png if output.suffix.lower() == ".png" else council_pdf
    write_bytes(output, write(page))
    own = page.about.mentions if page.about.own else ()
    say(*told, f"{output.name} : {page.title}.", *own)
