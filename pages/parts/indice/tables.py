"""The tables and sentences of the page of the index, in French."""

from __future__ import annotations

import pandas as pd

from atlas.compare.recipes import IndexComparison
from common.french import NARROW_SPACE, number, percent, signed
from common.levels import Level
from indicators.base.catalogue import Indicator
from indicators.base.domains import DOMAIN_KEYS, domain_label
from indicators.composite.diagnostics import Correlation
from indicators.composite.options import Aggregation, Normalisation, Treatment
from indicators.composite.sensitivity import FACTORS
from indicators.scores.domain_scores import DOMAIN_LEVEL
from indicators.scores.robustness_store import ALTERNATIVE, LEFT_OUT, SOBOL, WEIGHTS
from pages.parts.kit.tables import number_columns, table

#: Column of the moves of rank.
MOVE = "Écart de rang"
#: In the place of an indicator, on the row of a domain.
WHOLE = "Tout le domaine"
_ALTERNATIVES = (
    {WEIGHTS: "Poids seuls"}
    | {option.value: f"Normalisation : {option.label}" for option in Normalisation}
    | {option.value: option.label.capitalize() for option in (*Treatment, *Aggregation)}
)


def show(rows: pd.DataFrame) -> None:
    """Show a table, its numbers written the French way."""
    table(rows, columns=number_columns(rows), printed=False)


def moves_table(comparison: IndexComparison) -> pd.DataFrame:
    """Ranks and scores with the recipe and by default, the largest move first.

    Where no rank moves: ranks and scores, the most fragile first.
    """
    rows = comparison.moves
    if (rows["move"] == 0).all():
        rows = rows.sort_values("rank", kind="stable")
        beside = {}
    else:
        beside = {
            "Rang par défaut": rows["rank_default"],
            MOVE: rows["move"],
            "Score par défaut": rows["score_default"].round(1),
        }
    shown = {
        "Territoire": rows["name"],
        "Rang": rows["rank"],
        "Score": rows["score"].round(1),
        **beside,
    }
    return pd.DataFrame(shown).reset_index(drop=True)


def weights_table(comparison: IndexComparison, catalogue: dict[str, Indicator]) -> pd.DataFrame:
    """What each domain and each indicator weighs in the whole."""
    nodes = comparison.weights
    rows = []
    for key in DOMAIN_KEYS:
        if key not in nodes.index:
            continue
        rows.append((domain_label(key), WHOLE, nodes["nominal"][key], nodes["effective"][key]))
        members = nodes[(nodes["parent"] == key) & (nodes["level"] < DOMAIN_LEVEL)]
        rows += [
            (domain_label(key), catalogue[str(code)].label, node["nominal"], node["effective"])
            for code, node in members.iterrows()
        ]
    return pd.DataFrame(
        [(domain, label, nominal, round(100 * share, 2)) for domain, label, nominal, share in rows],
        columns=["Domaine", "Indicateur", "Poids dans son groupe", "Part de l’ensemble (%)"],
    )


def correlations_table(
    comparison: IndexComparison, catalogue: dict[str, Indicator]
) -> pd.DataFrame:
    """Pairs that say the same thing, or undo each other."""
    rows = comparison.correlations
    return pd.DataFrame(
        {
            "Dans": [domain_label(group) for group in rows["group"]],
            "Premier": [_label(code, catalogue) for code in rows["first"]],
            "Second": [_label(code, catalogue) for code in rows["second"]],
            "Corrélation": [signed(value, 2) for value in rows["correlation"]],
            "Lecture": [Correlation(kind).label for kind in rows["kind"]],
        }
    )


def alternatives_table(summary: pd.DataFrame) -> pd.DataFrame:
    """Mean move of the ranks when one choice of the default recipe is replaced."""
    rows = summary[summary["kind"] == ALTERNATIVE].sort_values("mean_shift", ascending=False)
    return pd.DataFrame(
        {
            f"Autre choix (poids à ±25{NARROW_SPACE}%)": [
                _ALTERNATIVES[item] for item in rows["item"]
            ],
            "Rangs déplacés": rows["mean_shift"].round(1),
        }
    ).reset_index(drop=True)


def left_out_table(summary: pd.DataFrame) -> pd.DataFrame:
    """Mean and largest move of the ranks when one domain is left out."""
    rows = summary[summary["kind"] == LEFT_OUT].sort_values("mean_shift", ascending=False)
    return pd.DataFrame(
        {
            "Domaine retiré": [domain_label(key) for key in rows["item"]],
            "Rangs déplacés": rows["mean_shift"].round(1),
            "Le plus grand": rows["largest_shift"].astype("Int64"),
        }
    ).reset_index(drop=True)


def sobol_sentence(summary: pd.DataFrame) -> str:
    """Say what the Sobol indices find, from the most to the least influential choice."""
    rows = summary[summary["kind"] == SOBOL].set_index("item").sort_values("total")
    told = [
        f"{FACTORS[str(factor)]} {percent(max(row['total'], 0), 0)} "
        f"(seul : {percent(max(row['first'], 0), 0)})"
        for factor, row in rows.iloc[::-1].iterrows()
    ]
    return (
        "Part de la variation des rangs que porte chaque choix, avec ses interactions "
        f"(indices de Sobol) : {' ; '.join(told)}."
    )


def left_out_sentence(summary: pd.DataFrame, level: Level, ranked: int) -> str:
    """Say which domain moves ranks most when it is left out."""
    rows = summary[summary["kind"] == LEFT_OUT]
    row = rows.sort_values("mean_shift").iloc[-1]
    return (
        f"Sur {number(ranked)} {level.plural} classés, retirer un seul domaine déplace les rangs "
        f"de {number(rows['mean_shift'].min())} à {number(rows['mean_shift'].max())} places en "
        f"moyenne. Le plus sensible est « {domain_label(row['item'])} » : jusqu’à "
        f"{number(row['largest_shift'])} places pour un territoire."
    )


def _label(code: str, catalogue: dict[str, Indicator]) -> str:
    return catalogue[code].label if code in catalogue else domain_label(code)
