"""The tables of the page of comparisons, in French."""

from __future__ import annotations

import pandas as pd

from atlas.compare import Basis, Comparison
from atlas.compare.words import sign
from atlas.desk.desk import Desk
from atlas.desk.heard import heard_label
from atlas.desk.provenance import marked
from atlas.desk.whose import Whose
from atlas.desk.wording import quantity
from common.french import listed, number, percent
from common.levels import Level
from indicators.base.domains import domain_label
from indicators.base.status import Status

_NO_VALUE = "–"
#: Statuses told beside a value, in a word.
_TOLD = {Status.ESTIMATED.value: "estimée", Status.CENSORED.value: "seuil"}


def against_france(comparison: Comparison, references: int) -> list[int]:
    """Positions of the place, of those chosen beside it, then of France: what a phone shows.

    Parameters
    ----------
    comparison : what is shown.
    references : how many of the places, after the first, are larger territories around it; the
        last of them is told, France unless the reader left it out.
    """
    chosen = range(1 + references, len(comparison.compared))
    return [0, *chosen, *([references] if references else [])]


def scores_table(comparison: Comparison, positions: list[int]) -> pd.DataFrame:
    """Scores of the dimensions, of the 16 domains and of the whole, a column for each place.

    Parameters
    ----------
    comparison : what is shown.
    positions : places wanted, in the order of the columns.
    """
    rows = comparison.scores
    shown = pd.DataFrame({"Domaine": [domain_label(key) for key in rows["domain"].unique()]})
    for position in positions:
        one = comparison.compared[position]
        if one.basis is Basis.NONE:
            continue
        own = rows[rows["position"] == position]
        head = one.name if one.basis is Basis.OWN else f"{one.name} ({one.basis_label})"
        shown[head] = [
            _signed(side, _with_interval(score, low, high))
            for side, score, low, high in own[["side", "score", "low", "high"]].itertuples(
                index=False
            )
        ]
    return shown


def _with_interval(value: float, low: float, high: float) -> str:
    if pd.isna(value):
        return _NO_VALUE
    return number(value) if pd.isna(low) else f"{number(value)} ({number(low)} à {number(high)})"


def _signed(side: str, text: str) -> str:
    return f"{sign(side)} {text}".strip()


def compared_indicators_table(comparison: Comparison) -> pd.DataFrame:
    """Values of the indicators, all in one year a row, one column for each place."""
    rows = comparison.indicators
    first = rows.drop_duplicates("key")
    shown = pd.DataFrame({"Indicateur": first["label"], "Année": first["year"].astype("str")})
    for position, one in enumerate(comparison.compared):
        own = rows[rows["position"] == position].set_index("key").reindex(first["key"])
        shown[one.name] = [
            _signed(side, _value(value, unit, status))
            for side, value, unit, status in own[["side", "value", "unit", "status"]].itertuples(
                index=False
            )
        ]
    return shown


def _value(value: float, unit: str, status: str) -> str:
    if pd.isna(value):
        return Status(status).label if status == Status.SUPPRESSED.value else _NO_VALUE
    text = quantity(value, unit)
    return f"{text} ({_TOLD[status]})" if status in _TOLD else text


def views_table(desk: Desk, comparison: Comparison) -> pd.DataFrame:
    """What each group says of the places themselves, one column for each that a survey documents.

    What was measured of larger territories is apart: :func:`larger_views_table`.
    """
    rows = comparison.views
    rows = rows[rows["whose"] == Whose.OWN.value]
    asked = rows.drop_duplicates("group").set_index("group")
    groups = list(asked.index)
    shown = pd.DataFrame({"Groupe": [_group(desk, group, asked.loc[group]) for group in groups]})
    for position, one in enumerate(comparison.compared):
        own = rows[rows["position"] == position].set_index("group")
        if len(own):
            shown[one.name] = [
                _view(own.loc[group]) if group in own.index else _NO_VALUE for group in groups
            ]
    return shown


def larger_views_table(desk: Desk, comparison: Comparison) -> pd.DataFrame:
    """What each group says of the larger territories that hold the places compared."""
    rows = comparison.views
    rows = rows[rows["whose"] == Whose.LARGER.value]
    found = []
    for (measured, group), some in rows.groupby(["measured_name", "group"], sort=False):
        held = [comparison.compared[position].name for position in some["position"]]
        found.append(
            {
                "Mesuré pour": measured,
                "Groupe": _group(desk, str(group), some.iloc[0]),
                "Perçu (0 à 100)": _answer(some.iloc[0]),
                "Qui contient": listed(held),
            }
        )
    return pd.DataFrame(found)


