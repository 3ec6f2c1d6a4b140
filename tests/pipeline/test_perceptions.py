from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from common.errors import InvalidDataError
from common.paths import DATA
from indicators.views.perceptions import choose_survey, perceived, read_estimates, read_surveys
from pipeline.former_regions import FORMER_REGIONS, former_region_populations
from pipeline.perceptions import build_perceptions
from pipeline.published_perceptions import read_published

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


def test_the_grand_debat_keeps_the_published_shares(
    sources: Path, territories: pd.DataFrame
) -> None:
    table = read_published("grand_debat_2019", sources, territories)
    mobility = table[table["domain"] == "mobilite"].set_index("code")
    # Published: 76.31 % of yes in Île-de-France, 28.14 % in Corse; yes means that all is well.
    assert mobility.loc["11", "value"] == pytest.approx(100 - 76.31, abs=0.005)
    assert mobility.loc["94", "value"] == pytest.approx(100 - 28.14, abs=0.005)
    assert mobility.loc["11", "n"] == 13690 + 4250
    assert mobility.loc["FR", "n"] == 106186
    climate = table[table["domain"] == "environnement"].set_index("code")
    assert (climate["value"] == 100 * climate["raw_value"]).all()
    assert set(table["domain"]) == {
        "mobilite", "environnement", "transition_energetique", "numerique",
    }  # fmt: skip
    assert (table.groupby("domain").size() == 19).all()


def test_the_european_index_goes_up_by_population_with_its_margins(
    sources: Path, territories: pd.DataFrame
) -> None:
    table = read_published("eqi_2021", sources, territories)
    health = table[table["domain"] == "sante"].set_index("code")
    assert len(health) == 19
    # A région that did not merge keeps its value: (3 − 0.922) / 6 for Bretagne.
    assert health.loc["53", "value"] == pytest.approx(100 * (3 - 0.922) / 6)
    # Normandie: the mean of two, between them, more precise than the less precise one.
    people = former_region_populations(territories).set_index("nuts2021")["population"]
    low, high = people["FRD1"], people["FRD2"]
    expected = (0.686 * low + 0.335 * high) / (low + high)
    assert health.loc["28", "raw_value"] == pytest.approx(expected)
    margins = np.array([(0.88597 - 0.40403) / 2, (0.688378 - 0.197622) / 2])
    weights = np.array([low, high]) / (low + high)
    se = np.sqrt(3) * np.sqrt((weights**2 * (margins / 1.959964) ** 2).sum())
    assert health.loc["28", "raw_se"] == pytest.approx(se, rel=1e-6)
    wide = table.pivot_table(index="code", columns="domain", values="value")
    assert wide["sante"].equals(wide["education"].rename("sante"))


def test_the_oecd_has_values_and_no_margin(sources: Path, territories: pd.DataFrame) -> None:
    table = read_published("ocde_2016", sources, territories).set_index("code")
    assert len(table) == 14
    assert not set(table.index) & {"01", "02", "03", "04", "06"}
    assert table.loc["FR", "value"] == pytest.approx(100 - 92.3)
    assert table.loc["94", "value"] == pytest.approx(100 - 98.2)
    assert table[["se", "low", "high", "n"]].isna().all(axis=None)


@pytest.fixture(scope="module")
def built(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build with, among the sources, the folder of a real survey."""
    data = tmp_path_factory.mktemp("data")
    shutil.copytree(DATA / "boundaries", data / "boundaries", ignore=_unread)
    mine = tmp_path_factory.mktemp("sources")
    shutil.copytree(sources / "perceptions", mine / "perceptions")
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
    estimates, surveys = read_estimates(built), read_surveys(built)
    assert choose_survey(estimates, surveys, "emploi", "citoyens", "region") == "barometre"
    assert not surveys["barometre"].demonstration
    assert surveys["barometre"].levels == ("france", "region")
    table = perceived(estimates, "barometre", "emploi", "citoyens", "region")
    assert table["n"].tolist() == [50, 50, 50]
    assert choose_survey(estimates, surveys, "emploi", "citoyens", "departement") == "demonstration"


def test_real_answers_are_never_copied(built: Path) -> None:
    names = {path.name for path in (built / "perceptions").iterdir()}
    assert names == {"demonstration", "estimates.parquet", "surveys.json"}


def test_a_second_build_gives_the_committed_bytes(
    built: Path, sources: Path, tmp_path: Path
) -> None:
    shutil.copytree(built / "boundaries", tmp_path / "boundaries")
    written = build_perceptions(sources, tmp_path)
    assert len(written) == 4
    for path in written:
        committed = DATA / path.relative_to(tmp_path)
        assert path.read_bytes() == committed.read_bytes(), path.name
