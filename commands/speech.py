"""What a command says on the error output beside its answer: more, or nothing, when asked.

``--quiet`` leaves the refusals alone; ``--verbose`` tells each step, the time and the memory taken.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import IntEnum

import click

from commands.waiting import hush
from common.french import number

_KEY = "fragiscope.speech"


class Speech(IntEnum):
    """How much is said."""

    QUIET = 0
    USUAL = 1
    VERBOSE = 2


def speech() -> Speech:
    """Tell how much the command that runs was asked to say."""
    context = click.get_current_context(silent=True)
    return Speech.USUAL if context is None else context.meta.get(_KEY, Speech.USUAL)


def say(*sentences: str) -> None:
    """Say sentences on the error output, empty ones left out, unless asked for quiet."""
    if speech() is not Speech.QUIET:
        hush()
        for sentence in sentences:
            if sentence:
                click.echo(sentence, err=True)


def answer(text: str, *, err: bool = False) -> None:
    """Print what a command answers, on the standard output unless another answer goes there."""
    hush()
    click.echo(text, err=err)


def speech_options() -> list[click.Option]:
    """Make the two options, which every command takes."""
    return [
        click.Option(
            ["-q", "--quiet"],
            is_flag=True,
            expose_value=False,
            callback=_set(Speech.QUIET),
            help="Ne dire que les refus.",
        ),
        click.Option(
            ["-v", "--verbose"],
            is_flag=True,
            expose_value=False,
            callback=_set(Speech.VERBOSE),
            help="Dire chaque étape, le temps et la mémoire pris.",
        ),
    ]


@contextmanager
def told_costs() -> Iterator[None]:
    """Say, at the end of a command that was asked for more, what it took."""
    start = time.monotonic()
    yield
    if speech() is Speech.VERBOSE:
        seconds = number(time.monotonic() - start, 1)
        click.echo(f"Fait en {seconds} s, {number(_peak_mb())} Mo de mémoire au plus.", err=True)


def _set(wanted: Speech) -> Callable[[click.Context, click.Parameter, bool], bool]:
    def callback(context: click.Context, _option: click.Parameter, given: bool) -> bool:
        if given:
            context.meta[_KEY] = wanted
        return given

    return callback


def _peak_mb() -> float:
    """Peak memory of the process, MB; kilobytes are counted by Linux, bytes by macOS."""
    import resource  # noqa: PLC0415 - Windows has none, and asks for no cost

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1_000_000 if sys.platform == "darwin" else 1_000)
