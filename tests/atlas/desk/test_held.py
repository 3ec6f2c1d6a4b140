"""What a territory holds is what a group by code gives, in the order given."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from atlas.desk.held import Held


@given(st.lists(st.sampled_from(["01", "23", "2A", "976"])))
def test_it_is_what_a_group_by_code_gives(codes: list[str]) -> None:
    rows, held_by = pd.Series(range(len(codes))), pd.Series(codes, dtype="str")
    held = Held.by_code(rows, held_by)
    for code in ("01", "23", "2A", "976", "75"):
        assert list(held.of(code)) == [row for row, one in enumerate(codes) if one == code]


def test_rows_that_are_in_order_are_not_copied() -> None:
    rows = pd.Series(np.arange(3))
    held = Held.by_code(rows, pd.Series(["01", "01", "23"]))
    assert np.shares_memory(held.rows.to_numpy(), rows.to_numpy())
