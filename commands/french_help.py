"""The help of the commands, in French: what click itself adds to our sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click

#: Names of options that give the help.
HELP_NAMES = ["-h", "--help"]
_SECTIONS = {"Commands": "Commandes"}
_HELP = "Show this message and exit."
#: Words of click in the column of options, and in that of what they mean.
_KINDS = {
    r"\b(INTEGER|FLOAT) RANGE\b": r"\1",
    r"\bINTEGER\b": "ENTIER",
    r"\bFLOAT\b": "NOMBRE",
    r"\bTEXT\b": "TEXTE",
    r"\bFILE\b": "FICHIER",
    r"\bDIRECTORY\b": "DOSSIER",
}
_MEANT = {
    re.escape(_HELP): "Dire ceci et rien de plus.",
    r"\[default: ": "[par défaut : ",
    r"\brequired\]": "obligatoire]",
    r"(-?[\d.]+)<=x<=(-?[\d.]+)\]": r"de \1 à \2]",
    r"x>=(-?[\d.]+)\]": r"\1 ou plus]",
    r"x>(-?[\d.]+)\]": r"plus de \1]",
}


class FrenchHelp(click.HelpFormatter):
    """Writes the help of a command with French headings and marks."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line that shows how the command is typed."""
        shown = args.replace("COMMAND [ARGS]...", "COMMANDE [ARGUMENTS]...")
        super().write_usage(prog, shown, prefix or "Utilisation : ")

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        """Open a section under a French heading."""
        with super().section(f"{_SECTIONS.get(name, name)} "):
            yield

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write options, or commands, each with what it means."""
        super().write_dl(list(_in_french(rows)), col_max, col_spacing)


class FrenchContext(click.Context):
    """A context whose help is in French."""

    formatter_class = FrenchHelp


def _in_french(rows: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for typed, meant in rows:
        yield _replaced(typed, _KINDS), _replaced(meant, _MEANT)


def _replaced(text: str, words: dict[str, str]) -> str:
    for english, french in words.items():
        text = re.sub(english, french, text)
    return text
