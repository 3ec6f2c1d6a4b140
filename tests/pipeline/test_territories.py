from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from common.errors import InvalidDataError, MissingDataError
from common.levels import Level
from common.paths import DATA
from common.tables import MANIFEST_FILE
from geo.territories import read_memberships, read_territories
from pipeline.boundaries import build_boundaries
from pipeline.territories import build_territories
from pipeline.territory_sources import read_communes, read_crte, read_groups

TABLES = ("territories", "memberships")


def test_a_second_build_writes_the_same_bytes(sources: Path, tmp_path: Path) -> None:
    build_territories(sources, tmp_path)
    for table in TABLES:
        name = f"boundaries/{table}.parquet"
        assert (tmp_path / name).read_bytes() == (DATA / name).read_bytes(), table


@pytest.mark.slow
def test_a_second_build_of_the_boundaries_writes_the_same_bytes(
    sources: Path, tmp_path: Path
) -> None:
    shutil.copytree(DATA / "boundaries", tmp_path / "boundaries")
    shutil.copy(DATA / MANIFEST_FILE, tmp_path)
    for level in Level:
        (tmp_path / "boundaries" / f"{level}.parquet").unlink(missing_ok=True)
    build_boundaries(sources, tmp_path)
    for path in sorted((DATA / "boundaries").glob("*.parquet")):
        assert (tmp_path / "boundaries" / path.name).read_bytes() == path.read_bytes(), path.name


def test_crte_memberships_agree_with_the_table_worked_out_by_others(sources: Path) -> None:
    """Ours come from the ANCT's list; the derived table was made apart from the same list."""
    derived = pd.read_csv(sources / "crte" / "crte_communes_cog2026_derived.csv", dtype=str)
    memberships = read_memberships(DATA)
    ours = memberships[memberships["level"] == "crte"]
    assert len(ours) == len(derived) == 34_913
    assert set(zip(ours["code"], ours["commune"], strict=True)) == set(
        zip(derived["id_crte"], derived["code_commune"], strict=True)
    )


def test_a_commune_listed_for_itself_or_for_its_ept_does_not_follow_its_epci(
    sources: Path,
) -> None:
    memberships = read_memberships(DATA)
    crte = memberships[memberships["level"] == "crte"].set_index("commune")["code"]
    ept_members = read_groups(sources, "ept")[1]
    nanterre, saint_denis = crte["92050"], crte["93066"]
    assert "92050" in set(ept_members["commune"])
    assert nanterre != saint_denis


def test_population_agrees_with_what_the_groups_publish(sources: Path) -> None:
    """The EPCI file gives its own totals, of the census before: they stay within a few per cent."""
    published = {
        group["code"]: group["populationMunicipale"]
        for group in json.loads((sources / "codes" / "epci.json").read_text("utf-8"))
    }
    epci = read_territories(DATA).query("level == 'epci'").set_index("code")["population"]
    ratio = epci / pd.Series(published)
    assert ratio.between(0.93, 1.07).mean() > 0.99
    assert float(epci.sum()) == pytest.approx(sum(published.values()), rel=0.01)


def test_an_unknown_grouping_of_the_crte_list_is_named(sources: Path, tmp_path: Path) -> None:
    communes = read_communes(sources)
    shutil.copytree(sources / "codes", tmp_path / "codes")
    listed = pd.read_csv(sources / "crte" / "crte_groupements_anct_2022.csv", dtype=str)
    listed.loc[[3, 5], "siren_groupement"] = ["000000003", "000000005"]
    (tmp_path / "crte").mkdir()
    listed.to_csv(tmp_path / "crte" / "crte_groupements_anct_2022.csv", index=False)
    with pytest.raises(InvalidDataError) as error:
        read_crte(tmp_path, communes)
    assert error.value.faults == [
        "groupement inconnu : 000000003",
        "groupement inconnu : 000000005",
    ]


def test_an_absent_source_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match=r"codes/communes\.json"):
        build_territories(tmp_path, tmp_path)
