"""What the groups side by side say, in sentences made of their numbers."""

from __future__ import annotations

import pandas as pd

from atlas.desk.provenance import marked
from atlas.divergences.crossed_views import CrossedViews
from common.french import listed, number, plural, signed
from indicators.base.survey_kind import SurveyKind
from indicators.views.volunteers import voices

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
        first, kind = rows.iloc[0], views.kinds[str(survey)]
        asked = f" – {first['asked']}" if first["asked"] else ""
        where = listed(list(dict.fromkeys(rows["measured_name"])))
        said = (
            f"{first['survey_title']}{asked}. {where} : "
            f"{_seen(rows, kind)}{_differences(pairs, len(rows), kind)}"
        )
        told.append(marked(said, drawn=kind is SurveyKind.DEMONSTRATION))
    return told


def _seen(rows: pd.DataFrame, kind: SurveyKind) -> str:
    parts = [
        f"{', '.join(voices(group, kind) for group in groups)} {wording}"
        for seen, wording in _SEEN.items()
        if len(groups := rows.loc[rows["seen"] == seen, "group"])
    ]
    if not parts:
        return ""
    return f"{' ; '.join(parts)}. "


def _differences(pairs: pd.DataFrame, groups: int, kind: SurveyKind) -> str:
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
    listed = " ; ".join(_difference(row, kind) for _, row in real.iterrows())
    verb = "est établie" if len(real) == 1 else "sont établies"
    return f"Sur {count} entre groupes, {number(len(real))} {verb} : {listed}."


def _difference(row: pd.Series, kind: SurveyKind) -> str:
    """Word a difference from the group that expresses more."""
    more, less = row["group_a"], row["group_b"]
    bounds = (row["difference"], row["low"], row["high"])
    if row["difference"] < 0:
        more, less = less, more
        bounds = (-row["difference"], -row["high"], -row["low"])
    size, low, high = (signed(bound, 0) for bound in bounds)
    return (
        f"{voices(more, kind)} plus que {voices(less, kind)} ({size} points, de {low} à {high}, "
        f"{row['measured_name']})"
    )
