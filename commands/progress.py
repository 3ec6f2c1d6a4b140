"""Say on the terminal where a command is; say nothing where nobody watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from commands.speech import Speech, say, speech
from commands.waiting import hush


@contextmanager
def progress(label: str, steps: int) -> Iterator[Callable[[str], None]]:
    """Show a bar on the error output, if it is a terminal; a line a step where more is asked for.

    Parameters
    ----------
    label : French, before the bar.
    steps : how many times the function given is called: once before each step, with what it does
        (French).
    """
    spoken = speech()
    hush()
    with click.progressbar(
        length=steps,
        label=label,
        item_show_func=lambda what: what or "",
        show_eta=False,
        file=sys.stderr,
        hidden=spoken is not Speech.USUAL or not sys.stderr.isatty(),
    ) as bar:
        begun = 0

        def begin(what: str) -> None:
            nonlocal begun
            bar.update(1 if begun else 0, what)
            bar.render_progress()
            begun += 1
            if spoken is Speech.VERBOSE:
                say(f"{label} : {what}")

        yield begin
        bar.update(1, "")
