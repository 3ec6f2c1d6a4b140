"""``build``: the tables of data/ from the official files."""

from __future__ import annotations

from pathlib import Path

import click

from commands.paths import FOLDER
from common.paths import DATA


@click.command()
@click.option(
    "--sources",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=True,
    help="Dossier des fichiers officiels.",
)
@click.option(
    "--data",
    type=FOLDER,
    default=DATA,
    show_default="data/",
    help="Dossier à écrire.",
)
def build(sources: Path, data: Path) -> None:
    """Recalculer les tables de data/ à partir des fichiers officiels."""
    from pipeline.build import build_all  # noqa: PLC0415 - heavy, only this command needs it

    with click.progressbar(
        length=1000, label="Construction", item_show_func=lambda what: what or ""
    ) as bar:
        build_all(sources, data, lambda share, what: bar.update(int(share * 1000) - bar.pos, what))
