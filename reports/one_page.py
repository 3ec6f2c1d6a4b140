"""What the page for a council is made of: the one object that its PDF and its picture lay out.

Everything in it is text ready to print, but the positions, the counts and the pictures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from atlas.desk.about import About
from reports.report import Dot, Item, Paragraph

#: What a fact is of; each has its colour, everywhere.
Role = Literal["measured", "felt", "acts", "plain"]


@dataclass(frozen=True)
class ToldFact:
    """A fact: what it is of, in a word; what it says; the figure that shows it."""

    label: str
    text: str
    evidence: str
    role: Role


@dataclass(frozen=True)
class RankRow:
    """A domain, where its rank stands from the least (0) to the most fragile (1), in words."""

    label: str
    dot: Dot
    reading: str


@dataclass(frozen=True)
class AnswerRow:
    """An answer, from 0 to 1, with its interval and the value of the country where known.

    Attributes
    ----------
    who : those who answered.
    low, high, france : None where there is none.
    text : the figures.
    """

    label: str
    who: str
    value: float
    low: float | None
    high: float | None
    france: float | None
    text: str


@dataclass(frozen=True)
class ActionRow:
    """The partnerships of a domain: how many of each nature, and of all."""

    label: str
    counts: tuple[int, ...]
    text: str


@dataclass(frozen=True)
class Chart:
    """A chart: its title, what one must know to read it, and how many are compared.

    Attributes
    ----------
    instead : what is said where there is nothing to draw, "" else.
    legend : of the natures that an action counts, the strongest first; empty elsewhere.
    """

    title: str
    note: str
    role: Role
    rows: tuple[RankRow, ...] | tuple[AnswerRow, ...] | tuple[ActionRow, ...]
    instead: str = ""
    legend: tuple[str, ...] = ()


@dataclass(frozen=True)
class CouncilPage:
    """One page about a place, to hand out; and the same as a slide.

    Attributes
    ----------
    kicker : what it is, in a line.
    finding : the sentence to remember.
    lines : identity of the place.
    map_svg, map_text : where it is, and its text alternative.
    charts : what is measured, what is felt, who acts.
    origin : where the figures come from, on the page; the last one is of the version and the date.
    origin_in_short : the same for a slide.
    address : where it is read on a screen, "" where nobody knows.
    code_svg : the QR code of this address, "" where there is none.
    stamp : what it rests on; see :class:`reports.report.Report`.
    about : what a reader must know of the figures that it shows; its title is the name of the
        place.
    """

    kicker: str
    finding: str
    lines: tuple[str, ...]
    map_svg: bytes
    map_text: str
    facts: tuple[ToldFact, ...]
    charts: tuple[Chart, Chart, Chart]
    questions: tuple[Item, ...]
    origin: tuple[Paragraph, ...]
    origin_in_short: tuple[str, ...]
    address: str
    code_svg: bytes
    stamp: tuple[str, ...]
    about: About

    @property
    def title(self) -> str:
        """Name of the place."""
        return self.about.title


@dataclass(frozen=True)
class Card:
    """What a pasted link shows.

    Attributes
    ----------
    finding : the sentence to read.
    text : another one, where there is no chart.
    origin : where the figures come from.
    """

    finding: str
    text: str
    chart: Chart | None
    map_svg: bytes
    origin: str
