"""The gap of a whole domain in figures: what is felt, what is measured, next to which means."""

from __future__ import annotations

import pandas as pd

from common.french import NO_BREAK_SPACE, number, signed
from common.levels import Territory
from indicators.views.positions import GapStatus


def gap_words(row: pd.Series) -> str:
    """Write the gap of a whole domain.

    >>> row = pd.Series({"gap": 0.3, "gap_low": -0.2, "gap_high": 0.8,
    ...                  "gap_status": "not_distinguishable"})
    >>> gap_words(row)
    'Écart avec le score de tout le domaine : +0,3 (−0,2 à +0,8), position incertaine.'
    """
    label = GapStatus(row["gap_status"]).label.lower()
    low, high = (signed(row[name], 1) for name in ("gap_low", "gap_high"))
    gap = f"{signed(row['gap'], 1)} ({low} à {high})"
    return f"Écart avec le score de tout le domaine : {gap}, {label}."


def felt(row: pd.Series) -> str:
    """Write a perception with its interval.

    >>> row = pd.Series({"value": 41.2, "low": 35.0, "high": 47.4, "perceived_mean": 52.0})
    >>> felt(row).replace(NO_BREAK_SPACE, " ")
    '41 sur 100 (35 à 47)'
    """
    places = _decimals(row["value"], row["perceived_mean"])
    text = f"{number(row['value'], places)} sur 100"
    if pd.notna(row["low"]):
        text += f" ({number(row['low'], places)} à {number(row['high'], places)})"
    else:
        text += " (sans marge publiée)"
    return text.replace(" ", NO_BREAK_SPACE)


def means(row: pd.Series) -> str:
    """Write the mean that a perception is compared with, and the value of the country.

    >>> row = pd.Series({"measured": "region:76", "compared": 17, "value": 70.6, "low": 70.0,
    ...                  "high": 71.3, "perceived_mean": 72.2, "france": 69.04})
    >>> means(row).replace(NO_BREAK_SPACE, " ")
    'moyenne simple des 17 régions : 72 ; France : 69'
    """
    places = _decimals(row["value"], row["perceived_mean"])
    plural = Territory.parse(row["measured"]).level.plural
    text = (
        f"moyenne simple des {number(row['compared'])}{NO_BREAK_SPACE}{plural} : "
        f"{number(row['perceived_mean'], places)}"
    )
    if pd.notna(row["france"]):
        text += f" ; France : {number(row['france'], places)}"
    return text


def measured(row: pd.Series) -> str:
    """Write the score of the territory that was asked, and the mean that it is compared with.

    >>> measured(pd.Series({"objective": 41.4, "objective_mean": 51.4}))
    '41 ; moyenne simple : 51'
    """
    score, mean = row["objective"], row["objective_mean"]
    places = _decimals(score, mean)
    return f"{number(score, places)} ; moyenne simple : {number(mean, places)}"


def _decimals(value: float, mean: float) -> int:
    """Give the decimals that keep a value apart from the mean that it is compared with."""
    return int(number(value) == number(mean))
