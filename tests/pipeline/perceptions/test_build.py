from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from common.errors import InvalidDataError
from common.paths import DATA
from indicators.base.questions import load_questions
from indicators.views.perceptions import (
    choose_survey,
    of_domains,
    perceived,
    read_estimates,
    read_surveys,
)
from pipeline.perceptions.build import build_perceptions
from pipeline.perceptions.former_regions import FORMER_REGIONS, former_region_populations

REAL_DESIGN = """
title = "Baromètre réel"
producer = "Un institut"
kind = "probability"
mention = "Baromètre réel, juin 2026"
year = 2026
group = "citoyens"
[territories]
region = "region"
[measures.emploi]
column = "q1"
"""


@pytest.fixture(scope="module")
def territories() -> pd.DataFrame:
    return pd.read_parquet(DATA / "boundaries/territories.parquet")


def test_former_regions_split_france(territories: pd.DataFrame) -> None:
    table = former_region_populations(territories)
    assert len(table) == len(FORMER_REGIONS) == 27
    assert table["region"].nunique() == 18
    france = territories.loc[territories["level"] == "france", "population"].iloc[0]
    assert table["population"].sum() == france
    assert sorted(table.loc[table["region"] == "28", "nuts2021"]) == ["FRD1", "FRD2"]


def test_a_departement_that_moved_is_noticed(territories: pd.DataFrame) -> None:
    moved = territories.copy()
    moved.loc[(moved["level"] == "departement") & (moved["code"] == "44"), "region"] = "53"
    with pytest.raises(InvalidDataError, match="Pays de la Loire"):
        former_region_populations(moved)


@pytest.fixture(scope="module")
def built(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build with, among the sources, the folder of a real survey."""
    data = tmp_path_factory.mktemp("data")
    shutil.copytree(DATA / "boundaries", data / "boundaries", ignore=_unread)
    mine = tmp_path_factory.mktemp("sources")
    shutil.copytree(sources / "perceptions", mine / "perceptions")
    shutil.copytree(sources / "codes", mine / "codes")
    folder = mine / "perceptions" / "barometre"
    folder.mkdir()
    (folder / "design.toml").write_text(REAL_DESIGN, encoding="utf-8")
    answers = pd.DataFrame({"region": ["11", "24", "32"] * 50, "q1": np.arange(150) % 11})
    answers.to_csv(folder / "answers.csv", index=False)
    build_perceptions(mine, data)
    return data


def _unread(_folder: str, names: list[str]) -> list[str]:
    return [name for name in names if name not in ("territories.parquet", "memberships.parquet")]


def test_a_real_survey_takes_the_place_of_the_demonstration(built: Path) -> None:
    estimates = of_domains(read_estimates(built), load_questions())
    surveys = read_surveys(built)
    assert choose_survey(estimates, surveys, "emploi", "citoyens", "region") == "barometre"
    assert not surveys["barometre"].demonstration
    assert surveys["barometre"].levels == ("france", "region")
    table = perceived(estimates, "barometre", "emploi", "citoyens", "region")
    assert table["n"].tolist() == [50, 50, 50]
    assert choose_survey(estimates, surveys, "emploi", "citoyens", "departement") == "demonstration"


def test_real_answers_are_never_copied(built: Path) -> None:
    names = {path.name for path in (built / "perceptions").iterdir()}
    assert names == {"demonstration", "estimates.parquet", "odbl", "surveys.json"}


def test_a_second_build_gives_the_committed_bytes(
    built: Path, sources: Path, tmp_path: Path
) -> None:
    shutil.copytree(built / "boundaries", tmp_path / "boundaries")
    written = build_perceptions(sources, tmp_path)
    assert len(written) == 6
    for path in written:
        committed = DATA / path.relative_to(tmp_path)
        assert path.read_bytes() == committed.read_bytes(), path.name
