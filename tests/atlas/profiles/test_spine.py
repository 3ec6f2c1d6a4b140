"""The spine: one scale for the place, what holds it, what is alike, and what is felt."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest

from atlas.desk.desk import Desk
from atlas.profiles import Profile, profile
from atlas.profiles.spine import FEWEST_YEARS, SPINE, leading_series, peer_positions, spine
from common.levels import Level, Territory
from indicators.base.domains import DIMENSION_KEYS, DOMAIN_KEYS
from indicators.base.fragile_direction import FragileDirection


@pytest.fixture(scope="module")
def rouen(desk: Desk) -> Profile:
    return profile(desk, Territory.parse("commune:76540"))


@pytest.fixture(scope="module")
def rows(desk: Desk, rouen: Profile) -> pd.DataFrame:
    return spine(desk, rouen, "citoyens")


def test_each_dimension_and_domain_has_its_row(rows: pd.DataFrame) -> None:
    assert list(rows.index) == [*DIMENSION_KEYS, *DOMAIN_KEYS]
    assert list(rows) == SPINE.names
    assert {name: str(dtype) for name, dtype in rows.dtypes.items()} == {
        field.name: field.dtype for field in SPINE.columns if field.name != "key"
    }


def test_all_the_marks_are_positions_of_one_ranking(
    desk: Desk, rouen: Profile, rows: pd.DataFrame
) -> None:
    row = rouen.domain("emploi")
    assert rows.loc["emploi", "position"] == pytest.approx(
        100 * (row["ranked"] - row["rank"]) / (row["ranked"] - 1)
    )
    peers = peer_positions(desk, Level.COMMUNE)
    assert peers.loc["76540", "emploi"] == pytest.approx(rows.loc["emploi", "position"], abs=1e-4)
    inside = desk.codes_within(Level.COMMUNE, Territory.parse("departement:76"))
    assert rows.loc["emploi", "departement"] == pytest.approx(peers.loc[inside, "emploi"].median())
    assert rows.loc["emploi", "france"] == pytest.approx(50, abs=1)


def test_what_is_felt_is_a_rank_among_those_asked(rouen: Profile, rows: pd.DataFrame) -> None:
    (view,) = (
        rouen.views_of("citoyens").query("whose == 'own' and domain == 'mobilite'").itertuples()
    )
    answers = rouen.answers
    (answer,) = answers[(answers["whose"] == "own") & (answers["counts"] == view.asked)].to_dict(
        "records"
    )
    felt = rows.loc["mobilite"]
    assert felt["felt"] == pytest.approx(
        100 * (answer["compared"] - answer["rank"]) / (answer["compared"] - 1)
    )
    assert (felt["felt_among"], felt["felt_asked"]) == (answer["compared"], view.asked)
    assert not felt["felt_drawn"]
    assert rows["felt"].notna().sum() == 1


def test_a_drom_has_no_mark_of_itself(desk: Desk) -> None:
    made = spine(desk, profile(desk, Territory.parse("departement:974")), "citoyens")
    assert made[["departement", "region"]].isna().all(axis=None)
    assert made["france"].notna().any()


def test_the_series_told_is_established_first_then_the_longest(rouen: Profile) -> None:
    chosen = leading_series(rouen)
    assert chosen.index.is_unique
    for key, row in chosen.iterrows():
        others = rouen.trends[
            (rouen.trends["domain"] == key)
            & rouen.trends["in_index"]
            & (rouen.trends["dates"] >= FEWEST_YEARS)
        ]
        established = [FragileDirection(one).established for one in others["fragile_direction"]]
        assert FragileDirection(row["fragile_direction"]).established == any(established)
        assert len(row["values"]) == row["dates"] >= FEWEST_YEARS
        assert np.isfinite(row["values"]).all()
    bare = dataclasses.replace(rouen, trends=rouen.trends.head(0), series=rouen.series.head(0))
    assert leading_series(bare).empty
