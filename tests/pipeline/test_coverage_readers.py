"""Readers that give a score where there was none: help with procedures, households on RSA."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from common.levels import Level
from common.paths import DATA
from indicators.base.catalogue import load_catalogue
from indicators.base.status import Status
from pipeline.indicators.build import values_of
from pipeline.indicators.country import Country
from pipeline.indicators.numerique import read_distance_aidants_connect
from pipeline.indicators.pauvrete import UNTOLD_MOST, UNTOLD_SHARE, read_rsa_households
from pipeline.indicators.registry import readers
from pipeline.indicators.solidarity import read_counts
from pipeline.passage import read_passage


@pytest.fixture(scope="module")
def households(sources: Path) -> dict[Level, pd.DataFrame]:
    key = "menages_rsa"
    tables, _ = values_of(
        load_catalogue()[key], readers()[key], sources, Country.read(DATA), read_passage(sources)
    )
    return {level: table.set_index("code") for level, table in tables.items()}


def test_a_commune_at_zero_is_estimated_below_five_households(sources: Path) -> None:
    rows = read_rsa_households(sources)
    untold = rows[rows["status"] == Status.ESTIMATED]

    assert len(untold) == pytest.approx(11_806, abs=10)
    assert untold["numerator"].max() == UNTOLD_MOST
    small = untold[untold["denominator"].between(1, UNTOLD_MOST / UNTOLD_SHARE)]
    assert (small["numerator"] / small["denominator"]).to_numpy() == pytest.approx(UNTOLD_SHARE)
    assert untold["denominator"].sum() / rows["denominator"].sum() < 0.04


def test_departements_of_many_such_communes_stand_to_the_drees_as_the_others(
    households: dict[Level, pd.DataFrame], sources: Path
) -> None:
    """The share is the one that leaves no trend; without it they would fall short by 7 %."""
    made = households[Level.DEPARTEMENT]["numerator"]
    counted = read_counts(sources).set_index("dep")["rsa_alloc_2019"]
    ratio = (made / counted).dropna()
    ratio = ratio[~ratio.index.str.startswith("97")]
    communes = households[Level.COMMUNE]
    untold = communes["denominator"].where(communes["status"] == Status.ESTIMATED, 0)
    place = communes.index.str[:2]
    share = (untold.groupby(place).sum() / communes["denominator"].groupby(place).sum())[
        ratio.index
    ]

    assert abs(ratio.corr(share, method="spearman")) < 0.05
    assert ratio.median() == pytest.approx(0.956, abs=0.01)


def test_households_on_rsa_where_filosofi_is_absent(
    households: dict[Level, pd.DataFrame],
) -> None:
    rates = households[Level.DEPARTEMENT]["value"]

    assert rates[["971", "973"]].tolist() == pytest.approx([0.210, 0.267], abs=0.001)
    assert pd.isna(rates["976"])
    # The cities, given by arrondissement.
    assert rates["75"] == households[Level.COMMUNE].loc["75056", "value"]
    assert households[Level.EPCI]["value"].notna().sum() == 1_249
    assert households[Level.FRANCE].loc["FR", "numerator"] == pytest.approx(1_807_500, rel=0.001)


def test_help_with_procedures_is_known_of_every_commune_but_mayotte(sources: Path) -> None:
    metres = read_distance_aidants_connect(sources).set_index("code")["value"]

    assert len(metres) == 34_875 - 17
    assert not metres.index.str.startswith("976").any()
    assert metres.notna().all()
    assert metres[["75056", "69123", "13055"]].tolist() == [0, 0, 0]
    # L’Abergement-Clémenciat to Saint-Didier-sur-Chalaronne, 8,578 m on the ellipsoid.
    assert metres["01001"] == pytest.approx(8_578, rel=0.002)
