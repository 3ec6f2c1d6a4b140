"""Scores, ranks and map under other weights, as files."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from atlas.compare.recipes import IndexComparison, compare_recipe
from atlas.compare.recipes_export import index_name, index_workbook, taken_index
from atlas.desk.desk import Desk
from atlas.desk.taken import flat_rows
from common.levels import Level
from indicators.composite.options import Weighting
from indicators.composite.recipe_text import from_toml
from indicators.scores.objective import default_recipe
from tests.common.test_workbook_files import read_workbook
from tests.taken_out import geojson

OWN = replace(
    default_recipe(), name="à moi", weighting=Weighting.GIVEN, weights=(("mobilite", 4.0),)
)


@pytest.fixture(scope="module")
def own(desk: Desk) -> IndexComparison:
    return compare_recipe(desk, Level.REGION, OWN)


def test_each_row_has_both_ranks_and_the_print_of_the_recipe(own: IndexComparison) -> None:
    rows = flat_rows(taken_index(own)).set_index("code")
    assert len(rows) == 18
    ranked = rows.dropna(subset=["rank", "rank_default"])
    assert (ranked["rank_default"] - ranked["rank"] == ranked["move"]).all()
    assert (ranked["move"] != 0).any()
    assert set(rows["recipe"]) == {OWN.fingerprint}
    assert OWN.fingerprint != default_recipe().fingerprint
    first = own.moves.iloc[0]
    written = rows.loc[own.moves.index[0], "score_default"]
    assert written == pytest.approx(first["score_default"], rel=5e-7)  # seven digits


def test_the_workbook_holds_a_recipe_that_is_read_back(own: IndexComparison) -> None:
    sheets = read_workbook(index_workbook(own))
    assert list(sheets) == ["Scores et rangs", "Poids", "Réglages", "À lire"]
    written = "\n".join(str(row[1]) for row in sheets["Réglages"][1:] if len(row) > 1)
    assert from_toml(written).fingerprint == OWN.fingerprint
    weights = {row[0]: float(row[-1]) for row in sheets["Poids"][1:]}
    # Eleven domains count for the régions, one of them four times.
    assert weights["mobilite"] == pytest.approx(4 / 14)
    assert weights["emploi"] == pytest.approx(1 / 14)


def test_the_map_says_its_recipe_and_so_do_the_names(own: IndexComparison) -> None:
    said = json.loads(geojson(taken_index(own)))
    assert said["recipe"] == OWN.fingerprint
    assert len(said["features"]) == 18
    assert {"rank", "rank_default", "move"} <= said["features"][0]["properties"].keys()
    assert index_name(own, "csv") == f"fragiscope_indice_region_{OWN.fingerprint}.csv"
