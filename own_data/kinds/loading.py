"""From a file of a kind to its tables, or to all that is wrong with it: the way in of own data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pandas as pd

from common.errors import InvalidDataError
from geo.gazetteer import Gazetteer
from indicators.survey.design import Design
from own_data.checks.columns import OwnColumn
from own_data.checks.gathering import Gathering
from own_data.kinds import indicators, partnerships, perimeter, practices, results, survey
from own_data.kinds.choices import Choices
from own_data.kinds.recognised import looks_like, recognised
from own_data.loaded import CheckReport, Loaded, OwnKind, RefusedFileError
from own_data.sheets.reading import read_sheet
from own_data.sheets.refusals import NotATableError
from own_data.sheets.sheet import Sheet

#: Columns that each kind declares, in the order of its template.
COLUMNS: dict[OwnKind, tuple[OwnColumn, ...]] = {
    OwnKind.SURVEY: survey.COLUMNS,
    OwnKind.RESULTS: results.COLUMNS,
    OwnKind.PARTNERSHIPS: partnerships.COLUMNS,
    OwnKind.PRACTICES: practices.COLUMNS,
    OwnKind.INDICATORS: indicators.COLUMNS,
    OwnKind.PERIMETER: perimeter.COLUMNS,
}
_READERS: dict[OwnKind, Callable[[Sheet, Gazetteer, Choices], Loaded]] = {
    OwnKind.RESULTS: results.read_results,
    OwnKind.PARTNERSHIPS: partnerships.read_partnerships,
    OwnKind.PRACTICES: practices.read_practices,
    OwnKind.INDICATORS: indicators.read_indicators,
    OwnKind.PERIMETER: perimeter.read_perimeter,
}


@dataclass(frozen=True)
class Checked:
    """What a check says: the report, and the tables where the file is clean."""

    report: CheckReport
    loaded: Loaded | None


def check(
    kind: OwnKind,
    content: bytes,
    name: str,
    gazetteer: Gazetteer,
    choices: Choices,
    *,
    design: Design | None = None,
    chosen: Mapping[str, Any] | None = None,
    sheet: str = "",
) -> Checked:
    """Read a file as one of a kind; whatever is wrong with it is in the report, nothing is raised.

    Parameters
    ----------
    kind : what it is read as.
    content, name : the file.
    gazetteer : what territories exist.
    choices : what the file does not say.
    design, chosen : of a survey (:func:`own_data.kinds.survey.read_survey`).
    sheet : of a workbook.
    """
    try:
        read = read_sheet(content, name, sheet)
    except InvalidDataError as error:
        return Checked(unreadable(kind, name, error), None)
    reader = _READERS.get(kind) or partial(survey.read_survey, design=design, chosen=chosen)
    try:
        loaded = reader(read, gazetteer, choices)
    except RefusedFileError as refused:
        return Checked(advised(refused.report, read), None)
    return Checked(loaded.report, loaded)


def load(
    kind: OwnKind,
    content: bytes,
    name: str,
    gazetteer: Gazetteer,
    choices: Choices,
    **options: Any,
) -> Loaded:
    """Read a file as :func:`check` does, or refuse it.

    Raises
    ------
    RefusedFileError
        With every fault.
    """
    checked = check(kind, content, name, gazetteer, choices, **options)
    if checked.loaded is None:
        raise RefusedFileError(checked.report)
    return checked.loaded


def template(kind: OwnKind) -> pd.DataFrame:
    """Give the template of a kind: its columns, and one row that shows what they hold.

    >>> list(template(OwnKind.PERIMETER))
    ['perimetre', 'code_insee', 'nom']
    """
    return pd.DataFrame([{column.name: column.example for column in COLUMNS[kind]}], dtype="str")


def unreadable(kind: OwnKind, name: str, error: InvalidDataError) -> CheckReport:
    """Report a file that is no table, as :func:`check` does.

    Parameters
    ----------
    kind, name : what it was given as, its name.
    error : why it could not be read.
    """
    gathering = Gathering(kind, Sheet(name, pd.DataFrame()))
    if isinstance(error, NotATableError):
        gathering.refuse(0, "", error.found, error.expected, error.mend)
    else:
        gathering.refuse_told(error)
    return gathering.report()


def advised(report: CheckReport, sheet: Sheet) -> CheckReport:
    """Say first what a refused file looks like, where it is another kind than the one asked."""
    looks = recognised(sheet)
    if looks is None or looks is report.kind:
        return report
    advice = looks_like(looks)
    sentence = f"{advice[:1].upper()}{advice[1:]}."
    return replace(report, notices=(sentence, *report.notices))
