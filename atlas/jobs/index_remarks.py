"""What of the files of an index is not used, or is odd enough to be told."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from common.french import described, plural
from common.missing_marks import marks_sentence
from indicators.composite.engine import Units
from indicators.composite.hierarchy import AGGREGATE, INDICATOR, OPTIONAL, REQUIRED, Hierarchy
from indicators.composite.options import Denominators, Normalisation, Smoothing, Weighting
from indicators.composite.recipe import Recipe


def idle_columns(meta: pd.DataFrame, recipe: Recipe) -> list[str]:
    """Say which columns of a meta table a recipe does not apply, and what would apply them.

    A column of weights that are equal within each group changes nothing, and is not told.

    Parameters
    ----------
    meta : as :func:`indicators.composite.hierarchy.read_hierarchy` takes it.
    recipe : the choices.
    """
    told = []
    placed = meta[meta["Type"].isin([INDICATOR, AGGREGATE])]
    weights = pd.to_numeric(placed["Weight"], errors="coerce").fillna(1)
    parents = placed["Parent"].fillna("")
    uneven = weights.groupby(parents).transform("nunique").gt(1).any()
    if recipe.weighting is not Weighting.GIVEN and uneven:
        told.append(
            "la colonne Weight n’est pas appliquée, les réglages donnent des poids égaux "
            '(weights.method = "given" l’applique)'
        )
    divided = placed.get("Denominator", pd.Series(dtype="str")).notna().any()
    if divided and recipe.denominators is not Denominators.META:
        told.append(
            'la colonne Denominator n’est pas appliquée (denominators.method = "meta" l’applique)'
        )
    others = [str(name) for name in meta if name not in (*REQUIRED, *OPTIONAL)]
    if others:
        columns = plural(len(others), "colonne", "colonnes")
        told.append(f"{columns} sans emploi : {', '.join(others)}")
    return told


def idle_choices(hierarchy: Hierarchy, recipe: Recipe) -> str:
    """Say which choices of a recipe change nothing, for want of their indicator or their method.

    Parameters
    ----------
    hierarchy : the indicators and aggregates that there are.
    recipe : the choices.
    """
    codes, levels = set(hierarchy.nodes.index), set(hierarchy.nodes["level"])
    named: dict[str, list[str]] = {
        "smoothing.indicators": list(recipe.smoothed),
        "transformation.methods": [code for code, _ in recipe.transformations],
        "normalisation.goalposts": [code for code, *_ in recipe.goalposts],
    }
    told = [
        f"{field} ({described(unknown)} : aucun indicateur de ce code)"
        for field, given in named.items()
        if (unknown := [code for code in given if code not in codes])
    ]
    applied = {
        "smoothing.indicators": not recipe.smoothed or recipe.smoothing is not Smoothing.NONE,
        "normalisation.goalposts": not recipe.goalposts
        or recipe.normalisation is Normalisation.GOALPOSTS,
        "weights.values": not recipe.weights or recipe.weighting is Weighting.GIVEN,
    }
    told += [f"{field} (méthode non demandée)" for field, used in applied.items() if not used]
    for field, given in (
        ("aggregation.levels", recipe.aggregation_by_level),
        ("aggregation.rescaling", recipe.rescaling_by_level),
    ):
        absent = [str(level) for level, _ in given if level not in levels]
        told += [f"{field} ({described(absent)} : aucun agrégat de ce niveau)"] if absent else []
    return f"Réglages sans effet : {' ; '.join(told)}." if told else ""


def odd_values(units: Units, source: str) -> Iterator[str]:
    """Say which indicators have no value at all, and where a number may stand for none."""
    none = units.indicators.columns[units.indicators.isna().all()]
    if len(none):
        yield (
            f"{source} : aucune valeur pour {described(map(str, none))} ; les scores s’en passent "
            "si availability.threshold le permet."
        )
    numbers = units.indicators.join(units.denominators)
    yield marks_sentence(
        numbers, "Si c’en est une, écrivez-la dans les réglages (input.missing = [-999])."
    )
