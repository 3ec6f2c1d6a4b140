"""What a reader must know of an answer: one value, which every answer carries to every door."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from atlas.desk.desk import Desk
from atlas.desk.own_rows import OWN_SENTENCE
from atlas.desk.provenance import DEMONSTRATION_MARK, Source, marked
from indicators.composite.recipe import Recipe
from own_data.loaded import OWN_MARK


class Asked(Protocol):
    """What a survey obliges its figures to say: a survey of the data, the design of a file."""

    @property
    def mention(self) -> str:
        """Sentence that must go with every figure."""

    @property
    def demonstration(self) -> bool:
        """Whether the answers were drawn by a program."""


@dataclass(frozen=True)
class About:
    """Title, reading notes and origin of an answer, as :func:`about_of` makes it.

    Attributes
    ----------
    title, method : French texts.
    note : French sentence on what the answer cannot show, or "".
    sources : origin of the figures.
    mentions : sentences that must be shown wherever a figure is.
    demonstration : whether demonstration data are used.
    data_version : fingerprint of the data.
    recipe : fingerprint of the recipe of the scores, "" where no score enters.
    command : words of the command that gives the answer, without its output, "" where none does
        (:mod:`atlas.desk.remade`).
    recipe_text : a recipe of the reader’s own as TOML, "" where it is that of the product.
    """

    title: str
    method: str = ""
    note: str = ""
    sources: tuple[Source, ...] = ()
    mentions: tuple[str, ...] = ()
    demonstration: bool = False
    data_version: str = ""
    recipe: str = ""
    command: str = ""
    recipe_text: str = ""

    @property
    def mark(self) -> str:
        """The demonstration mark, "" where the answer rests on real data."""
        return DEMONSTRATION_MARK if self.demonstration else ""

    @property
    def file_marks(self) -> tuple[str, ...]:
        """Words by which the name of a file says what sets its data apart.

        >>> About("t", demonstration=True).file_marks, About("t").file_marks
        (('demonstration',), ())
        """
        marks = {"demonstration": self.demonstration, "non-publie": self.own}
        return tuple(word for word, said in marks.items() if said)

    def told(self, text: str) -> str:
        """Give a sentence, or a label, of the answer: with its mark where it has one.

        >>> About("t", demonstration=True).told("12 territoires.")
        '12 territoires. (démonstration)'
        """
        return marked(text, drawn=self.demonstration)

    @property
    def own(self) -> bool:
        """Whether data of an organisation are used: one of the mentions then says so."""
        return any(source.own for source in self.sources)


def about_of(
    desk: Desk,
    title: str,
    *,
    method: str = "",
    note: str = "",
    sources: Iterable[Source] = (),
    surveys: Iterable[Asked] = (),
    recipe: Recipe | None = None,
    command: str = "",
) -> About:
    """Say what goes with an answer: its mentions and mark are those of its surveys.

    Where a source is of an organisation, a mention says that its data are not published.

    Parameters
    ----------
    desk : the opened data, whose version is said.
    title, method, note, sources : see :class:`About`.
    surveys : those whose figures the answer holds.
    recipe : that of the scores, where a score enters.
    command : see :class:`About`.
    """
    used, origins = tuple(surveys), tuple(sources)
    mentions = tuple(dict.fromkeys(survey.mention for survey in used))
    own = any(source.own for source in origins)
    if own and not any(OWN_MARK in mention.lower() for mention in mentions):
        mentions = (*mentions, OWN_SENTENCE)
    return About(
        title=title,
        method=method,
        note=note,
        sources=origins,
        mentions=mentions,
        demonstration=any(survey.demonstration for survey in used),
        data_version=desk.version if own else desk.manifest.version,
        recipe="" if recipe is None else recipe.fingerprint,
        command=command,
    )
