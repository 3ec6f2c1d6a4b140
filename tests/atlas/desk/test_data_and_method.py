from __future__ import annotations

from atlas.desk.data_and_method import code_changes_table
from atlas.desk.desk import Desk
from common.paths import DATA
from indicators.base.values import read_code_changes


def test_each_old_code_tells_what_became_of_it(desk: Desk) -> None:
    table = code_changes_table(desk)
    assert table["Indicateurs"].sum() == len(read_code_changes(DATA))
    assert table["Ancien code"].is_monotonic_increasing
    rows = table.set_index("Ancien code")
    merged = rows.loc["01330"]
    assert (merged["Code actuel"], merged["Commune actuelle"]) == ("01187", "Haut Valromey")
    assert "chomage_recensement" in merged["Clés des indicateurs"].split(", ")
    assert set(rows.loc["15141", "Code actuel"]) == {"15031", "15035", "15047", "15141", "15171"}
    left_out = table[table["Ce qui a été fait"].str.contains("laissée de côté")]
    assert len(left_out) > 0
    assert left_out[["Code actuel", "Commune actuelle"]].isna().all(axis=None)
