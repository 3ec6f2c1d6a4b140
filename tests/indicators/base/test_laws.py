"""The tail that is worked out here, beside that of scipy."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtr

from indicators.base.laws import normal_above


def test_the_normal_tail_is_that_of_scipy_far_out_too() -> None:
    values = np.linspace(-12, 12, 97)
    assert np.allclose(normal_above(values), ndtr(-values), rtol=1e-12, atol=0)
    assert np.isnan(normal_above(np.array([np.nan]))).all()
    assert normal_above(np.array([])).shape == (0,)
