"""What a comparison holds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from atlas.desk.about import About
from atlas.desk.place import Place
from common.levels import Level


class Basis(StrEnum):
    """What stands for a place on the scale of scores of another level.

    A score is a position among the territories of a level: scores of two levels are not on one
    scale, and their ranks are never compared.
    """

    OWN = "own"
    """Its own score: it is of the level."""
    MEDIAN = "median"
    """The score that half of the territories of the level that it holds exceed."""
    NONE = "none"
    """Nothing: it is smaller than the territories of the level. Its indicators alone compare."""


@dataclass(frozen=True)
class Compared:
    """One of the places compared.

    Attributes
    ----------
    place : territory (France included) or perimeter.
    name : told apart from those of the other places compared.
    bare : the same without its level, for a sentence whose article tells it.
    basis : what its scores are.
    basis_label : the same in French, for a legend or the head of a column.
    """

    place: Place
    name: str
    bare: str
    basis: Basis
    basis_label: str


@dataclass(frozen=True)
class Comparison:
    """A place beside others. In every table ``position`` is that of the place in ``compared``.

    Attributes
    ----------
    compared : the place first, then the others.
    level : level on whose scale the scores are.
    domain : the domain looked at (a key, or ``ensemble``).
    scores : one row per domain (16 keys and ``ensemble``) and position: domain, position, score,
        low, high (scores of the ranks at the ends of the rank interval; NaN without one), rank,
        rank_low, rank_high (Int64), side (:class:`indicators.scores.deviation.Fragility` of the
        place compared, next to the first).
    indicators : those of the domain (of the index, for ``ensemble``) by position: key, label,
        unit, year (that of the first place), position, value, status, side.
    views : what respondents say of the domain, by whose it is, group and position: group, survey,
        position, whose (:class:`atlas.desk.whose.Whose`), measured, measured_name, asked (French,
        "" for the domain itself), value, low, high, n, same (whether it is the very figure of the
        first place), side, demonstration.
    rates : partnerships of the domain for 10,000 inhabitants: position, count (Int64),
        listed (Int64, those of the rate), smoothed_rate, low, high (95 %), expected (rate of the
        territories of the level that are as dense); only for places of the level.
    about : what a reader must know of it.
    references : how many of them, after the first, are the larger territories that hold it.
    """

    compared: tuple[Compared, ...]
    level: Level
    domain: str
    scores: pd.DataFrame
    indicators: pd.DataFrame
    views: pd.DataFrame
    rates: pd.DataFrame
    about: About
    references: int
