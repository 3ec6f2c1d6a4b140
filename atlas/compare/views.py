"""What respondents say, side by side, where one survey published both places."""

from __future__ import annotations

import numpy as np
import pandas as pd

from atlas.desk.whose import Whose
from atlas.profiles import Profile
from indicators.scores.deviation import Fragility
from indicators.views.two_estimates import difference_interval

_READ = [
    *("survey", "measured", "measured_name", "asked", "value", "low", "high", "n"),
    "demonstration",
]
COLUMNS = ["group", "position", "whose", *_READ, "same", "side"]


def compare_views(profiles: dict[int, Profile], domain_key: str) -> pd.DataFrame:
    """Lay out what each group says of a domain; see :attr:`Comparison.views`.

    What was measured of the places themselves and what was measured of larger territories are
    apart: each is compared with its like. A view of another survey than that of the first place is
    left out: the questions differ.

    Parameters
    ----------
    profiles : by position; 0 is the first place.
    domain_key : the domain.
    """
    parts = [_of_whose(profiles, domain_key, whose) for whose in Whose]
    return pd.concat(parts, ignore_index=True).astype({"demonstration": bool})[COLUMNS]


def _of_whose(profiles: dict[int, Profile], domain_key: str, whose: Whose) -> pd.DataFrame:
    first = _views(profiles[0], domain_key, whose)
    parts = []
    for position, profile in profiles.items():
        table = _views(profile, domain_key, whose).reindex(first.index)
        table = table[table["survey"] == first["survey"]]
        own = first.loc[table.index]
        same = table["measured"] == own["measured"]
        parts.append(table.assign(position=position, same=same, side=_sides(table, own)))
    parts[0]["side"] = Fragility.UNKNOWN.value
    whole = pd.concat(parts).rename_axis("group").reset_index().assign(whose=whose.value)
    order = {group: place for place, group in enumerate(first.index)}
    return whole.sort_values("group", key=lambda groups: groups.map(order), kind="stable")


def _views(profile: Profile, domain_key: str, whose: Whose) -> pd.DataFrame:
    rows = profile.views
    rows = rows[(rows["domain"] == domain_key) & (rows["whose"] == whose.value)]
    return rows.set_index("group")[_READ]


def _sides(table: pd.DataFrame, own: pd.DataFrame) -> np.ndarray:
    difference = difference_interval(table, own)
    sides: np.ndarray = np.select(
        [difference["low"].isna(), difference["low"] > 0, difference["high"] < 0],
        [Fragility.UNTESTED.value, Fragility.MORE.value, Fragility.LESS.value],
        Fragility.UNCLEAR.value,
    )
    return sides
