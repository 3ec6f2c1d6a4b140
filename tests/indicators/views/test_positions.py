from __future__ import annotations

import numpy as np
import pytest

from indicators.base.laws import Z
from indicators.views.positions import BORDER, GapStatus, clear_side, positions


@pytest.mark.parametrize(
    ("measured", "felt", "expected"),
    [
        (2.0, 2.0, GapStatus.ALIGNED_FRAGILE),
        (-2.0, -2.0, GapStatus.ALIGNED_SOLID),
        (2.0, -2.0, GapStatus.SILENT_FRAGILITY),
        (-2.0, 2.0, GapStatus.LISTENING_TOPIC),
        # Whatever the difference of the two, one side that is not clear leaves it open.
        (5.0, 0.5, GapStatus.NOT_DISTINGUISHABLE),
        (-5.0, -0.5, GapStatus.NOT_DISTINGUISHABLE),
        (0.5, 5.0, GapStatus.NOT_DISTINGUISHABLE),
    ],
)
def test_a_position_is_the_quadrant_where_both_sides_are_clear(
    measured: float, felt: float, expected: GapStatus
) -> None:
    one = np.ones(1)
    assert positions(np.array([measured]), one, np.array([felt]), one).tolist() == [expected]


def test_a_bar_that_touches_the_axis_is_not_clear() -> None:
    assert clear_side(np.array([Z, Z + 1e-9, -Z]), np.ones(3)).tolist() == [0.0, 1.0, 0.0]


def test_what_is_known_without_error_is_still_clear_of_the_border() -> None:
    assert clear_side(np.array([0.0, BORDER, 0.11]), np.zeros(3)).tolist() == [0.0, 0.0, 1.0]
