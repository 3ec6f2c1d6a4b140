"""What the groups side by side say, in sentences made of their numbers."""

from __future__ import annotations

import pandas as pd

from atlas.gaps.crossed_views import CrossedViews
from common.french import number, plural, signed
from indicators.base.groups import GROUPS

_SEEN = {
    "yes": "expriment plutôt une fragilité",
    "unsure": "ne penchent nettement d’aucun côté",
    "no": "ne penchent pas vers une fragilité",
}


def crossed_reading(views: CrossedViews) -> list[str]:
    """Say who sees the fragility, who does not, and which differences are real.

    Returns
    -------
    list of str
        One French text per survey, in the order of the table; empty when nothing is published.
    """
    told = []
    for survey, rows in views.frame.groupby("survey", sort=False):
        pairs = views.differences[views.differences["survey"] == survey]
        title = rows["survey_title"].iloc[0]
        told.append(f"{title}. {_seen(rows)}{_differences(pairs, len(rows))}")
    return told


def _seen(rows: pd.DataFrame) -> str:
    parts = [
        f"{', '.join(_name(group) for group in groups)} {wording}"
        for seen, wording in _SEEN.items()
        if len(groups := rows.loc[rows["seen"] == seen, "group"])
    ]
    if not parts:
        return ""
    text = " ; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}. "


def _differences(pairs: pd.DataFrame, groups: int) -> str:
    if groups == 1:
        return "Un seul groupe interrogé : il n’y a personne à qui le comparer."
    if pairs.empty:
        return "Aucun territoire où deux groupes soient publiés avec leur marge."
    real = pairs[pairs["real"]]
    count = f"{number(len(pairs))} {plural(len(pairs), 'différence')}"
    if real.empty and len(pairs) == 1:
        return "La différence entre les deux groupes n’est pas établie."
    if real.empty:
        return f"Aucune des {count} entre groupes n’est établie."
    listed = " ; ".join(_difference(row) for _, row in real.iterrows())
    verb = "est établie" if len(real) == 1 else "sont établies"
    return f"Sur {count} entre groupes, {number(len(real))} {verb} : {listed}."


def _difference(row: pd.Series) -> str:
    """Word a difference from the group that expresses more."""
    more, less = row["group_a"], row["group_b"]
    bounds = (row["difference"], row["low"], row["high"])
    if row["difference"] < 0:
        more, less = less, more
        bounds = (-row["difference"], -row["high"], -row["low"])
    size, low, high = (signed(bound, 0) for bound in bounds)
    return (
        f"{_name(more)} plus que {_name(less)} ({size} points, de {low} à {high}, "
        f"{row['measured_name']})"
    )


def _name(group: str) -> str:
    """Name a group inside a sentence.

    >>> _name("elus")
    'les élus locaux'
    """
    label = GROUPS[group]
    return f"les {label[:1].lower()}{label[1:]}"
