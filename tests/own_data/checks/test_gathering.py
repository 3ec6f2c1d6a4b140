"""The report of a file."""

from __future__ import annotations

import json

import pandas as pd

from own_data.checks.gathering import Gathering
from own_data.checks.report_json import report_json
from own_data.loaded import FAULTS_LISTED, OwnKind, RefusedFileError
from own_data.sheets.reading import read_sheet


def gathering(rows: int) -> Gathering:
    text = "code\n" + "".join(f"{row}\n" for row in range(rows))
    return Gathering(OwnKind.RESULTS, read_sheet(text.encode(), "a.csv"))


def test_the_first_faults_are_written_out_and_all_are_counted() -> None:
    made = gathering(80)
    for line in reversed(range(2, 72)):
        made.refuse(line, "code", "« x »", "un code", "Corrigez.")
    report = made.report()
    assert (report.total, len(report.faults)) == (70, FAULTS_LISTED)
    assert [fault.line for fault in report.faults] == list(range(2, 2 + FAULTS_LISTED))
    assert (report.taken, report.refused) == (10, 70)


def test_two_faults_of_a_line_refuse_one_row() -> None:
    made = gathering(3)
    made.repaired |= {2, 3}
    for column in ("a", "b"):
        made.refuse(2, column, "« x »", "un code", "Corrigez.")
    report = made.report()
    assert (report.taken, report.repaired, report.refused, report.total) == (2, 1, 1, 2)


def test_a_fault_of_the_header_refuses_all() -> None:
    made = gathering(3)
    made.refuse(1, "", "rien", "une colonne", "Ajoutez-la.")
    assert (made.report().taken, made.report().refused) == (0, 3)


def test_what_a_person_answered_is_not_quoted() -> None:
    made = gathering(1)
    made.refuse_cells("code", pd.Series([True], index=[2]), "x", "y", quoted=False)
    assert "« 0 »" not in str(RefusedFileError(made.report()))


def test_a_report_is_json() -> None:
    made = gathering(1)
    made.refuse(2, "code", "« 0 »", "un code", "Corrigez.")
    told = json.loads(json.dumps(report_json(made.report())))
    assert (told["clean"], told["faults"][0]["line"], told["refused"]) == (False, 2, 1)