def _group(desk: Desk, group: str, row: pd.Series) -> str:
    """Name a group, and what it was asked where it was not the domain itself."""
    who = heard_label(desk, group, [row["survey"]])
    return f"{who} – {row['asked']}" if row["asked"] else who


def _view(row: pd.Series) -> str:
    return _signed(row["side"], _answer(row))


def _answer(row: pd.Series) -> str:
    text = _with_interval(row["value"], row["low"], row["high"])
    size = "" if pd.isna(row["n"]) else f", {number(row['n'])} réponses"
    return marked(f"{text}{size}", drawn=row["demonstration"])


def rates_table(comparison: Comparison) -> pd.DataFrame:
    """Partnerships for 10,000 inhabitants, one row for each place of the level."""
    rows = comparison.rates
    return pd.DataFrame(
        {
            "Territoire": [comparison.compared[position].name for position in rows["position"]],
            "Partenariats recensés": rows["count"],
            "dont comptés dans le taux": rows["listed"],
            "Pour 10 000 habitants": [number(rate, 2) for rate in rows["smoothed_rate"]],
            "Intervalle à 95 %": [
                _NO_VALUE if pd.isna(low) else f"{number(low, 2)} à {number(high, 2)}"
                for low, high in zip(rows["low"], rows["high"], strict=True)
            ],
            "Attendu à cette densité": [number(rate, 2) for rate in rows["expected"]],
        }
    )


def deviations_table(rows: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """The three deviations, the reference at 100.

    Parameters
    ----------
    rows : of :func:`atlas.compare.deviations.deviations`.
    names : French name of each reference that exists.
    """
    shown = pd.DataFrame(
        {
            "Indicateur": rows["label"],
            "Année": rows["year"].astype("str"),
            "Valeur": [
                quantity(value, unit)
                for value, unit in zip(rows["value"], rows["unit"], strict=True)
            ],
        }
    )
    for key, name in names.items():
        shown[f"{name[0].upper()}{name[1:]} = 100"] = [number(value) for value in rows[key]]
    shown["Lecture"] = [f"{text[0].upper()}{text[1:]}" for text in rows["reading"]]
    return shown


def similar_table(rows: pd.DataFrame) -> pd.DataFrame:
    """The similar territories and why they are."""
    return pd.DataFrame(
        {
            "Territoire": rows["name"],
            "Population": [number(people) for people in rows["population"]],
            "Ce qui les rapproche": rows["why"],
            "Ce qui diffère le plus": rows["differs"],
            "Distance": [number(distance, 2) for distance in rows["distance"]],
        }
    )


def levels_table(rows: pd.DataFrame) -> pd.DataFrame:
    """One place read at each level."""
    return pd.DataFrame(
        {
            "Niveau": [Level(level).label for level in rows["level"]],
            "Territoire": [
                name or f"{number(units)} {Level(level).plural}"
                for name, units, level in rows[["name", "units", "level"]].itertuples(index=False)
            ],
            "Score": [number(score) for score in rows["score"]],
            "Classe (1 à 5, 5 : le cinquième le plus fragile)": [
                f"{low}" if low == high else f"de {low} à {high}"
                for low, high in zip(rows["class_low"], rows["class_high"], strict=True)
            ],
            "Habitants dans la classe 5": [percent(share, 0) for share in rows["fragile"]],
        }
    )


def sensitivity_table(rows: pd.DataFrame) -> pd.DataFrame:
    """The four levels compared two by two, over the whole country."""
    return pd.DataFrame(
        {
            "Niveaux": [
                f"{Level(finer).label} et {Level(wider).label}"
                for finer, wider in zip(rows["finer"], rows["wider"], strict=True)
            ],
            "Territoires": [number(units) for units in rows["units"]],
            "Corrélation des rangs": [number(value, 2) for value in rows["spearman"]],
            "Changent de classe": [percent(share, 0) for share in rows["changed"]],
            "De deux classes ou plus": [percent(share, 0) for share in rows["changed_far"]],
            "Habitants concernés": [percent(share, 0) for share in rows["changed_people"]],
        }
    )
