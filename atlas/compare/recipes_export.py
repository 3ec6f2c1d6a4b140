"""Scores, ranks and map under a recipe of one's own, taken away with the print of the recipe."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from atlas.compare.recipes import IndexComparison
from atlas.desk.taken import Taken
from atlas.desk.written import by_territory, named_file, reading_sheet
from atlas.layers.layer import Layer
from atlas.layers.taken import taken_layer
from common.workbook_files import workbook_bytes
from indicators.composite.recipe_text import to_toml

_BESIDE = ["rank_default", "move", "score_default"]


def index_layer(comparison: IndexComparison) -> Layer:
    """Give the layer of a recipe with, beside each rank, the default one and the move.

    Returns
    -------
    Layer
        The layer of the comparison, whose table also has rank_default and move (Int64, positive
        where the recipe ranks the territory more fragile) and score_default (0-100); missing where
        one of the two recipes gives no rank.
    """
    layer = comparison.layer
    beside = comparison.moves[_BESIDE].reindex(layer.table.index)
    return replace(layer, table=layer.table.assign(**{name: beside[name] for name in _BESIDE}))


def taken_index(comparison: IndexComparison) -> Taken:
    """Lay out scores and ranks, to be written in any format (:func:`index_layer`)."""
    return taken_layer(index_layer(comparison))


def index_workbook(comparison: IndexComparison) -> bytes:
    """Write scores and ranks, what each member weighs, the recipe, and what to read with them.

    The recipe is the lines of its TOML file, which *Ouvrir des réglages* reads back.
    """
    lines = to_toml(comparison.recipe).splitlines()
    rows = by_territory(index_layer(comparison).table, comparison.layer.query.level)
    return workbook_bytes(
        {
            "Scores et rangs": rows,
            "Poids": comparison.weights.rename_axis("member"),
            "Réglages": pd.DataFrame(
                {"recipe": lines}, index=pd.RangeIndex(1, len(lines) + 1, name="line")
            ),
            "À lire": reading_sheet(comparison.layer.about),
        }
    )


def index_name(comparison: IndexComparison, extension: str) -> str:
    """Name a file by its level and the print of its recipe."""
    layer = comparison.layer
    parts = ["indice", layer.query.level.value, comparison.recipe.fingerprint]
    return named_file(parts, layer.about, extension)
