from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipeline.passage import ARRONDISSEMENTS, Change, Passage, read_passage


@pytest.fixture(scope="module")
def passage(sources: Path) -> Passage:
    return read_passage(sources)


@pytest.mark.parametrize(
    ("old", "code", "change"),
    [
        ("01001", "01001", None),
        ("01330", "01187", Change.MERGED),
        ("75120", "75056", Change.ARRONDISSEMENT),
        ("69389", "69123", Change.ARRONDISSEMENT),
        # Le Fresne-sur-Loire changed département, then was merged.
        ("44060", "49160", Change.MERGED),
        ("80831", "62909", Change.RENAMED),
        # La Neuville-Garnier, in a commune that was cut in two in 2024.
        ("60455", "60694", Change.MERGED),
        ("97127", None, Change.UNKNOWN),
        ("99999", None, Change.UNKNOWN),
    ],
)
def test_codes_are_brought_to_the_current_ones(
    passage: Passage, old: str, code: str | None, change: Change | None
) -> None:
    row = passage.convert(pd.Series([old])).iloc[0]
    assert row["code"] == code if code else pd.isna(row["code"])
    assert row["change"] == change if change else pd.isna(row["change"])


def test_the_current_codes_are_those_of_the_country(passage: Passage) -> None:
    assert len(passage.current) == 34_875
    assert set(ARRONDISSEMENTS) <= set(passage.current)
    assert (passage.table[passage.current] == passage.current).all()


def test_the_index_of_the_caller_is_kept(passage: Passage) -> None:
    codes = pd.Series(["01330", "01001"], index=["b", "a"])
    assert passage.convert(codes).index.tolist() == ["b", "a"]


def test_communes_re_established_are_worked_out_of_the_one_that_held_them(
    passage: Passage,
) -> None:
    recent = passage.splits(2024)
    assert recent == {"15141": ["15031", "15035", "15047", "15141", "15171"]}
    assert passage.splits(2023)["85084"] == ["85084", "85165", "85212"]
    assert passage.splits(2023)["60054"] == ["60054", "60694"]
    assert passage.splits(2019)["14712"] == ["14666", "14712"]
    assert passage.splits(2025) == {}


def test_communes_that_were_two_before_they_merged_are_not_cut(passage: Passage) -> None:
    """Beaumont-les-Nonains and Les Hauts-Talican were merged in 2019 and parted in 2024."""
    assert "60054" in passage.splits(2019)
    assert "60054" not in passage.splits(2018)
    assert passage.parts(2018)["60694"] == ["60455", "60694"]


def test_a_commune_that_changed_its_code_alone_is_known(passage: Passage) -> None:
    recoded = passage.recoded
    assert recoded["49069"] == "49126"  # Orée d’Anjou, 2025
    assert recoded["27058"] == "27676"  # Les Trois Lacs, there and back
    assert "44060" not in recoded  # changed its département, then merged


def test_parts_are_the_communes_of_the_day(passage: Passage) -> None:
    assert passage.parts(2025) == {}
    parts = passage.parts(2024)
    assert parts["01187"] == ["01187", "01330"]
    assert parts["19248"] == ["19223", "19230", "19248"]
    # Les Hauts-Talican was cut in two in 2024: no merger to look for.
    assert "60054" not in passage.parts(2023)


def test_parts_match_a_file_of_that_year(passage: Passage, sources: Path) -> None:
    """The census 2021 file has the 34,935 communes of 2024: it lacks no part of a merger."""
    raw = pd.read_csv(
        sources / "indicators/insee_logement_rp2021_communes.csv", sep=";", dtype=str
    )["INSEE_C"].str.zfill(5)
    expected = {old for olds in passage.parts(2024).values() for old in olds}
    assert expected <= set(raw)
    assert not expected <= set(passage.current)
