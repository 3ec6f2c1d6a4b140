"""What a report is made of: the one object that the PDF and the DOCX lay out.

Everything in it is text ready to print, but the positions of the dots and the pictures.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from atlas.desk.about import About
from atlas.desk.remade import LABEL, command_line

Align = Literal["left", "right", "center"]


@dataclass(frozen=True)
class Item:
    """A fact, a gap or a question: in a few words, in a sentence, and the figures behind.

    Attributes
    ----------
    heading : what it comes under, above the few words; "" where nothing does.
    """

    lead: str
    text: str
    evidence: str = ""
    heading: str = ""


@dataclass(frozen=True)
class Items:
    """Numbered items."""

    items: tuple[Item, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; ``lead`` in bold before it, ``small`` for reading notes and sources."""

    text: str
    lead: str = ""
    small: bool = False
    demonstration: bool = False


@dataclass(frozen=True)
class Dot:
    """A position with its interval on an axis from 0 (left) to 1 (right).

    Attributes
    ----------
    low, high : None where there is no interval.
    kind : ``weak`` or ``strong`` where the interval establishes it, else ``plain``.
    marks : where the axis is marked.
    """

    position: float
    low: float | None
    high: float | None
    kind: Literal["weak", "strong", "plain"]
    marks: tuple[float, ...] = (1 / 3, 2 / 3)


@dataclass(frozen=True)
class Cell:
    """A cell of a table: a text, or a dot with the text that replaces it."""

    text: str
    demonstration: bool = False
    dot: Dot | None = None


@dataclass(frozen=True)
class Column:
    """A column: its header, its alignment, its share of the width.

    Attributes
    ----------
    axis : header above dots, in place of ``header``; "" where the column holds none.
    """

    header: str
    align: Align = "left"
    width: float = 1.0
    axis: str = ""


@dataclass(frozen=True)
class Table:
    """A table with one header row; the first column names the rows."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    compact: bool = False


@dataclass(frozen=True)
class Figure:
    """A picture, and the text that replaces it."""

    caption: str
    alternative: str
    svg: bytes


Block = Items | Paragraph | Table | Figure


@dataclass(frozen=True)
class Section:
    """A heading and what follows it; ``new_page`` when it begins a page.

    Attributes
    ----------
    part : heading of the part of the report that it begins, or "".
    level : of its heading: 2 inside a part.
    """

    heading: str
    blocks: tuple[Block, ...]
    new_page: bool = False
    part: str = ""
    level: int = 1


@dataclass(frozen=True)
class Report:
    """A note, a regional report, a review of projects: what is handed out of a place.

    Attributes
    ----------
    kicker : what kind of document it is.
    lines : identity of the place, one line each.
    sections : the first ones make page one.
    stamp : what it rests on: data, recipe, whether the demonstration is allowed.
    about : what a reader must know of the figures that it shows; its title is the name of the
        place.
    """

    kicker: str
    lines: tuple[str, ...]
    sections: tuple[Section, ...]
    stamp: tuple[str, ...]
    about: About

    @property
    def title(self) -> str:
        """Name of the place."""
        return self.about.title

    @property
    def mark(self) -> str:
        """The demonstration mark, "" when no demonstration figure is used."""
        return self.about.mark

    @property
    def footer(self) -> str:
        """What each page repeats: data version, recipe, where the report rests on some."""
        said = {"Données": self.about.data_version, "réglages": self.about.recipe}
        return " · ".join(f"{word} {version}" for word, version in said.items() if version)

    def told_again(self, ending: str) -> Report:
        """End the report by the command that makes it again, where one does.

        Parameters
        ----------
        ending : of the name of its file, without a dot.
        """
        line = command_line(self.about, ending)
        if not line:
            return self
        *others, last = self.sections
        said = Paragraph(line, lead=f"{LABEL} :", small=True)
        return replace(self, sections=(*others, replace(last, blocks=(*last.blocks, said))))

    @property
    def pages(self) -> list[list[Section]]:
        """Sections by page."""
        pages: list[list[Section]] = []
        for section in self.sections:
            if section.new_page or not pages:
                pages.append([])
            pages[-1].append(section)
        return pages
