"""Medians of what has none, from the distributions of its parts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from common.levels import Level
from indicators.base.status import Status
from pipeline.indicators.mixtures import mixture_median, parts_of
from pipeline.indicators.niveau_de_vie import read_median, read_rent_burden
from pipeline.indicators.ptod import DEPARTEMENT_FILE, EPCI_FILE, level_rows, read_table
from pipeline.territory_sources import read_communes, read_groups

COLUMNS = ["rev_med_21", "rev_d9_21", "rev_ird9d1_21"]


def parts(*rows: tuple[str, float, float, float, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["whole", "people", "d1", "median", "d9"])


def test_one_part_keeps_its_median() -> None:
    assert mixture_median(parts(("A", 10, 11_000, 20_000, 40_000)))["A"] == pytest.approx(20_000)


def test_a_mixture_of_known_laws() -> None:
    """Two log-normal laws of equal spread and weight: the median is their geometric middle."""
    spread = np.exp(0.4 * 1.2815515655446004)
    rows = [("A", 5.0, median / spread, median, median * spread) for median in (18_000.0, 32_000.0)]

    assert mixture_median(parts(*rows))["A"] == pytest.approx(24_000)


def test_people_weigh() -> None:
    few = mixture_median(parts(("A", 9, 11, 20, 40), ("A", 1, 13, 30, 60)))["A"]
    many = mixture_median(parts(("A", 1, 11, 20, 40), ("A", 9, 13, 30, 60)))["A"]

    assert 20 < few < 21.5
    assert 27 < many < 30


def test_the_rule_finds_the_official_medians_of_the_departements(sources: Path) -> None:
    """Made of their EPCI, which the official figures of the département do not enter."""
    epci = level_rows(read_table(sources, EPCI_FILE, COLUMNS), Level.EPCI).dropna()
    epci = epci.set_index("code").set_axis(["median", "d9", "ratio"], axis="columns")
    epci["d1"] = epci["d9"] / epci["ratio"]
    official = read_table(sources, DEPARTEMENT_FILE, COLUMNS).set_index("code")["rev_med_21"]
    made = mixture_median(parts_of_departements(sources, epci))
    gap = (made / official.reindex(made.index) - 1).dropna().abs()

    assert len(gap) > 70
    assert gap.median() < 0.003
    assert gap.quantile(0.95) < 0.012
    assert gap.max() < 0.03


def parts_of_departements(sources: Path, epci: pd.DataFrame) -> pd.DataFrame:
    """EPCI that lie in one département; départements of which they hold 85 %."""
    communes = read_communes(sources).set_index("code")
    members = read_groups(sources, "epci")[1].set_index("commune")["code"]
    table = pd.DataFrame(
        {
            "whole": communes["departement"],
            "part": members,
            "people": communes["population"].astype("float64"),
        }
    )
    groups = table.groupby("part")["whole"]
    inside = groups.transform("min") == groups.transform("max")
    held = table[inside & table["part"].isin(epci.index)]
    covered = held.groupby("whole")["people"].sum() / table.groupby("whole")["people"].sum()
    held = held[held["whole"].map(covered) > 0.85]
    return held.groupby(["whole", "part"])["people"].sum().reset_index().join(epci, on="part")


def test_crte_and_regions_have_a_median_and_say_how(sources: Path) -> None:
    rows = read_median(sources)
    rows = rows[rows["year"] == 2021]
    crte = rows[rows["level"] == "crte"].set_index("code")
    regions = rows[rows["level"] == "region"].set_index("code")

    assert len(crte) == 830
    assert crte["status"].value_counts().to_dict() == {"observed": 661, "estimated": 169}
    assert len(regions) == 13
    assert set(regions["status"]) == {Status.ESTIMATED}
    # Île-de-France is the richest, Hauts-de-France the poorest.
    assert (regions["value"].idxmax(), regions["value"].idxmin()) == ("11", "32")
    burden = read_rent_burden(sources)
    assert (burden["level"] == "crte").sum() >= 820
    assert (burden["level"] == "region").sum() == 13


def test_grand_paris_is_made_of_its_parts(sources: Path) -> None:
    """From 16,560 € in Plaine Commune to 33,490 € in Grand Paris Seine Ouest; Paris 29,730 €."""
    rows = read_median(sources)
    here = rows[(rows["code"] == "200054781") & (rows["year"] == 2021)].iloc[0]

    assert here["status"] == Status.ESTIMATED
    assert here["value"] == pytest.approx(24_590, abs=5)


def test_the_parts_of_a_region_are_all_known(sources: Path) -> None:
    without = parts_of(sources, Level.REGION, pd.Index(["2A", "01"]))

    assert without["whole"].tolist() == []
