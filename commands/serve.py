"""``serve``: the address that QGIS, GDAL and R read, beside the application."""

from __future__ import annotations

import importlib.util

import click

from commands.progress import progress
from commands.speech import say
from common.errors import NotAvailableError
from common.memory import give_back, keep_few_heaps
from common.public_address import site_address

_LARGEST_PORT = 65_535
_NEEDED = "pygeoapi"


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, _LARGEST_PORT),
    default=8600,
    show_default=True,
    help="Port où les logiciels la trouvent ; 0 en prend un qui est libre.",
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Adresse qui écoute ; 0.0.0.0 ouvre au réseau.",
)
@click.option(
    "--address",
    default="",
    help="Adresse publique que disent les liens, derrière un serveur mandataire.",
)
def serve(port: int, host: str, address: str) -> None:
    """Ouvrir les collections aux logiciels (OGC API - Features) ; Ctrl + C l’arrête.

    Une collection par niveau, avec les scores, et une des partenariats qui ont un lieu. En lecture
    seule ; QGIS, GDAL, R et Python les lisent sans extension.
    """
    public = site_address(address)
    if importlib.util.find_spec(_NEEDED) is None:
        raise NotAvailableError(
            f"Il manque {_NEEDED} : installez fragiscope avec son complément « ogc » "
            "(pipx install '.[ogc]'), ou requirements-server.txt."
        )
    from atlas.desk.desk import Desk  # noqa: PLC0415 - keeps `--help` immediate
    from atlas.jobs.collections import COLLECTIONS, feature_sets  # noqa: PLC0415
    from ogc.app import Door  # noqa: PLC0415
    from ogc.server import listening, run  # noqa: PLC0415
    from ogc.shelf import Shelf  # noqa: PLC0415

    keep_few_heaps()
    opened = listening(host, port)
    where = opened.getsockname()[1]
    say("Préparation des collections (une vingtaine de secondes)…")
    shelves = []
    with progress("Collections", len(COLLECTIONS)) as step:
        sets = feature_sets(Desk())
        for key in COLLECTIONS:
            step(key)
            shelves.append(Shelf(next(sets)))
    del sets  # the opened tables
    give_back()
    shown = f"[{host}]" if ":" in host else host
    said = public or f"http://{shown}:{where}"
    run(Door(shelves, public).application(), opened, lambda: say(f"OGC API - Features : {said}"))
