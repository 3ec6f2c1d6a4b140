"""Frozen scores of named territories: a change of data or method shows in the diff of one file.

``python tests/indicators/scores/test_reference_scores.py`` writes the file anew; read the diff
before keeping it.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from common.levels import MAPPED_LEVELS
from common.paths import DATA
from geo.territories import read_territories
from indicators.base.catalogue import load_catalogue
from indicators.base.domains import OVERALL
from indicators.base.values import read_values
from indicators.scores.objective import objective_scores

REFERENCE = Path(__file__).with_name("reference_scores.csv")
#: Ten places each: large and small, mainland, Corsica and overseas, rich and poor.
NAMED = {
    "commune": "01004 09122 13055 2A004 35238 59512 75056 78688 93066 97411",
    "epci": "200039915 200054781 200054807 200093201 243100518 243300316 243500139 244400404"
    " 246700488 249740077",
    "crte": "",
    "departement": "09 13 23 2A 35 59 75 78 93 974",
    "region": "01 04 11 24 27 32 53 76 93 94",
}
COLUMNS = ["level", "code", "name", "score", "rank", "ranked", "status", "fragile_domain"]


def current() -> pd.DataFrame:
    """Score every level and keep the named territories."""
    catalogue, territories = load_catalogue(), read_territories(DATA)
    tables = []
    for level in MAPPED_LEVELS:
        known = territories[territories["level"] == level].set_index("code")
        values = read_values(level, DATA)
        scores = objective_scores(values, known["population"], catalogue).scores
        codes = NAMED[level].split() or list(known.index[:: max(1, len(known) // 9)][:10])
        overall = scores[scores["domain"] == OVERALL].set_index("code").loc[codes]
        domains = scores[(scores["domain"] != OVERALL) & scores["score"].notna()]
        worst = domains.sort_values("score").groupby("code")["domain"].last()
        overall = overall.assign(
            level=level.value, name=known["name"], fragile_domain=worst.reindex(codes)
        )
        tables.append(overall.reset_index()[COLUMNS])
    table = pd.concat(tables, ignore_index=True)
    return table.assign(score=table["score"].round(4))


def test_scores_of_named_territories_are_the_reference_ones() -> None:
    if not (DATA / "indicators" / "values").is_dir():
        pytest.skip("the data have not been built")
    frozen = pd.read_csv(REFERENCE, dtype={"code": "str", "rank": "Int64"})
    now = current()
    assert len(now) == 50
    texts = [name for name in COLUMNS if name != "score"]
    pd.testing.assert_frame_equal(now[texts], frozen[texts], check_dtype=False)
    np.testing.assert_allclose(now["score"], frozen["score"], atol=1e-4)


if __name__ == "__main__":
    current().to_csv(REFERENCE, index=False, lineterminator="\n")
