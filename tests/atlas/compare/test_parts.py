from __future__ import annotations

import pandas as pd

from atlas.compare.parts import fragile_counts, parts_of
from atlas.desk.desk import Desk
from common.levels import Level, Territory
from indicators.base.domains import OVERALL, SCORE_KEYS

BRETAGNE = Territory(Level.REGION, "53")


def test_the_parts_of_a_place_are_ranked_among_those_of_france(desk: Desk) -> None:
    parts = parts_of(desk, BRETAGNE, Level.DEPARTEMENT)
    assert sorted(parts["code"].unique()) == ["22", "29", "35", "56"]
    assert len(parts) == 4 * len(SCORE_KEYS)
    own = desk.scores_of(Territory(Level.DEPARTEMENT, "22")).set_index("domain")
    shown = parts[parts["code"] == "22"].set_index("domain")
    assert shown.loc[OVERALL, "score"] == own.loc[OVERALL, "score"]
    assert shown.loc[OVERALL, "rank"] == own.loc[OVERALL, "rank"]
    assert shown.loc[OVERALL, "ranked"] > 90


def test_a_part_without_score_has_its_row(desk: Desk) -> None:
    mayotte = parts_of(desk, Territory(Level.REGION, "06"), Level.EPCI, (OVERALL,))
    assert len(mayotte) == 5
    assert mayotte["rank"].isna().all()
    assert set(mayotte["standing"]) == {"unknown"}


def test_the_established_fragilities_of_each_part_are_counted() -> None:
    rows = [
        ("a", "A", "emploi", 1, "fragile"),
        ("a", "A", "sante", 2, "open"),
        ("b", "B", "emploi", 2, "fragile"),
        ("b", "B", "sante", 1, "fragile"),
        ("c", "C", "emploi", None, "unknown"),
    ]
    parts = pd.DataFrame(rows, columns=["code", "name", "domain", "rank", "standing"])
    found = fragile_counts(parts)
    assert found[["name", "fragile", "ranked"]].to_numpy().tolist() == [
        ["B", 2, 2],
        ["A", 1, 2],
        ["C", 0, 0],
    ]
