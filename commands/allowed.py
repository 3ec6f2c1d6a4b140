"""The command that a file names, read without being believed: one of ours, with options of ours.

No shell ever sees it. A file to read or to write, a workspace, a number of processes are what
whoever runs the command says; a file says none.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from common.errors import InvalidDataError, clipped
from common.french import listed
from common.public_address import ADDRESS

#: Beside what names a file: options that whoever runs the command decides of.
_NOT_OF_A_FILE = {"workspace", "workers", "scheduler", "quiet", "verbose", "help"}


@dataclass(frozen=True)
class Allowed:
    """A command that may run.

    Attributes
    ----------
    command : one of ours.
    words : its arguments and options, without its output.
    own : whether it asks for a workspace beside our data.
    """

    command: click.Command
    words: tuple[str, ...]
    own: bool

    def arguments(self, output: Path, workspace: str) -> list[str]:
        """Give what the command is run with.

        Parameters
        ----------
        output : the file that it writes.
        workspace : address of the one beside our data, "" for none.
        """
        words = [*self.words, f"--output={output}", "--quiet"]
        if any(option.envvar == ADDRESS for option in self.command.params):
            words.insert(0, "--address=")  # that of the file, or none; never that of this machine
        return [*words, *([f"--with={workspace}"] if self.own else [])]


def allowed(text: str, name: str, makers: Mapping[str, click.Command]) -> Allowed:
    """Read the command of a file.

    Parameters
    ----------
    text : what the file says.
    name : of the file, whose extension its command must have.
    makers : the commands that write what a file may be, by name.

    Raises
    ------
    InvalidDataError
        If it is none of them, or has an option that a file may not choose.
    """
    from atlas.desk.remade import PROGRAM  # noqa: PLC0415 - keeps `--help` immediate

    try:
        program, command_name, *words = shlex.split(text)
        if program != PROGRAM or command_name not in makers:
            raise _RefusedError(
                f"« {clipped(f'{program} {command_name}')} » n’écrit aucun fichier que l’on "
                f"refait ; attendu {PROGRAM} {listed(sorted(makers))}"
            )
        return _read(makers[command_name], words, Path(name).suffix.lower())
    except ValueError as error:
        why = str(error) if isinstance(error, _RefusedError) else "elle n’est pas lisible"
        raise InvalidDataError(name, [f"sa commande est refusée : {why}"]) from None


class _RefusedError(ValueError):
    """Why a command is refused, in French."""


def _read(command: click.Command, words: list[str], suffix: str) -> Allowed:
    """Read the words that follow the name of a command."""
    # Imported here to keep `--help` immediate.
    from atlas.desk.remade import OUTPUT_WORD, WORKSPACE, WORKSPACE_WORD  # noqa: PLC0415

    options = _options(command)
    takes_places = any(isinstance(one, click.Argument) for one in command.params)
    kept: list[str] = []
    fixed: list[tuple[str, str]] = []
    rest = iter(words)
    for word in rest:
        if word in (OUTPUT_WORD, WORKSPACE_WORD):
            fixed.append((word, next(rest, "")))
        elif word.startswith("-"):
            kept.append(_option(word, options, rest, kept))
        elif takes_places:
            kept.append(word)
        else:
            raise _RefusedError(f"« {clipped(word)} » en trop")
    if (OUTPUT_WORD, f"fichier{suffix}") not in fixed:
        raise _RefusedError("elle n’écrit pas ce fichier")
    own = (WORKSPACE_WORD, WORKSPACE) in fixed
    if len(fixed) > 1 + own:
        raise _RefusedError(f"un seul {OUTPUT_WORD}, et {WORKSPACE_WORD} {WORKSPACE}, attendus")
    return Allowed(command, tuple(kept), own)


def _option(
    word: str, options: Mapping[str, click.Option], rest: Iterator[str], kept: list[str]
) -> str:
    option = options.get(word)
    if option is None or any(one.partition("=")[0] == word for one in kept):
        raise _RefusedError(f"option « {clipped(word)} »")
    if option.is_flag:
        return word
    value = next(rest, None)
    if value is None:
        raise _RefusedError(f"option « {clipped(word)} » sans valeur")
    return f"{word}={value}"


def _options(command: click.Command) -> dict[str, click.Option]:
    """List the options that a file may choose, by their long name."""
    return {
        option.opts[-1]: option
        for option in command.params
        if isinstance(option, click.Option)
        and not isinstance(option.type, click.Path)
        and option.name not in _NOT_OF_A_FILE
    }
