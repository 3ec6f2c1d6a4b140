"""What people answered, with the demonstration survey or without: the desk's one place for it.

Nothing else in the project leaves demonstration answers out: what is asked of a desk that does not
have them cannot rest on them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self, TypeVar

import pandas as pd

from atlas.desk.once import Key, Once
from common.paths import DATA
from indicators.base.questions import PublishedQuestion, load_questions
from indicators.views.answer_counts import read_answer_counts
from indicators.views.gap_store import KEY as GAP_KEY
from indicators.views.gap_store import read_gaps
from indicators.views.pairs import StoredPairs, read_pairs
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
    """

    data: Path = DATA
    demonstration: bool = False
    _shared: Once = field(default_factory=Once, repr=False)
    _own: Once = field(default_factory=Once, init=False, repr=False)

    def with_demonstration(self) -> Self:
        """Open the same data with the demonstration survey.

        What does not rest on answers (:meth:`shared`) is held once for both.
        """
        if self.demonstration:
            return self
        return self._own("with demonstration", lambda: replace(self, demonstration=True))

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
            If something :meth:`shared` is being made: answers, with the demonstration or without,
            may rest on what is shared, and never the other way round.
        """
        if self._shared.at_work:
            raise RuntimeError(f"what is shared between desks must not rest on {key}")
        return self._own(key, make)

    def shared(self, key: Key, make: Callable[[], T]) -> T:
        """Make, as :meth:`once`, what no answer enters: with the demonstration or without, once."""
        return self._shared(key, make)

    @property
    def surveys(self) -> dict[str, Survey]:
        """What a reader must know of each survey whose answers are there."""
        known = self.shared("surveys", lambda: read_surveys(self.data))
        return self.once(
            "surveys",
            lambda: {
                key: one
                for key, one in known.items()
                if self.demonstration or not one.demonstration
            },
        )

    @property
    def questions(self) -> dict[str, PublishedQuestion]:
        """Declared questions of the published surveys, by key."""
        return self.shared("questions", load_questions)

    @property
    def question_estimates(self) -> pd.DataFrame:
        """What each group answered to each question, published or not, at each age."""
        return self.once("question estimates", self._read_estimates)

    def _read_estimates(self) -> pd.DataFrame:
        rows = read_estimates(self.data)
        return rows if self.demonstration else rows[~rows["demonstration"]].reset_index(drop=True)

    @property
    def estimates(self) -> pd.DataFrame:
        """Perceived fragility, published or not, by survey, group, domain and territory.

        Of each survey, the question that stands for the domain: see
        :func:`indicators.views.perceptions.of_domains`.
        """
        return self.once("estimates", lambda: of_domains(self.question_estimates, self.questions))

    @property
    def answer_counts(self) -> pd.DataFrame:
        """Answers of each commune to the Baromètre des villes cyclables, by code."""
        return self.shared("answer counts", lambda: read_answer_counts(self.data).set_index("code"))

    @property
    def gaps(self) -> dict[tuple[str, str, str, str], pd.DataFrame]:
        """Stored gaps, indexed by code, by survey, group, domain and level."""
        stored = self.shared("gaps", self._read_gaps)
        return self.once(
            "gaps", lambda: {key: table for key, table in stored.items() if key[0] in self.surveys}
        )

    @property
    def pairs(self) -> StoredPairs:
        """Stored pairs, by question, indicator, level, group and age; none of the demonstration."""
        return self.shared("pairs", lambda: read_pairs(self.data))

    def _read_gaps(self) -> dict[tuple[str, str, str, str], pd.DataFrame]:
        questions = read_gaps(self.data).groupby(GAP_KEY, sort=False)
        return {
            (str(survey), str(group), str(domain), str(level)): rows.drop(
                columns=GAP_KEY
            ).set_index("code")
            for (survey, group, domain, level), rows in questions
        }
