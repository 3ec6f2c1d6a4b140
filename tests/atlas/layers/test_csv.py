from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.provenance import DEMONSTRATION_MARK
from atlas.desk.taken import flat_rows
from atlas.layers.layer import layer
from atlas.layers.measures import GAP
from atlas.layers.query import LayerQuery
from atlas.layers.taken import taken_layer
from common.levels import Level


def test_the_table_of_a_map_is_read_back_with_its_mention_and_its_mark(
    demonstrating_desk: Desk,
) -> None:
    shown = layer(
        demonstrating_desk,
        LayerQuery(level=Level.REGION, domain="emploi", measure=GAP, group="entreprises"),
    )
    rows = flat_rows(taken_layer(shown)).reset_index().set_index("code")
    assert list(rows.index) == list(shown.frame.index)
    assert rows.loc["01", "territory"] == "region:01"
    pd.testing.assert_series_equal(
        rows["value"],
        shown.frame["value"],
        check_names=False,
        check_index_type=False,
        rtol=5e-7,  # seven digits are written
    )
    assert shown.about.demonstration
    assert set(rows["demonstration"]) == {DEMONSTRATION_MARK}
    assert set(rows["mention"]) == {" ".join(shown.about.mentions)}
