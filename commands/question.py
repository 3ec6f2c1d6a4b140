"""The options that put a question to the atlas, shared by the commands that show its answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


class _MeasureOption(click.Option):
    """Names the measures in its help, when the help is read: loading them takes a moment."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        from atlas.layer.measures import MEASURES  # noqa: PLC0415

        *others, last = MEASURES
        self.help = f"{', '.join(others)} ou {last}."
        return super().get_help_record(ctx)


_OPTIONS = (
    click.option("--level", required=True, help="commune, epci, crte, departement ou region."),
    click.option("--domain", default="ensemble", show_default=True, help="Domaine, ou ensemble."),
    click.option(
        "--measure",
        default="objective",
        show_default=True,
        cls=_MeasureOption,
    ),
    click.option("--group", default="citoyens", show_default=True, help="Groupe de répondants."),
    click.option("--indicator", help="Indicateur du catalogue, pour --measure indicator."),
    click.option("--year", type=int, help="Année de l’indicateur (la plus récente par défaut)."),
    click.option("--within", help="Territoire englobant, par exemple departement:09."),
)


def question_options(command: Command) -> Command:
    """Give a command the options of a question: level, domain, measure, group …, within."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
