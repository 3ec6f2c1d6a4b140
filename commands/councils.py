"""``councils``: the pages for a council of many places, in parallel."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from commands.council import address_option, day_option
from commands.many import asked_places, batch_options, many_places_options, run_batch


@click.command()
@many_places_options("epci")
@address_option
@day_option
@batch_options("pages", demonstration=False)
@click.option("--png", is_flag=True, help="Écrire aussi l’image 16:9, à projeter.")
def councils(
    *,
    folder: Path,
    level: str,
    within: str | None,
    perimeter: Path | None,
    address: str,
    day: datetime | None,
    workers: int | None,
    scheduler: str,
    workspace: str,
    png: bool,
) -> None:
    """Écrire la page pour le conseil de chaque territoire d’un niveau.

    Interrompue, la commande reprend où elle en était.
    """
    from atlas.desk.own import opened_desk  # noqa: PLC0415 - keeps `--help` immediate
    from common.public_address import site_address  # noqa: PLC0415
    from reports.batch import plan  # noqa: PLC0415
    from reports.wanted import PDF, PNG, CouncilPages  # noqa: PLC0415

    site = site_address(address)
    desk = opened_desk(workspace=workspace, demonstration=False)
    places = asked_places(desk, level, within, perimeter)
    formats = (PDF, PNG) if png else (PDF,)
    wanted = CouncilPages((day or datetime.now().astimezone()).date(), site, formats)
    batch = plan(desk, places, folder, workspace=workspace, wanted=wanted)
    run_batch(batch, "Pages", workers, scheduler)
