"""What a question measures, and how its answers are brought to a perceived fragility of 0-100.

Every transform is linear, so that a mean and its standard error go through it unchanged in kind:
``fragility = 100 · (raw − low) / (high − low)``, or its complement when a high answer means that
all is well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import pandas as pd

from common.number_columns import plain_numbers
from indicators.base.domains import DOMAIN_KEYS, OVERALL

#: Unit of a share of respondents, and of a mean of notes (:func:`notes_unit`).
SHARE_UNIT = "part des répondants (0-1)"
_NOTES_UNIT = "moyenne de notes de {} à {}"

#: What a yes and a no may look like in a file.
_YES = ("1", "oui", "yes", "true", "vrai", "o", "y")
_NO = ("0", "non", "no", "false", "faux", "n")


class QuestionKind(StrEnum):
    """Form of the answers to a question."""

    SCORE = "score"
    """A note, 0 to 10 unless the design says otherwise."""
    SCALE = "scale"
    """A scale of agreement, 1 to 5 unless the design says otherwise."""
    BINARY = "binary"
    """Yes or no."""
    PRIORITY = "priority"
    """Rank of priority, 1 first; what is estimated is the share that ranks it among the first."""
    CATEGORY = "category"
    """One of several answers; what is estimated is the share that gives some of them."""
    NUMBER = "number"
    """Any quantity: its mean. Never a domain, whose answers need bounds."""
    RATIO = "ratio"
    """Total of a column over the total of another. Never a domain."""
    TOTAL = "total"
    """Any quantity: its total over the population, which weights add up to. Never a domain."""

    @property
    def is_proportion(self) -> bool:
        """Whether the estimate is a share of respondents rather than a mean."""
        return self in (QuestionKind.BINARY, QuestionKind.PRIORITY, QuestionKind.CATEGORY)


_ANY = (-np.inf, np.inf)
DEFAULT_BOUNDS = {
    QuestionKind.SCORE: (0.0, 10.0),
    QuestionKind.SCALE: (1.0, 5.0),
    QuestionKind.BINARY: (0.0, 1.0),
    QuestionKind.PRIORITY: (0.0, 1.0),
    QuestionKind.CATEGORY: (0.0, 1.0),
    QuestionKind.NUMBER: _ANY,
    QuestionKind.RATIO: _ANY,
    QuestionKind.TOTAL: _ANY,
}


@dataclass(frozen=True)
class Question:
    """One question of a survey: about a domain, or a variable of its own.

    Attributes
    ----------
    domain : key of the domain (``indicators.base.domains``), or name of the variable.
    column : column of the answers.
    kind : form of the answers.
    low, high : bounds of an answer.
    fragile_when_high : whether a high answer (or a yes) means a fragility.
    top : for a rank of priority, the last rank that counts as a priority.
    wording : unit in French, where the usual one of the kind would not do.
    categories : for a category, the answers that count.
    denominator : for a ratio, the column whose total divides.
    plain : a variable, which stays in its own unit; a domain goes to a fragility of 0-100.
    """

    domain: str
    column: str
    kind: QuestionKind
    low: float
    high: float
    fragile_when_high: bool = True
    top: int = 1
    wording: str = ""
    categories: tuple[str, ...] = ()
    denominator: str = ""
    plain: bool = False

    @property
    def unit(self) -> str:
        """Unit of the raw estimate, in French."""
        if self.wording:
            return self.wording
        if self.kind.is_proportion:
            return SHARE_UNIT
        if self.kind is QuestionKind.RATIO:
            return f"{self.column} / {self.denominator}"
        if self.kind in (QuestionKind.NUMBER, QuestionKind.TOTAL):
            return f"unité de {self.column}"
        return notes_unit(self.low, self.high)

    @property
    def estimate_bounds(self) -> tuple[float, float]:
        """Bounds of the raw estimate: those of an answer, but for a total."""
        return _ANY if self.kind is QuestionKind.TOTAL else (self.low, self.high)

    @property
    def slope(self) -> float:
        """Fragility points per raw unit, negative when a high answer means that all is well."""
        if self.plain:
            return 1.0
        slope = 100.0 / (self.high - self.low)
        return slope if self.fragile_when_high else -slope

    def fragility(self, raw: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Bring raw estimates to 0 (not felt as fragile) - 100 (most fragile).

        Examples
        --------
        >>> Question("sante", "q1", QuestionKind.SCALE, 1, 5, False).fragility(np.array([1.0, 4.0]))
        array([100.,  25.])
        """
        if self.plain:
            return raw
        origin = self.low if self.fragile_when_high else self.high
        return (raw - origin) * self.slope

    def numbers(self, answers: pd.Series) -> pd.Series:
        """Turn the answers as read into numbers; what cannot be is left NaN beside a true blank.

        Parameters
        ----------
        answers : text or numbers, null where the respondent did not answer.

        Returns
        -------
        Series
            Float: the note or quantity, or 0/1 for a yes/no, a rank of priority, a category.
        """
        if self.kind is QuestionKind.BINARY:
            return binary_numbers(answers)
        if self.kind is QuestionKind.CATEGORY:
            given = _keys(answers)
            counting = _keys(pd.Series(self.categories, dtype="str"))
            return given.isin(counting).astype(float).where(given.notna())
        values = plain_numbers(answers)
        if self.kind is QuestionKind.PRIORITY:
            ranks = values.where((values >= 1) & (values % 1 == 0))
            return (ranks <= self.top).astype(float).where(ranks.notna())
        return values.where(values.between(self.low, self.high))


