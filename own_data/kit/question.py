"""What a question of the kit is made of, whatever asks it: paper, a workbook or a web form."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

#: Rank of what a person who ranked others did not rank, in a file of answers.
UNRANKED = "9"


class KitForm(StrEnum):
    """How a question is answered."""

    TEXT = "text"
    """A code, written or filled in by the form."""
    CHOICE = "choice"
    """One of the answers."""
    GRID = "grid"
    """One of the answers for each item."""
    RANKS = "ranks"
    """The first items, in order."""


@dataclass(frozen=True)
class KitAnswer:
    """An answer that may be given.

    Attributes
    ----------
    code : in a web form: 5 letters or digits at most.
    value : in a file of answers.
    text : French, as it is read.
    """

    code: str
    value: str
    text: str


@dataclass(frozen=True)
class KitItem:
    """A line of a grid, or something to rank.

    Attributes
    ----------
    code : in a web form: 5 letters or digits at most.
    column : of a file of answers.
    text : French; hint : what it is about, or "".
    """

    code: str
    column: str
    text: str
    hint: str = ""


@dataclass(frozen=True)
class KitVariable:
    """A share of the people who answered: those whose answer is among some.

    Attributes
    ----------
    key : in the design and in the tables of estimates.
    column : of the answers.
    label : what those who count said, in French.
    values : the answers that count, of a choice or of a grid.
    top : the last rank that counts, of ranks.
    """

    key: str
    column: str
    label: str
    values: tuple[str, ...] = ()
    top: int = 0


@dataclass(frozen=True)
class KitQuestion:
    """A question.

    Attributes
    ----------
    code : in a web form: a letter, then letters and digits, 20 at most.
    heading : French heading of its page.
    text : what is asked.
    form : how it is answered.
    answers : those of a choice or of a grid.
    items : lines of a grid, or what is ranked.
    ranks : how many are ranked.
    groups : keys of those who are asked, where it is not everybody.
    advice : French sentence for the interviewer.
    column : of a file of answers, where the question has no item.
    unit : what an estimate is a share of, in French; "" where the question only sorts people.
    of_domains : whether each item is the perceived fragility of a domain.
    variables : shares that it gives.
    needed : whether the form waits for an answer.
    """

    code: str
    heading: str
    text: str
    form: KitForm
    answers: tuple[KitAnswer, ...] = ()
    items: tuple[KitItem, ...] = ()
    ranks: int = 0
    groups: tuple[str, ...] = ()
    advice: str = ""
    column: str = ""
    unit: str = ""
    of_domains: bool = False
    variables: tuple[KitVariable, ...] = ()
    needed: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of a file of answers that it fills."""
        return tuple(item.column for item in self.items) or (self.column,)

    @property
    def rank_codes(self) -> tuple[str, ...]:
        """In a web form, the code of each rank: a list to choose from."""
        return tuple(f"{self.code}{rank}" for rank in range(1, self.ranks + 1))
