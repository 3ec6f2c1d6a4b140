"""Vie quotidienne et santé 2021 (DREES): départements by age, and compared at equal age.

``p_equal = Σ_a W_a p_a`` over the two ages of adults, W_a the adults of that age in France as the
survey itself counts them (direct standardisation). The 5-24 years are left out of it: the producer
hides them in up to a third of the départements, and parents answer for the youngest.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from common.errors import InvalidDataError
from indicators.base.questions import PublishedQuestion
from indicators.survey.estimates import as_published
from indicators.views.perceptions import EQUAL_AGE
from pipeline.perceptions.contract import at_every_level, engine_question
from pipeline.sources import source_file
from pipeline.workbook import read_sheet

#: Column of a sheet -> age.
_AGES = {"D": "5_24", "E": "25_59", "F": "60_plus"}
_ADULTS = ("25_59", "60_plus")
_TOTAL, _HIDDEN = "Ensemble", "n.s."
#: The sheet whose totals count the adults of France.
_COUNTED_BY = "ETAT_SANT"


def vqs(
    sources: Path, territories: pd.DataFrame, questions: list[PublishedQuestion]
) -> pd.DataFrame:
    """Give the shares of each question by age and at equal age.

    A région, or the country, adds the counts of its départements; it is hidden where one of them
    is.

    Raises
    ------
    InvalidDataError
        If a sheet does not have the départements or the answers expected.
    """
    path = source_file(sources, questions[0].survey.source[0])
    weights = _adults(read_table(path, _COUNTED_BY))
    return pd.concat(
        [_estimates(path, territories, question, weights) for question in questions],
        ignore_index=True,
    )


def read_table(path: Path, sheet: str) -> pd.DataFrame:
    """Read a sheet: code, answer, age, count (people, NaN where the producer hides it)."""
    rows = read_sheet(path, sheet).dropna(subset=["B", "C"])
    rows = rows[rows["B"].str.contains("- ", regex=False)]
    table = rows.assign(code=rows["B"].str.split("-").str[0].str.strip(), answer=rows["C"])
    long = table.melt(["code", "answer"], list(_AGES), "age", "count")
    counts = pd.to_numeric(long["count"].where(long["count"] != _HIDDEN))
    return long.assign(age=long["age"].map(_AGES), count=counts)


def _adults(table: pd.DataFrame) -> pd.Series:
    """Share of each age among the adults of France."""
    totals = table[table["answer"] == _TOTAL].groupby("age")["count"].sum().loc[list(_ADULTS)]
    return totals / totals.sum()


def _estimates(
    path: Path, territories: pd.DataFrame, question: PublishedQuestion, weights: pd.Series
) -> pd.DataFrame:
    table = read_table(path, question.column)
    absent = {_TOTAL, *question.counted} - set(table["answer"])
    if absent:
        faults = [f"feuille {question.column}, réponse « {one} » absente" for one in sorted(absent)]
        raise InvalidDataError(path.name, faults)
    placed = at_every_level(table, territories, path.name)
    key = ["level", "code", "age"]
    counted = _summed(placed[placed["answer"].isin(question.counted)], key)
    shares = (counted / _summed(placed[placed["answer"] == _TOTAL], key)).rename("raw_value")
    bands = shares.unstack("age")
    standard = (bands[list(_ADULTS)] * weights).sum(axis=1, skipna=False)
    equal = standard.rename("raw_value").to_frame().assign(age=EQUAL_AGE)
    cells = pd.concat([shares.reset_index(), equal.reset_index()], ignore_index=True)
    cells = cells.assign(group=question.groups[0])
    made = as_published(cells, engine_question(question))
    return made.assign(age=cells["age"])


def _summed(rows: pd.DataFrame, key: list[str]) -> pd.Series:
    """Add counts up; what holds a hidden one is hidden."""
    return rows.groupby(key)["count"].agg(lambda counts: counts.sum(skipna=False))