def _keys(answers: pd.Series) -> pd.Series:
    """Write categories so that case, and the decimal that a blank gives a number, do not count."""
    text = answers.astype("str").str.strip().str.casefold()
    return text.str.replace(r"(?<=\d)[.,]0+$", "", regex=True)


def notes_unit(low: float, high: float) -> str:
    """Write the unit of a mean of notes; :func:`is_notes_unit` reads it back.

    >>> is_notes_unit(notes_unit(0, 10)), is_notes_unit(SHARE_UNIT)
    (True, False)
    """
    return _NOTES_UNIT.format(f"{low:g}", f"{high:g}")


def is_notes_unit(text: str) -> bool:
    """Whether a unit is that of a mean of notes, whatever its bounds."""
    return re.fullmatch(_NOTES_UNIT.format(r"\S+", r"\S+"), text) is not None


def binary_numbers(answers: pd.Series) -> pd.Series:
    """Read yes (1) and no (0), in words or figures; NaN for anything else.

    >>> binary_numbers(pd.Series(["Oui", "0.0", "1,0", "2", None])).tolist()
    [1.0, 0.0, 1.0, nan, nan]
    """
    if pd.api.types.is_bool_dtype(answers):
        return answers.astype(float)
    if pd.api.types.is_numeric_dtype(answers):
        values = answers.astype(float)
        return values.where(values.isin([0.0, 1.0]))
    words = answers.astype("str").str.strip().str.casefold()
    said = words.map({**dict.fromkeys(_YES, 1.0), **dict.fromkeys(_NO, 0.0)}).astype(float)
    # A column with a blank is written 1.0 and 0.0 by pandas and by Stata.
    figures = plain_numbers(answers)
    return said.fillna(figures.where(figures.isin([0.0, 1.0])))


#: Share of the domains that a respondent must have answered to enter the overall estimate.
OVERALL_AVAILABILITY = 2 / 3
#: The mean over the domains of each respondent, treated as one more question.
OVERALL_QUESTION = Question(
    OVERALL, OVERALL, QuestionKind.SCORE, 0.0, 100.0, wording="moyenne des domaines, de 0 à 100"
)


def overall_answers(answers: pd.DataFrame, questions: Sequence[Question]) -> pd.Series:
    """Mean fragility over the domains of each respondent.

    Parameters
    ----------
    answers : columns ``domain:…`` of raw answers.
    questions : one per domain.

    Returns
    -------
    Series
        0-100; NaN for who answered less than two thirds of the domains.
    """
    table = pd.DataFrame(
        {
            question.domain: question.fragility(
                answers[f"domain:{question.domain}"].to_numpy(float)
            )
            for question in questions
        },
        index=answers.index,
    )
    enough = table.notna().sum(axis=1) >= OVERALL_AVAILABILITY * len(DOMAIN_KEYS)
    return table.mean(axis=1).where(enough)
