"""The command line: ``python -m fragiscope COMMAND``.

This is the one boundary of the commands: whatever happens leaves as one French sentence and an exit
code (:mod:`commands.usage`).
"""

from __future__ import annotations

import os
import sys
import traceback
import warnings
from typing import Any

import click

from commands.build import build
from commands.catalogue import catalogue
from commands.check import check
from commands.clusters import clusters
from commands.completion import completion
from commands.council import council
from commands.councils import councils
from commands.density import density
from commands.diagnosis import diagnosis
from commands.draw import draw
from commands.export import export
from commands.french_help import HELP_NAMES, FrenchContext
from commands.index import index
from commands.layer import layer
from commands.load import load, loads, undo, unload
from commands.note import note
from commands.notes import notes
from commands.outputs import keeping_inputs
from commands.partnerships import partnerships
from commands.picture import picture
from commands.posters import posters
from commands.profile import profile
from commands.rates import rates
from commands.reports import reports
from commands.reproduce import reproduce
from commands.run import run
from commands.serve import serve
from commands.small_area import small_area
from commands.sources import sources
from commands.speech import speech_options
from commands.survey import survey
from commands.table import table
from commands.usage import DEBUG, refusal
from commands.zonal import zonal
from common.errors import UnknownNameError
from common.limits import FACTOR, MOST_RAISED
from common.version import version


class _Commands(click.Group):
    """Shows an error as one French sentence, without traceback unless ``FRAGISCOPE_DEBUG=1``."""

    context_class = FrenchContext

    def main(self, *args: Any, **options: Any) -> Any:
        try:
            with warnings.catch_warnings():
                if not os.environ.get(DEBUG):
                    warnings.simplefilter("ignore")
                return super().main(*args, **options | {"standalone_mode": False})
        except BrokenPipeError:  # whoever read the answer has stopped, as `head` does
            raise SystemExit(0) from None
        except Exception as error:  # noqa: BLE001 - the outer boundary
            told, code = refusal(error)
            if os.environ.get(DEBUG):
                traceback.print_exc()
        click.echo(f"fragiscope : {told}", err=True)
        raise SystemExit(code)

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        if cmd.callback is not None:
            cmd.callback = keeping_inputs(cmd.callback)
        cmd.params.extend(speech_options())
        cmd.context_class = FrenchContext
        cmd.context_settings.setdefault("help_option_names", HELP_NAMES)
        super().add_command(cmd, name)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        found = super().get_command(ctx, cmd_name)
        if found is None:
            raise UnknownNameError("la commande", cmd_name, self.list_commands(ctx))
        return found


@click.group(cls=_Commands, context_settings={"help_option_names": HELP_NAMES})
@click.version_option(
    version(), prog_name="fragiscope", message="%(prog)s %(version)s", help="Dire la version."
)
@click.option(
    "--limits",
    type=click.IntRange(1, MOST_RAISED),
    envvar=FACTOR,
    default=1,
    show_default=True,
    help="Multiplier par ce nombre les tailles acceptées (octets, lignes, colonnes, cellules).",
)
def cli(limits: int) -> None:
    """Fragilités mesurées et ressenties, par territoire et par domaine."""
    os.environ[FACTOR] = str(limits)


for command in (
    build,
    catalogue,
    check,
    clusters,
    completion,
    council,
    councils,
    density,
    diagnosis,
    draw,
    export,
    index,
    layer,
    load,
    loads,
    note,
    notes,
    partnerships,
    picture,
    posters,
    profile,
    rates,
    reports,
    reproduce,
    run,
    serve,
    small_area,
    sources,
    survey,
    table,
    undo,
    unload,
    zonal,
):
    cli.add_command(command)


def main() -> None:
    """Run the command line as the installed program ``fragiscope``."""
    sys.exit(cli(prog_name="fragiscope"))


if __name__ == "__main__":
    main()
