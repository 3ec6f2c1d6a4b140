"""The pages of a note made by hand, compared with pictures kept beside this test.

Half a grey level (of 255) of mean difference, and one pixel in a thousand that differs clearly,
are allowed: versions of Typst place letters a fraction of a pixel apart. A missing rule, a moved
column or a lost colour goes beyond one of them. ``FRAGISCOPE_GOLDEN=write`` writes them anew.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from reports.layout.pdf import to_pages
from tests.reports.sample import sample

GOLDEN = Path(__file__).with_name("golden")
PPI = 55
MEAN, CLEAR, SHARE = 0.5, 48, 0.001


@pytest.fixture(scope="module")
def pages() -> list[bytes]:
    return to_pages(sample(), PPI)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_page_looks_as_it_did(pages: list[bytes], number: int) -> None:
    path = GOLDEN / f"page-{number}.png"
    if os.environ.get("FRAGISCOPE_GOLDEN") == "write":
        Image.open(io.BytesIO(pages[number - 1])).convert("RGB").save(path, optimize=True)
    drawn, kept = (
        np.asarray(Image.open(source).convert("RGB"), dtype="float64")
        for source in (io.BytesIO(pages[number - 1]), path)
    )
    assert drawn.shape == kept.shape
    difference = np.abs(drawn - kept).max(axis=2)
    assert difference.mean() < MEAN
    assert (difference > CLEAR).mean() < SHARE


def test_a_changed_page_is_seen(pages: list[bytes]) -> None:
    """The tolerance is worth something: a longer title alone goes beyond it."""
    other = to_pages(sample("CRTE de l’Autre Essai"), PPI)
    drawn, changed = (
        np.asarray(Image.open(io.BytesIO(page)).convert("RGB"), dtype="float64")
        for page in (pages[0], other[0])
    )
    assert (np.abs(drawn - changed).max(axis=2) > CLEAR).mean() > SHARE
