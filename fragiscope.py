"""The command line: ``python -m fragiscope COMMAND``."""

from __future__ import annotations

import sys
from typing import Any

import click

from commands.build import build
from commands.clusters import clusters
from commands.density import density
from commands.index import index
from commands.layer import layer
from commands.note import note
from commands.notes import notes
from commands.picture import picture
from commands.profile import profile
from commands.small_area import small_area
from commands.survey import survey
from commands.zonal import zonal
from common.errors import FragiscopeError


class _Commands(click.Group):
    """Shows an error of ours as one sentence, exit code 2, without traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except FragiscopeError as error:
            click.echo(f"fragiscope : {error}", err=True)
        except OSError as error:
            click.echo(f"fragiscope : fichier inaccessible : {error.filename}", err=True)
        raise SystemExit(2)


@click.group(cls=_Commands)
def cli() -> None:
    """Fragilités mesurées et ressenties, par territoire et par domaine."""


for command in (
    build,
    clusters,
    density,
    index,
    layer,
    note,
    notes,
    picture,
    profile,
    small_area,
    survey,
    zonal,
):
    cli.add_command(command)


if __name__ == "__main__":
    sys.exit(cli(prog_name="fragiscope"))
