"""A report as JSON: for programs, and for what a page keeps."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from own_data.loaded import CheckReport


def report_json(report: CheckReport) -> dict[str, Any]:
    """Give a report as what JSON holds.

    Examples
    --------
    >>> from own_data.loaded import CheckReport, OwnKind
    >>> report_json(CheckReport(OwnKind.RESULTS, "vrs.csv", taken=2))["taken"]
    2
    """
    return {
        "kind": report.kind.value,
        "file": report.file,
        "clean": report.is_clean,
        "taken": report.taken,
        "repaired": report.repaired,
        "refused": report.refused,
        "faults_total": report.total,
        "faults": [asdict(fault) for fault in report.faults],
        "notices": list(report.notices),
        "preview": report.preview.to_dict("records"),
    }
