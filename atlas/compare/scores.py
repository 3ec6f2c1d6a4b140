"""Scores side by side, all on the scale of one level."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.alike.structure import communes_of_level
from atlas.compare.model import Basis, Compared
from atlas.desk.desk import Desk
from atlas.desk.place import Place
from atlas.desk.score_table import median_scores, ordered_scores, score_table
from atlas.profiles import Profile
from common.levels import Level
from indicators.base.domains import SCORE_KEYS
from indicators.scores.deviation import Fragility

Floats = npt.NDArray[np.float64]

COLUMNS = [
    *("domain", "position", "score", "low", "high", "rank", "rank_low", "rank_high", "side"),
]
_RANKS = ["rank", "rank_low", "rank_high"]
_NONE: Floats = np.empty(0)


def basis_of(place: Place, level: Level) -> Basis:
    """Say what stands for a place on the scale of a level."""
    if place.level is level:
        return Basis.OWN
    order = list(Level).index
    return Basis.MEDIAN if order(place.level) > order(level) else Basis.NONE


def compare_scores(
    desk: Desk, compared: tuple[Compared, ...], profiles: dict[int, Profile]
) -> pd.DataFrame:
    """Lay out the scores of all the places; see :attr:`Comparison.scores`.

    Parameters
    ----------
    desk : the opened data.
    compared : the first gives the level.
    profiles : by position, of the first and of the chosen places.
    """
    level = compared[0].place.level
    ordered = ordered_scores(desk, level)
    parts = []
    for position, one in enumerate(compared):
        if one.basis is Basis.OWN:
            table = profiles[position].domains[["score", *_RANKS]]
        elif one.basis is Basis.MEDIAN:
            table = _medians(desk, level, one.place)
        else:
            table = pd.DataFrame(index=pd.Index(SCORE_KEYS))
        parts.append(_completed(table, ordered).assign(position=position))
    first = parts[0]
    for part in parts:
        part["side"] = sides(part, first, ordered)
    parts[0]["side"] = Fragility.UNKNOWN.value
    return pd.concat(parts).rename_axis("domain").reset_index()[COLUMNS]


def _medians(desk: Desk, level: Level, place: Place) -> pd.DataFrame:
    """Median scores of the territories of a level that a place holds."""
    if place.level is Level.FRANCE:
        codes = score_table(desk, level).index
    else:
        pairs = communes_of_level(desk, level)
        held = pairs.loc[pairs["commune"].isin(desk.communes(place)), "code"]
        codes = pd.Index(held.unique())
    return pd.DataFrame({"score": median_scores(desk, level, codes)})


def _completed(table: pd.DataFrame, ordered: dict[str, Floats]) -> pd.DataFrame:
    """Order the domains and turn the ends of the rank intervals into scores."""
    table = table.reindex(index=list(SCORE_KEYS), columns=["score", *_RANKS])
    table = table.astype({"score": "float64", **dict.fromkeys(_RANKS, "Int64")})
    low, high = [], []
    for key, row in table.iterrows():
        known = ordered.get(str(key), _NONE)
        low.append(_score_at(known, row["rank_high"]))
        high.append(_score_at(known, row["rank_low"]))
    return table.assign(low=low, high=high)


def _score_at(ordered: Floats, rank: int | None) -> float:
    """Score of the territory that holds a rank."""
    if pd.isna(rank) or not len(ordered):
        return float("nan")
    return float(ordered[min(int(rank), len(ordered)) - 1])


def sides(part: pd.DataFrame, first: pd.DataFrame, ordered: dict[str, Floats]) -> list[str]:
    """Say whether each score is beyond what the rank intervals leave open.

    Parameters
    ----------
    part, first : of the other place and of the first: score, rank, rank_low, rank_high by domain.
    ordered : scores of the level by domain, the most fragile first; a median has the rank that a
        territory of its score would have.

    Returns
    -------
    list of str
        :class:`indicators.scores.deviation.Fragility` of the other place beside the first.
    """
    found = []
    for key in part.index:
        mine, other = first.loc[key], part.loc[key]
        if pd.isna(mine["score"]) or pd.isna(other["score"]):
            found.append(Fragility.UNKNOWN.value)
            continue
        low, high = other["rank_low"], other["rank_high"]
        if pd.isna(other["rank"]):  # a median: the rank that a territory of this score would have
            low = high = 1 + int((ordered.get(str(key), _NONE) > other["score"]).sum())
        if pd.isna(low) or pd.isna(mine["rank_low"]):
            found.append(Fragility.UNTESTED.value)
        elif high < mine["rank_low"]:
            found.append(Fragility.MORE.value)
        elif low > mine["rank_high"]:
            found.append(Fragility.LESS.value)
        else:
            found.append(Fragility.UNCLEAR.value)
    return found
