"""The reader, and the invariants of the committed tables."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from common.errors import MissingDataError
from common.levels import LEVELS
from common.paths import DATA
from indicators.base.catalogue import SHARE, load_catalogue
from indicators.base.status import Status
from indicators.base.values import (
    COLUMNS,
    available_years,
    latest,
    newest_years,
    read_code_changes,
    read_values,
    significant,
)

JOBS_RATIO = 100 * 7870.511723 / (6925.258335 - 1034.218658)
#: Figures worked out by hand from the lines of the official files.
KNOWN = [
    # Ambérieu-en-Bugey: 969 unemployed over 7,118 active (RP 2021).
    ("chomage_recensement", "commune", "01004", 2021, 969 / 7118, "observed"),
    # Haut Valromey took Ruffieu in on 2025-01-01: 41 and 10 unemployed, 323 and 112 active.
    ("chomage_recensement", "commune", "01187", 2021, None, "aggregated"),
    # Paris: 20 arrondissements added up.
    ("chomage_recensement", "commune", "75056", 2021, None, "aggregated"),
    # Mayotte: zeros in the file, that mean « not covered ».
    ("chomage_recensement", "commune", "97611", 2021, np.nan, "missing"),
    (
        "logements_vacants",
        "commune",
        "01004",
        2021,
        775.203247775224 / 7846.02179104681,
        "observed",
    ),
    # A commune of the Meuse where nobody lives any more.
    ("chomage_recensement", "commune", "55039", 2021, np.nan, "missing"),
    # Jobs over active minus unemployed.
    ("concentration_emploi", "commune", "01004", 2018, JOBS_RATIO, "observed"),
    ("taux_pauvrete", "commune", "01004", 2021, 0.17, "observed"),
    ("taux_pauvrete", "commune", "01001", 2021, np.nan, "suppressed"),
    ("taux_pauvrete", "france", "FR", 2021, None, "aggregated"),
    ("niveau_de_vie_median", "france", "FR", 2021, 23_080, "observed"),
    ("niveau_de_vie_median", "commune", "75056", 2021, 29730, "observed"),
    ("niveau_de_vie_median", "departement", "01", 2021, None, "observed"),
    ("niveau_de_vie_median", "region", "84", 2021, 23_756.79, "estimated"),
    ("emploi_precaire", "commune", "01001", 2022, 0.099, "observed"),
    ("allocataires_rsa", "departement", "01", 2019, 7690 / 442841, "observed"),
    ("allocataires_aah", "departement", "2A", 2019, 3449 / 88060, "observed"),
    ("beneficiaires_pch", "departement", "2A", 2020, np.nan, "missing"),
    ("part_75_ans_ou_plus", "departement", "01", 2022, 57151 / 665391, "observed"),
    ("delai_traitement_aah", "departement", "01", 2022, 3.07, "observed"),
    ("suroccupation", "epci", "200000172", 2021, 0.04, "observed"),
    ("suroccupation", "commune", "75056", 2021, 0.14, "observed"),
]


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    return {level: read_values(level, DATA) for level in LEVELS}


@pytest.fixture(scope="module")
def territories() -> pd.DataFrame:
    return pd.read_parquet(DATA / "boundaries" / "territories.parquet", columns=["level", "code"])


def small(values: list[tuple[str, str, int, float, str]]) -> pd.DataFrame:
    return pd.DataFrame(values, columns=["indicator", "code", "year", "value", "status"])


@pytest.mark.parametrize("level", LEVELS)
def test_every_territory_has_its_row(
    level: str, tables: dict[str, pd.DataFrame], territories: pd.DataFrame
) -> None:
    expected = sorted(territories.loc[territories["level"] == level, "code"])
    for block, rows in tables[level].groupby(["indicator", "year"], observed=True):
        assert rows["code"].tolist() == expected, block


@pytest.mark.parametrize("level", LEVELS)
def test_status_and_value_agree(level: str, tables: dict[str, pd.DataFrame]) -> None:
    values = tables[level]
    statuses = set(Status)
    assert set(values["status"]) <= statuses
    for status in statuses:
        known = values.loc[values["status"] == status, "value"].notna()
        assert known.all() if status.has_value else not known.any(), status
    assert values.columns.tolist() == COLUMNS
    assert (values["denominator"].dropna() >= 0).all()


@pytest.mark.parametrize("level", LEVELS)
def test_values_are_what_the_catalogue_declares(
    level: str, tables: dict[str, pd.DataFrame]
) -> None:
    catalogue = load_catalogue()
    values = tables[level]
    assert set(values["indicator"]) <= set(catalogue)
    for key, rows in values.groupby("indicator", observed=True):
        indicator = catalogue[str(key)]
        assert LEVELS.index(level) >= LEVELS.index(indicator.finest), key
        assert rows["year"].max() <= indicator.year, key
        if indicator.unit == SHARE:
            assert rows["value"].dropna().between(0, 1).all(), key
        if indicator.rule == "ratio":
            counted = rows.dropna(subset=["value", "numerator", "denominator"])
            ratio = indicator.scale * counted["numerator"] / counted["denominator"]
            # The three numbers are rounded to 7 digits each.
            np.testing.assert_allclose(counted["value"], ratio, rtol=1.5e-6, err_msg=str(key))


def test_the_catalogue_tells_the_finest_level_and_the_last_year(
    tables: dict[str, pd.DataFrame],
) -> None:
    newest = {level: newest_years(table) for level, table in tables.items()}
    for key, indicator in load_catalogue().items():
        levels = [level for level in LEVELS if key in newest[level]]
        assert levels[0] == indicator.finest, key
        assert max(newest[level][key] for level in levels) == indicator.year, key


@pytest.mark.parametrize(("indicator", "level", "code", "year", "value", "status"), KNOWN)
def test_known_values(  # noqa: PLR0917 - one argument per column of the table above
    indicator: str,
    level: str,
    code: str,
    year: int,
    value: float | None,
    status: str | None,
    tables: dict[str, pd.DataFrame],
) -> None:
    table = tables[level]
    row = table[
        (table["indicator"] == indicator) & (table["code"] == code) & (table["year"] == year)
    ]
    if status is None:
        assert row.empty
        return
    assert row["status"].tolist() == [status]
    if value is not None:
        np.testing.assert_allclose(row["value"], [value], rtol=1e-6)


def test_merged_commune_adds_its_parts(tables: dict[str, pd.DataFrame], sources: Path) -> None:
    raw = pd.read_csv(
        sources / "indicators/datasfun_communes_rp2021.csv", dtype=str, low_memory=False
    )
    raw = raw[raw["commune_type"].isin(["COM", "ARM"])].drop_duplicates("insee_com")
    counts = raw.set_index("insee_com")[["pop_15_64_chomage_2021", "pop_15_64_active_2021"]]
    table = tables["commune"]
    table = table[(table["indicator"] == "chomage_recensement") & (table["year"] == 2021)]
    table = table.set_index("code")
    paris = [f"751{number:02d}" for number in range(1, 21)]
    for code, parts in {"01187": ["01187", "01330"], "75056": paris}.items():
        unemployed, active = counts.loc[parts].astype(float).sum()
        assert table.loc[code, "numerator"] == pytest.approx(unemployed, rel=1e-6)
        assert table.loc[code, "denominator"] == pytest.approx(active, rel=1e-6)


def test_zero_is_a_value(tables: dict[str, pd.DataFrame]) -> None:
    table = tables["commune"]
    crashes = table[table["indicator"] == "accidents_route"]
    zeros = crashes[crashes["value"] == 0]
    assert len(zeros) > 10_000
    assert set(zeros["status"]) <= {"observed", "estimated"}


def test_a_bound_stays_a_bound(tables: dict[str, pd.DataFrame]) -> None:
    for level in ("commune", "epci"):
        table = tables[level]
        poverty = table[(table["indicator"] == "taux_pauvrete") & (table["year"] == 2021)]
        bounds = poverty[poverty["status"] == Status.CENSORED]
        assert len(bounds) > 10
        assert (bounds["value"] == 0.05).all()
        assert (poverty["value"].dropna() >= 0.05).all()


def test_aggregates_add_up(tables: dict[str, pd.DataFrame]) -> None:
    pairs = pd.read_parquet(DATA / "boundaries" / "memberships.parquet")
    for indicator in ("logements_vacants", "chomage_recensement", "concentration_emploi"):
        values = tables["commune"]
        communes = values[values["indicator"] == indicator].astype({"code": "str"})
        for level in ("epci", "crte", "departement", "region"):
            members = pairs[pairs["level"] == level].merge(
                communes, left_on="commune", right_on="code", suffixes=("", "_commune")
            )
            summed = members.groupby(["code", "year"])[["numerator", "denominator"]].sum()
            upper = tables[level]
            upper = upper[(upper["indicator"] == indicator) & upper["value"].notna()]
            upper = upper.astype({"code": "str"}).set_index(["code", "year"])
            assert len(upper) > 10
            for name in ("numerator", "denominator"):
                # Communes are rounded to 7 digits.
                np.testing.assert_allclose(
                    upper[name], summed.loc[upper.index, name], rtol=1e-6, err_msg=level
                )


def test_one_indicator_can_be_read_alone() -> None:
    values = read_values("departement", DATA, ["allocataires_rsa"])
    assert set(values["indicator"]) == {"allocataires_rsa"}
    assert sorted(set(values["year"])) == [2017, 2018, 2019]
    assert len(values) == 3 * 101


def test_an_absent_table_is_said(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError):
        read_values("commune", tmp_path)
    with pytest.raises(MissingDataError):
        read_code_changes(tmp_path)


def test_latest_keeps_the_last_year_with_a_value() -> None:
    values = small(
        [
            ("a", "x", 2020, 1.0, "observed"),
            ("a", "y", 2020, np.nan, "missing"),
            ("a", "x", 2021, np.nan, "suppressed"),
            ("a", "y", 2021, np.nan, "missing"),
            ("b", "x", 2019, 3.0, "observed"),
            ("c", "x", 2019, np.nan, "suppressed"),
        ]
    )
    kept = latest(values)
    assert kept[["indicator", "code", "year"]].to_numpy().tolist() == [
        ["a", "x", 2020],
        ["a", "y", 2020],
        ["b", "x", 2019],
    ]
    assert available_years(values) == {"a": [2020], "b": [2019]}


def test_code_changes_tell_where_a_value_comes_from() -> None:
    changes = read_code_changes(DATA).query("indicator == 'chomage_recensement'")
    found = set(changes[["old_code", "code", "rule"]].itertuples(index=False, name=None))
    assert ("01330", "01187", "merged") in found
    assert ("75101", "75056", "arrondissement") in found
    assert ("15141", "15031", "split") in found


def test_rounding_is_stable_through_32_bits() -> None:
    numbers = np.random.default_rng(1).lognormal(0, 8, 10_000)
    once = significant(numbers)
    np.testing.assert_allclose(once, numbers, rtol=5e-7)
    again = significant(once.astype("float32").astype("float64"))
    np.testing.assert_allclose(again, once, rtol=2e-7)
