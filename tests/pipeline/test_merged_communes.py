"""A ratio published for the parts of a merged commune weighs each by its inhabitants."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from common.levels import Level
from common.paths import DATA
from indicators.base.catalogue import load_catalogue
from pipeline.indicators import weights
from pipeline.indicators.build import values_of
from pipeline.indicators.country import Country
from pipeline.indicators.registry import readers
from pipeline.indicators.weights import GROUND, PEOPLE, population_weights, shared
from pipeline.passage import read_passage


def made(key: str, level: Level, sources: Path) -> pd.Series[float]:
    """Values of the last year of an indicator, by code."""
    tables, _ = values_of(
        load_catalogue()[key], readers()[key], sources, Country.read(DATA), read_passage(sources)
    )
    rows = tables[level]
    values: pd.Series[float] = rows[rows["year"] == rows["year"].max()].set_index("code")["value"]
    return values


def test_parts_share_in_proportion_or_equally_where_one_is_not_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A is made of B (3/4 of its people) and itself; C of D, unknown, and itself; E is alone."""
    passage = pd.Series({"A": "A", "B": "A", "C": "C", "D": "C", "E": "E"})
    census = pd.DataFrame({"code": ["A", "B", "C"], PEOPLE: [100.0, 300.0, 50.0]})
    monkeypatch.setattr(weights, "_current", lambda _: passage)
    monkeypatch.setattr(weights, "read_census_2018", lambda *_: census)
    codes = pd.Series(["B", "A", "C", "D", "E"])
    now = pd.Series({"A": 800.0, "C": 60.0, "E": 7.0})

    assert shared(Path(), codes, lambda _: now, PEOPLE).tolist() == [600, 200, 30, 30, 7]


def test_inhabitants_and_ground_of_saint_denis(sources: Path) -> None:
    """Pierrefitte (93059) had 30,828 of the 142,919 inhabitants of 2018, and 3.41 km² of 15.77."""
    codes = pd.Series(["93066", "93059"])
    people = population_weights(sources, codes)
    ground = shared(sources, codes, lambda _: pd.Series({"93066": 15.77}), GROUND)

    assert people[1] / people.sum() == pytest.approx(30_828 / 142_919)
    assert ground.sum() == pytest.approx(15.77)
    assert ground[1] == pytest.approx(3.41, abs=0.02)


@pytest.mark.parametrize(
    ("key", "level", "expected"),
    [
        ("apl_infirmiers", Level.COMMUNE, {"93066": 118.49}),
        ("apl_infirmiers", Level.DEPARTEMENT, {"93": 102.52}),
        (
            "apl_generalistes",
            Level.COMMUNE,
            {"93066": 3.82, "25223": 3.60, "85223": 2.40, "88321": 3.96},
        ),
        # 36 % in Saint-Denis, 38 % in Pierrefitte, published to the point.
        ("taux_pauvrete", Level.COMMUNE, {"93066": 0.3643}),
    ],
)
def test_ratios_of_merged_communes(
    key: str, level: Level, expected: dict[str, float], sources: Path
) -> None:
    found = made(key, level, sources)[list(expected)]

    assert found.to_dict() == pytest.approx(expected, rel=0.002)
