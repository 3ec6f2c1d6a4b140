"""A command never writes over what it reads, nor over the product's own tables."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from commands.paths import OutputFile, OutputFolder
from commands.speech import Speech, speech, told_costs
from commands.streams import send
from commands.waiting import waiting
from common.drafts import sweep
from common.errors import InvalidDataError
from common.paths import DATA

#: Options and the paths that they were given.
Named = Iterable[tuple[str, Path]]


def keeping_inputs(run: Callable[..., Any]) -> Callable[..., Any]:
    """Have a command check its paths before it runs, and sweep what a killed one left there.

    What goes to the standard output is sent at the end, whole. See :func:`refuse_overwriting`,
    :func:`common.drafts.sweep` and :mod:`commands.streams`.
    """

    @wraps(run)
    def checked(*arguments: Any, **options: Any) -> Any:
        context = click.get_current_context()
        written = _paths(context, written=True)
        refuse_overwriting(written, _paths(context, written=False))
        for folder in {path.absolute().parent for _, path in written}:
            sweep(folder)
        name = f"fragiscope {context.command.name}"
        with told_costs(), waiting(name, shown=speech() is Speech.USUAL):
            answer = run(*arguments, **options)
            send(context)
        return answer

    return checked


def refuse_overwriting(
    written: Iterable[tuple[str, Path]], read: Iterable[tuple[str, Path]]
) -> None:
    """Refuse a file to write that is a file read, another one written, or a table of the product.

    A symbolic or a hard link is the file that it leads to; a folder to write in is refused where
    it holds a file read.

    Parameters
    ----------
    written, read : option and path.

    Raises
    ------
    InvalidDataError
        With one sentence.
    """
    inputs = [(option, path) for option, path in read if path.exists()]
    seen: list[tuple[str, Path]] = []
    for option, path in written:
        for other, source in inputs:
            if _same(path, source) or (path.is_dir() and _same(path, source.parent)):
                raise InvalidDataError(
                    path.name,
                    [f"{option} écrirait sur un fichier lu ({other}) : choisir un autre nom"],
                )
        for other, earlier in seen:
            if _same(path, earlier) or path.resolve() == earlier.resolve():
                raise InvalidDataError(
                    path.name, [f"{option} et {other} nomment le même fichier : deux noms attendus"]
                )
        if not path.is_dir() and DATA in path.resolve().parents:
            raise InvalidDataError(
                path.name, [f"{option} : le dossier data/ est celui des tables du produit"]
            )
        seen.append((option, path))


def _paths(context: click.Context, *, written: bool) -> list[tuple[str, Path]]:
    """List the paths that a command was given to write, or to read, with their options."""
    return [
        (option.opts[-1], context.params[option.name])
        for option in context.command.params
        if isinstance(option.type, click.Path)
        and isinstance(option.type, OutputFile | OutputFolder) is written
        and option.name is not None
        and isinstance(context.params.get(option.name), Path)
    ]


def _same(first: Path, second: Path) -> bool:
    return first.exists() and second.exists() and os.path.samefile(first, second)
