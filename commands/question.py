"""The options that put a question to the atlas, shared by the commands that show its answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


class _MeasureOption(click.Option):
    """Names the measures in its help, when the help is read: loading them takes a moment."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        from atlas.layers.measures import MEASURES  # noqa: PLC0415

        *others, last = MEASURES
        self.help = f"{', '.join(others)} ou {last}."
        return super().get_help_record(ctx)


def _levels() -> list[str]:
    from common.levels import MAPPED_LEVELS  # noqa: PLC0415 - only when a shell completes a line

    return [level.value for level in MAPPED_LEVELS]


def _domains() -> list[str]:
    from indicators.base.domains import DOMAIN_KEYS, OVERALL  # noqa: PLC0415

    return [*DOMAIN_KEYS, OVERALL]


def _groups() -> list[str]:
    from indicators.base.groups import GROUP_KEYS  # noqa: PLC0415

    return list(GROUP_KEYS)


def _indicators() -> list[str]:
    from indicators.base.catalogue import load_catalogue  # noqa: PLC0415

    return list(load_catalogue())


def _measures() -> list[str]:
    from atlas.layers.measures import MEASURES  # noqa: PLC0415

    return list(MEASURES)


def _completed(names: Callable[[], list[str]]) -> Callable[..., list[str]]:
    """Have a shell propose names that begin as what is typed."""
    return lambda _context, _option, typed: [name for name in names() if name.startswith(typed)]


_OPTIONS = (
    click.option(
        "--level",
        required=True,
        shell_complete=_completed(_levels),
        help="commune, epci, crte, departement ou region.",
    ),
    click.option(
        "--domain",
        default="ensemble",
        show_default=True,
        shell_complete=_completed(_domains),
        help="Domaine, ou ensemble.",
    ),
    click.option(
        "--measure",
        default="objective",
        show_default=True,
        cls=_MeasureOption,
        shell_complete=_completed(_measures),
    ),
    click.option(
        "--group",
        default="citoyens",
        show_default=True,
        shell_complete=_completed(_groups),
        help="Groupe de répondants.",
    ),
    click.option(
        "--indicator",
        shell_complete=_completed(_indicators),
        help="Indicateur du catalogue, pour --measure indicator.",
    ),
    click.option("--year", type=int, help="Année de l’indicateur (la plus récente par défaut)."),
    click.option("--within", help="Territoire englobant, par exemple departement:09."),
)


def question_options(command: Command) -> Command:
    """Give a command the options of a question: level, domain, measure, group …, within."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
