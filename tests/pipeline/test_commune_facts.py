from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from common.errors import MissingDataError
from common.paths import DATA, ROOT
from geo.commune_facts import read_commune_facts
from pipeline.commune_facts import build_commune_facts
from pipeline.parquet import write_table

SOURCES = ROOT.parent / "shared" / "data"


def test_the_stored_facts_are_those_of_insee() -> None:
    facts = read_commune_facts(DATA)
    assert facts.index.is_unique
    # Municipal population of France without Mayotte, census of 2018: 66,732,538.
    assert facts["population_2018"].sum() == pytest.approx(66_732_538, abs=5)
    assert facts.loc["01004", "zone_emploi"] == "Bourg-en-Bresse"
    assert facts["zone_emploi"].notna().all()
    mayotte = facts.index.str.startswith("976")
    assert facts.loc[mayotte, "population_2018"].isna().all()
    assert facts.loc[~mayotte, "population_2018"].notna().all()
    # Six villages destroyed in 1916 and some others have no inhabitant: that is a known zero.
    assert facts.loc["55039", "population_2018"] == 0
    assert 0 < facts["estimated"].sum() < 100


@pytest.mark.skipif(not SOURCES.exists(), reason="the official files are not beside the project")
def test_a_second_build_gives_the_same_bytes(tmp_path: Path) -> None:
    territories = pd.read_parquet(DATA / "boundaries" / "territories.parquet")
    write_table(territories, tmp_path / "boundaries" / "territories.parquet")
    written = build_commune_facts(SOURCES, tmp_path)
    stored = DATA / "territories" / "commune_facts.parquet"
    assert written.read_bytes() == stored.read_bytes()


def test_an_absent_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match=r"commune_facts\.parquet"):
        read_commune_facts(tmp_path)
