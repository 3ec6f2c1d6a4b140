"""What people answered, and what an organisation brings: the desk's one place for both.

Nothing else in the project leaves demonstration answers or own data out: what is asked of a desk
that does not have them cannot rest on them. What is made once is kept on three shelves, and none
rests on one after it: :meth:`Answers.shared` (all the desks of a folder),
:meth:`Answers.gathered` (those with the same own data), :meth:`Answers.once` (this one).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import Self, TypeVar
from weakref import WeakValueDictionary

import pandas as pd

from atlas.desk.once import Key, Once
from atlas.desk.own_rows import OwnRows, appended
from common.parted import Parted
from common.paths import DATA
from common.repeated import compacted, plain
from indicators.base.questions import PublishedQuestion, load_questions
from indicators.views.answer_counts import read_answer_counts
from indicators.views.gap_store import KEY as GAP_KEY
from indicators.views.gap_store import read_gaps
from indicators.views.pairs import read_pairs
from indicators.views.perceptions import Survey, of_domains, read_estimates, read_surveys

T = TypeVar("T")


@dataclass(eq=False)
class Answers:
    """The answers of one data folder, and what is made once of it.

    Attributes
    ----------
    data : the folder that ``python -m fragiscope build`` wrote.
    demonstration : whether the answers hold those of the demonstration survey, drawn by a program.
        Without it, nothing that is asked of this desk, nor of what is worked out from it, can.
    own : what an organisation brings, beside the rows of the product; None for the product alone.
        Without it, nothing that is asked of this desk, nor of what is worked out from it, can rest
        on the data of any organisation.
    """

    data: Path = DATA
    demonstration: bool = False
    own: OwnRows | None = None
    _shared: Once = field(default_factory=Once, repr=False)
    _gathered: Once | None = field(default=None, repr=False)
    _plain: Self | None = field(default=None, repr=False)
    _kept: Once = field(default_factory=Once, init=False, repr=False)
    _companions: WeakValueDictionary[str, Self] = field(
        default_factory=WeakValueDictionary, init=False, repr=False
    )
    _guard: Lock = field(default_factory=Lock, init=False, repr=False)

    def with_demonstration(self) -> Self:
        """Open the same data with the demonstration survey.

        What does not rest on answers (:meth:`shared`, :meth:`gathered`) is held once for both.
        """
        if self.demonstration:
            return self
        plain = None if self._plain is None else self._plain.with_demonstration()
        return self._kept(
            "with demonstration", lambda: replace(self, demonstration=True, _plain=plain)
        )

    def with_own(self, rows: OwnRows) -> Self:
        """Open the same data with what an organisation brings, in the place of any other's.

        What rests on no row of an organisation (:meth:`shared`) is held once for all. The
        companion is the same for the same content as long as somebody holds it; then nothing of
        it is left. With the demonstration too: ``desk.with_own(rows).with_demonstration()``.
        """
        if self.own is not None and self.own.content == rows.content:
            return self
        plain = self.national
        with plain._guard:
            found = plain._companions.get(rows.content)
            if found is None:
                found = replace(plain, own=rows, _gathered=Once(), _plain=plain)
                plain._companions[rows.content] = found
            return found

    def companion(self, content: str) -> Self | None:
        """Give the companion that :meth:`with_own` made for a content, if somebody holds it."""
        return self.national._companions.get(content)

    @property
    def national(self) -> Self:
        """The same desk without the data of any organisation: what a comparison rests on."""
        return self if self._plain is None else self._plain

    def once(self, key: Key, make: Callable[[], T]) -> T:
        """Make something that depends on the data alone, the first time it is asked for.

        Threads that ask for it together wait for the one that makes it. What is made here is never
        let go: what a reader of the application may multiply is kept by the pages, which bound it.

        Parameters
        ----------
        key : what is made, then for what: words of the closed lists of the data (levels, domains,
            groups, surveys, questions, ages, indicators, natures, parts of the country,
            départements and régions). What a reader types or chooses freely (a place, a year, a
            number, a text) never enters a key.
        make : makes it; it may ask for what stands under other keys. If it raises, nothing is kept
            and the next to ask tries again.

        Raises
        ------
        RuntimeError
            If something :meth:`shared` or :meth:`gathered` is being made: answers, with the
            demonstration or without, may rest on it, and never the other way round.
        """
        if self._shared.at_work or (self._gathered and self._gathered.at_work):
            raise RuntimeError(f"what is shared between desks must not rest on {key}")
        return self._kept(key, make)

    def shared(self, key: Key, make: Callable[[], T]) -> T:
        """Make, as :meth:`once`, what neither an answer nor a row of an organisation enters.

        It is made once for every desk of the folder, whatever organisation asks: its maker asks
        :attr:`national` for what rows of an organisation may stand beside.
        """
        return self._shared(key, make)

    def gathered(self, key: Key, make: Callable[[], T]) -> T:
        """Make, as :meth:`once`, what no answer enters, and rows of an organisation may.

        Raises
        ------
        RuntimeError
            If something :meth:`shared` is being made and this desk has rows of an organisation.
        """
        if self._gathered is None:
            return self._shared(key, make)
        self._refuse_in_shared(key)
        return self._gathered(key, make)

    def indexed(self, table: T) -> T:
        """Give a table that a screen may keep the index of the desk's tables of the same codes."""
        return self._shared.indexed(table)

    @property
    def brought(self) -> OwnRows | None:
        """What the organisation brings, for whoever puts it beside the rows of the product.

        Raises
        ------
        RuntimeError
            As :meth:`gathered`.
        """
        if self.own is not None:
            self._refuse_in_shared("the rows of an organisation")
        return self.own

    def _refuse_in_shared(self, what: Key) -> None:
        if self._shared.at_work:
            raise RuntimeError(f"what is shared between desks must not rest on {what}")

    def with_brought(
        self,
        key: str,
        read: Callable[[], pd.DataFrame],
        own: Callable[[OwnRows], pd.DataFrame],
    ) -> pd.DataFrame:
        """Read a table of the product, and put rows of the organisation after it.

        Parameters
        ----------
        key : of the table.
        read : reads it.
        own : chooses the rows; they have the columns of the table.
        """
        table = self.shared(key, read)
        rows = self.brought
        if rows is None:
            return table
        return self.gathered(key, lambda: appended(table, own(rows)))

    @property
    def surveys(self) -> dict[str, Survey]:
        """What a reader must know of each survey whose answers are there."""
        known = self.shared("surveys", lambda: read_surveys(self.data))
        own = {} if self.brought is None else self.brought.surveys
        return self.once(
            "surveys",
            lambda: (
                {
                    key: one
                    for key, one in known.items()
                    if self.demonstration or not one.demonstration
                }
                | dict(own)
            ),
        )

    @property
    def questions(self) -> dict[str, PublishedQuestion]:
        """Declared questions of the published surveys, by key."""
        known = self.shared("questions", load_questions)
        rows = self.brought
        if rows is None:
            return known
        return self.gathered("questions", lambda: known | dict(rows.questions))

    @property
    def question_estimates(self) -> pd.DataFrame:
        """What each group answered to each question, published or not, at each age."""
        # With the demonstration, a table of 16 MB of texts that come again and again; 5 compacted.
        return plain(self.once("question estimates", lambda: compacted(self._read_estimates())))

    def _read_estimates(self) -> pd.DataFrame:
        # The demonstration has nine rows in ten: they are not even read where it is left out.
        rows = read_estimates(self.data, None if self.demonstration else list(self.surveys))
        rows = rows if self.demonstration else rows[~rows["demonstration"]].reset_index(drop=True)
        return rows if self.brought is None else appended(rows, self.brought.estimates)

    @property
    def estimates(self) -> pd.DataFrame:
        """Perceived fragility, published or not, by survey, group, domain and territory.

        Of each survey, the question that stands for the domain: see
        :func:`indicators.views.perceptions.of_domains`.
        """
        return plain(
            self.once(
                "estimates", lambda: compacted(of_domains(self.question_estimates, self.questions))
            )
        )

    @property
    def answer_counts(self) -> pd.DataFrame:
        """Answers of each commune to the Baromètre des villes cyclables, by code."""
        return self.shared("answer counts", lambda: read_answer_counts(self.data).set_index("code"))

    @property
    def gaps(self) -> Parted:
        """Stored gaps, by survey, group, domain and level."""
        stored = self.shared("gaps", lambda: Parted(read_gaps(self.data), GAP_KEY))
        return self.once("gaps", lambda: stored.only(lambda words: words[0] in self.surveys))

    @property
    def pairs(self) -> Parted:
        """Stored pairs, by question, indicator, level, group and age; none of the demonstration."""
        return self.shared("pairs", lambda: read_pairs(self.data))
