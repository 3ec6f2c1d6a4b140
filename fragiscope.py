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
from commands.rates import rates
from commands.small_area import small_area
from commands.survey import survey
from commands.usage import file_sentence, usage_sentence
from commands.zonal import zonal
from common.errors import FragiscopeError, UnknownNameError
from common.version import version


class _Commands(click.Group):
    """Shows an error as one French sentence, exit code 2, without traceback."""

    def main(self, *args: Any, **options: Any) -> Any:
        try:
            return super().main(*args, **options | {"standalone_mode": False})
        except FragiscopeError as error:
            told = str(error)
        except click.UsageError as error:
            told = usage_sentence(error)
        except click.Abort:
            told = "interrompu."
        except OSError as error:
            told = file_sentence(error)
        click.echo(f"fragiscope : {told}", err=True)
        raise SystemExit(2)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        found = super().get_command(ctx, cmd_name)
        if found is None:
            raise UnknownNameError("la commande", cmd_name, self.list_commands(ctx))
        return found


@click.group(cls=_Commands)
@click.version_option(
    version(), prog_name="fragiscope", message="%(prog)s %(version)s", help="Dire la version."
)
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
    rates,
    small_area,
    survey,
    zonal,
):
    cli.add_command(command)


if __name__ == "__main__":
    sys.exit(cli(prog_name="fragiscope"))
