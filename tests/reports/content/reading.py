"""Places whose notes are read back, and how parts of a note are found."""

from __future__ import annotations

from collections.abc import Callable

from atlas.profiles import Profile
from reports.content.words import Words
from reports.report import Items, Report, Table
from tests.reports.conftest import PLACES

ProfileOf = Callable[..., Profile]
NoteOf = Callable[..., Report]
ALL = (*PLACES, "hostile")
#: Notes that an officer of a préfecture read: Vic-Fezensac, Isigny-sur-Mer, Capesterre.
READ = ("commune:32462", "commune:14342", "commune:97108")
WORDS = Words("le CRTE X", "le CRTE", "CRTE")


#: Sections of page one: the facts first, what is felt next, the questions last.
FACTS, FELT, QUESTIONS = 0, 1, -1


def items(note: Report, section: int) -> Items:
    """Find the items of a section of page one."""
    blocks = note.pages[0][section].blocks
    return next(block for block in blocks if isinstance(block, Items))


def table(note: Report, start: str) -> Table:
    found = [
        block
        for section in note.sections
        for block in section.blocks
        if isinstance(block, Table) and block.caption.startswith(start)
    ]
    return found[0]


def every_text(note: Report) -> str:
    return repr(note)
