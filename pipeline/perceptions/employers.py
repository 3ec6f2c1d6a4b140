"""Besoins en main-d'œuvre 2025 (France Travail): hirings that employers judge difficult."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from indicators.base.questions import PublishedQuestion
from indicators.survey.estimates import as_published
from pipeline.perceptions.contract import at_every_level, engine_question
from pipeline.sources import source_file
from pipeline.workbook import read_sheet

SHEET = "BMO_2025_open_data"
_HIDDEN = "*"
_ALL, _DIFFICULT = "met", "xmet"


def hirings(
    sources: Path, territories: pd.DataFrame, questions: list[PublishedQuestion]
) -> pd.DataFrame:
    """Give the share of hirings judged difficult by département, région and for the country.

    ``Σ xmet / Σ met`` over the cells (a trade in a bassin d'emploi) whose projects are disclosed. A
    hidden number of difficult ones, which is small, counts as none: the share is a floor. Leaving
    these cells out would keep those where many are difficult. ``covered`` is the share of the
    disclosed projects that stand in cells where both numbers are.

    Raises
    ------
    InvalidDataError
        If the sheet does not have the départements expected.
    """
    (question,) = questions
    path = source_file(sources, question.survey.source[0])
    placed = at_every_level(read_projects(path), territories, path.name)
    known = placed.assign(both=placed[_ALL].where(placed[_DIFFICULT].notna()))
    sums = known.groupby(["level", "code"], as_index=False)[[_ALL, "both", _DIFFICULT]].sum()
    some = sums[_ALL].where(sums[_ALL] > 0)
    cells = sums.assign(group=question.groups[0], raw_value=sums[_DIFFICULT] / some)
    made = as_published(cells, engine_question(question))
    return made.assign(covered=sums["both"] / sums[_ALL])


def read_projects(path: Path) -> pd.DataFrame:
    """Read the cells: code of the département, met, xmet (projects, NaN where hidden)."""
    rows = read_sheet(path, SHEET)
    table = rows.iloc[1:].set_axis(list(rows.iloc[0]), axis=1)
    numbers = {
        name: pd.to_numeric(table[name].where(table[name] != _HIDDEN))
        for name in (_ALL, _DIFFICULT)
    }
    return pd.DataFrame({"code": table["Dept"], **numbers}).reset_index(drop=True)
