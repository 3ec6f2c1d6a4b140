"""The index command against the Indices of Deprivation of England and of Scotland."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from atlas.jobs.index import run_index
from tests.published import CASES


@pytest.mark.parametrize(
    ("case", "file", "published", "equal", "most"),
    [
        # Published from scores with more decimals than ranks keep: a few neighbours change places.
        ("imd2019", "iod2019_file2_ranks.csv.gz", "imd_rank", 0.999, 1),
        # The published domain ranks have ties, which the scores behind them did not have.
        ("simd2020", "simd2020_ranks.csv.gz", "IMD_rank", 0.801, 7),
    ],
)
def test_ranks_are_the_published_ones(
    *, case: str, file: str, published: str, equal: float, most: int, tmp_path: Path
) -> None:
    folder, recipe = CASES / case, tmp_path / "recipe.toml"
    expected = pd.read_csv(folder / file, index_col=0)[published]
    text = (CASES / "exponential_ranks.toml").read_text("utf-8")
    recipe.write_text(f'{text}\n[input]\ncode = "{expected.index.name}"\n', "utf-8")
    done = run_index(folder / file, folder / "meta.csv", recipe, tmp_path / "out.csv")
    apart = (done.index.ranks["imd"] - expected).abs()
    assert apart.notna().all()
    assert (apart == 0).mean() >= equal
    assert apart.max() == most
