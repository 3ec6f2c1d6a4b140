"""Chance that can be drawn again: esda takes its permutations from NumPy's global generator.

Light to import: the constants of the spatial statistics are here for doors that do not run them.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

import numpy as np

#: Permutations behind every pseudo p-value, and the seed of their draw.
PERMUTATIONS = 9_999
SEED = 20_261_122
#: Below, a permutation test of local statistics says nothing (13 régions, for instance).
MINIMUM_UNITS = 30
_GLOBAL_GENERATOR = Lock()


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Lend the global generator, seeded, to one thread; give it back as it was.

    esda also changes the filters of warnings: they are given back too.
    """
    with _GLOBAL_GENERATOR, warnings.catch_warnings():
        before = np.random.get_state()  # noqa: NPY002 - the generator that esda uses
        np.random.seed(seed)  # noqa: NPY002 - as above
        try:
            yield
        finally:
            np.random.set_state(before)  # noqa: NPY002 - as above
