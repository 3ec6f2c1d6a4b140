"""The table of divergences taken away: rows, a workbook, a map; each with what it rests on."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.file_formats import CSV_FRANCE, XLSX, FileFormat
from atlas.desk.taken import Taken
from atlas.desk.written import by_territory, named_file, reading_sheet, with_provenance
from atlas.divergences.divergences import Divergences, cell_words, column_words, words_table
from atlas.divergences.reading_words import OF_THE_DOMAIN
from atlas.divergences.readings import SIGNS, ComparedWith, position_words
from common.workbook_files import workbook_bytes
from indicators.base.catalogue import SHARE
from indicators.base.domains import DOMAIN_KEYS
from indicators.base.groups import group_label
from indicators.base.questions import SUBJECTS
from indicators.views.positions import GapStatus

_NUMBERS = [
    *("felt", "felt_low", "felt_high", "n", "measured"),
    *("felt_rank", "measured_rank", "units", "gap"),
]
_SCORE_UNIT = "score (0 à 100)"


def divergences_rows(desk: Desk, view: Divergences, form: FileFormat = CSV_FRANCE) -> pd.DataFrame:
    """Lay out the cells, to be written as CSV; ``form`` is the one that they name the command of.

    Returns
    -------
    DataFrame
        One row per cell, territories in the order of the table: territory (``level:code``), code,
        name, subject, sign, reading (the position in French), status, basis, question, counts,
        not_read_as, indicator, survey, year, group, the numbers of
        :data:`atlas.divergences.readings.READINGS`, measured_unit, and
        :data:`atlas.desk.written.COLUMNS`, the mention and the mark being those of the survey.
    """
    order = pd.Index(view.territories.index)
    cells = view.cells.assign(place=order.get_indexer(view.cells["code"]))
    cells = cells.sort_values("place", kind="stable").set_index("code")
    rows = by_territory(cells, view.query.level)
    questions = [desk.questions.get(key) for key in rows["question"]]
    indicators = [desk.catalogue.get(key) for key in rows["indicator"]]
    told = pd.DataFrame(
        {
            "code": rows["code"],
            "name": rows["name"],
            "subject": [SUBJECTS[key] for key in rows["subject"]],
            "sign": [SIGNS[GapStatus(status)] for status in rows["status"]],
            "reading": [position_words(status) for status in rows["status"]],
            "status": rows["status"],
            "basis": [ComparedWith(key).label for key in rows["basis"]],
            "question": [one.wording if one else OF_THE_DOMAIN for one in questions],
            "counts": [one.counts if one else "" for one in questions],
            "not_read_as": [one.not_read_as if one else "" for one in questions],
            "indicator": [one.label if one else "" for one in indicators],
            "survey": [desk.surveys[key].title for key in rows["survey"]],
            "year": rows["year"],
            "group": [group_label(key) for key in rows["group"]],
            **{name: rows[name] for name in _NUMBERS},
            "measured_unit": [_unit(one.unit) if one else _SCORE_UNIT for one in indicators],
            "mention": [desk.surveys[key].mention for key in rows["survey"]],
            "demonstration": rows["demonstration"],
        },
        index=rows.index,
    )
    return with_provenance(told.round(6), view.about, form)


def divergences_workbook(desk: Desk, view: Divergences) -> bytes:
    """Write the table in words, its cells one a row, and what must be read with them."""
    table = by_territory(words_table(desk, view), view.query.level)
    return workbook_bytes(
        {
            "Tableau": table,
            "Détail": divergences_rows(desk, view, XLSX),
            "À lire": reading_sheet(view.about),
        }
    )


def taken_divergences(desk: Desk, view: Divergences) -> Taken:
    """Lay out the territories of the table, a column a subject, to be written with their shapes.

    Each subject that has a column gives ``<subject>`` (the cell in words) and ``<subject>_status``;
    ``parted`` counts the established divergences. The question says what each column compares.
    """
    query = view.query
    rows = by_territory(view.territories[["name", "population", "parted"]], query.level)
    codes = rows["code"].to_numpy()
    for subject in view.columns["subject"]:
        own = view.cells[view.cells["subject"] == subject].set_index("code")
        words = pd.Series([cell_words(row) for _, row in own.iterrows()], own.index, dtype="str")
        rows[subject] = words.reindex(codes).to_numpy()
        rows[f"{subject}_status"] = own["status"].reindex(codes).to_numpy()

    def shapes_of(index: pd.Index) -> gpd.GeoSeries:
        return desk.shapes(query.level, rows.loc[index, "code"]).set_axis(index)

    return Taken(
        name=f"{query.level.value}_divergences",
        rows=rows,
        about=view.about,
        shapes_of=shapes_of,
        question={
            "level": query.level.value,
            "within": str(query.within) if query.within else None,
            "group": query.group or None,
            "survey": query.survey or None,
            "position": query.position or None,
            "columns": [_column(desk, row) for _, row in view.columns.iterrows()],
        },
    )


def divergences_name(view: Divergences, extension: str) -> str:
    """Name a file by the question."""
    query = view.query
    parts = ["divergences", query.level.value]
    if query.within:
        parts += [query.within.level.value, query.within.code]
    parts += [query.group, query.survey, query.position]
    return named_file(parts, view.about, extension)


def _column(desk: Desk, column: pd.Series) -> dict[str, Any]:
    """Say what a column compares."""
    question, indicator = (
        desk.questions.get(column["question"]),
        desk.catalogue.get(column["indicator"]),
    )
    return {
        "subject": column["subject"],
        "label": column_words(desk, column),
        "of_one_domain": column["subject"] in DOMAIN_KEYS,
        "basis": ComparedWith(column["basis"]).label,
        "question": question.wording if question else OF_THE_DOMAIN,
        "indicator": indicator.label if indicator else None,
        "survey": desk.surveys[column["survey"]].title,
        "year": int(column["year"]),
        "group": group_label(column["group"]),
        "demonstration": bool(column["demonstration"]),
    }


def _unit(unit: str) -> str:
    return "part (0 à 1)" if unit == SHARE else unit
