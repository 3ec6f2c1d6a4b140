"""What is worked out here beside what scipy gives."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from indicators.base.laws import fewer_false_discoveries


@given(st.lists(st.floats(0, 1), max_size=40))
def test_false_discoveries_are_those_of_scipy_to_the_last_digit(p_values: list[float]) -> None:
    expected = false_discovery_control(np.array(p_values, dtype="float64"))
    assert np.array_equal(fewer_false_discoveries(p_values), expected)
