"""Indicators of an organisation."""

from __future__ import annotations

import pytest

from indicators.base.values import CODE_CHANGES, VALUES
from own_data.loaded import Loaded, OwnKind
from tests.own_data.conftest import Checker
from tests.speed import within

#: Of processor, for a file of all the communes: a page waits for it.
MOST_SECONDS = 10.0
SAID = {"domain": "mal_logement", "direction": 1, "unit": "%"}
COMMUNES, CHANGES = "indicators/values/commune.parquet", "indicators/code_changes.parquet"


def loaded(checked: Checker, text: str, **said: object) -> Loaded:
    made = checked(OwnKind.INDICATORS, text, **(SAID | said))
    assert made.loaded is not None, made.report.faults
    return made.loaded


def row(made: Loaded, code: str, level: str = "commune") -> tuple[float, str]:
    table = made.tables[f"indicators/values/{level}.parquet"]
    (found,) = table[table["code"] == code].to_dict("records")
    return found["value"], found["status"]


def test_tables_have_the_declarations_of_the_product(checked: Checker) -> None:
    made = loaded(checked, "code_insee;valeur\n01004;12,5\n01025;s\n01053;nd\n01283;< 5\n")
    values = made.tables[COMMUNES]
    assert VALUES.faults(values) == []
    assert CODE_CHANGES.faults(made.tables[CHANGES]) == []
    assert list(values["code"]) == ["01004", "01025", "01053", "01283"]
    assert row(made, "01004") == (0.125, "observed")
    assert [row(made, code)[1] for code in ("01025", "01053", "01283")] == [
        *("suppressed", "missing", "censored"),
    ]


def test_the_parts_of_a_commune_are_added_where_all_are_there(checked: Checker) -> None:
    made = loaded(checked, "code_insee;numerateur;denominateur\n01025;5;100\n01144;15;300\n")
    assert row(made, "01025") == (0.05, "aggregated")
    assert made.tables[CHANGES].to_dict("records") == [
        {"indicator": "propre_barometre_local", "old_code": "01144", "code": "01025",
         "rule": "merged"}
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "code_insee;numerateur;denominateur\n01144;15;300\n",
        "code_insee;valeur\n01025;5\n01144;6\n",
    ],
)
def test_a_part_of_a_commune_is_not_the_whole(checked: Checker, text: str) -> None:
    made = loaded(checked, text)
    assert row(made, "01025")[1] == "missing"
    assert made.tables[CHANGES]["rule"].tolist() == ["absent"]
    assert any("01025" in notice for notice in made.report.notices)


def test_the_code_that_a_commune_had_before_is_that_of_the_whole(checked: Checker) -> None:
    """Orée d’Anjou was 49069 until 2024, after nine communes had made it."""
    made = loaded(checked, "code_insee;valeur\n49069;12,5\n")
    assert row(made, "49126") == (0.125, "observed")
    assert made.tables[CHANGES][["old_code", "code", "rule"]].values.tolist() == [
        ["49069", "49126", "renamed"]
    ]
    twice = checked(OwnKind.INDICATORS, "code_insee;valeur\n49069;12,5\n49126;13\n", **SAID)
    assert twice.loaded is None


def test_ratios_go_up_by_their_counts(checked: Checker, places: object) -> None:
    codes = [str(code) for code in places.communes.index]  # type: ignore[attr-defined]
    rows = "".join(f"{code};{1 if code.startswith('01') else 3};10\n" for code in codes)
    made = within(
        MOST_SECONDS, lambda: loaded(checked, f"code_insee;numerateur;denominateur\n{rows}")
    )
    assert row(made, "01", "departement") == (0.1, "aggregated")
    assert row(made, "38", "departement") == (0.3, "aggregated")
    assert 0.1 < row(made, "84", "region")[0] < 0.3


def test_rates_without_counts_stay_where_they_are(checked: Checker) -> None:
    made = loaded(checked, "code_insee;valeur\n01004;12,5\n")
    assert set(made.tables) == {COMMUNES, CHANGES}


def test_every_fault_is_in_one_report(checked: Checker) -> None:
    text = (
        "code_insee;valeur;annee\n01004;douze;2024\n01004;1;2024\n99999;3;2024\n01053;1;24\n"
        "01283;150;2024\n"
    )
    report = checked(OwnKind.INDICATORS, text, **SAID).report
    assert {(fault.line, fault.column) for fault in report.faults} == {
        (2, "valeur"), (3, ""), (4, "code_insee"), (5, "annee"), (6, "valeur"),
    }  # fmt: skip
    assert report.refused == 5


def test_three_figures_that_disagree_are_told(checked: Checker) -> None:
    text = "code_insee;valeur;numerateur;denominateur\n01004;50;10;100\n"
    (fault,) = checked(OwnKind.INDICATORS, text, **SAID).report.faults
    assert (fault.line, fault.column) == (2, "valeur")


def test_what_nothing_declares_is_asked_for(checked: Checker) -> None:
    report = checked(OwnKind.INDICATORS, "code_insee;valeur\n01004;1\n").report
    assert ["« domaine »" in str(fault) or "« sens »" in str(fault) for fault in report.faults] == [
        True, True,
    ]  # fmt: skip


def test_a_rate_for_thousands_finds_its_scale(checked: Checker) -> None:
    text = "code_insee;valeur;numerateur;denominateur\n01004;12;6;500\n01053;4;2;500\n"
    made = loaded(checked, text, unit="pour 1 000 habitants")
    assert made.indicators[0].scale == 1_000
