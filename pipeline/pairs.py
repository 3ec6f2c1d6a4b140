"""Build ``data/perceptions/pairs.parquet``: each question beside the indicators that it names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from common.errors import NotAvailableError
from common.levels import MAPPED_LEVELS
from geo.territories import read_territories
from indicators.base.catalogue import load_catalogue
from indicators.base.questions import PublishedQuestion, load_questions
from indicators.base.values import latest, read_values
from indicators.views.pairs import (
    ODBL_PAIRS_FILE,
    PAIR_KEY,
    PAIRS,
    PAIRS_FILE,
    pair_table,
)
from indicators.views.perceptions import read_estimates
from pipeline.parquet import write_table
from pipeline.perceptions.build import ODBL


def build_pairs(sources: Path, data: Path) -> list[Path]:
    """Write the pairs that the catalogue of questions declares, where enough territories allow.

    Parameters
    ----------
    sources : not used; every step has the same parameters.
    data : folder of the product's tables, which already holds the values and the estimates.

    Raises
    ------
    MissingDataError
        If one of these tables is absent.
    """
    questions = load_questions()
    pairs = pd.concat(_pairs(data, questions), ignore_index=True)[PAIRS.names]
    pairs = pairs.sort_values([*PAIR_KEY, "code"], ignore_index=True)
    shared = pairs["question"].isin(
        [key for key, one in questions.items() if one.survey.licence == ODBL]
    )
    return [
        write_table(rows.reset_index(drop=True), data / name)
        for rows, name in ((pairs[~shared], PAIRS_FILE), (pairs[shared], ODBL_PAIRS_FILE))
    ]


def _pairs(data: Path, questions: dict[str, PublishedQuestion]) -> Iterator[pd.DataFrame]:
    territories, catalogue = read_territories(data), load_catalogue()
    people = {
        str(level): rows.set_index("code")["population"].astype("float64")
        for level, rows in territories.groupby("level")
    }
    named = sorted({key for one in questions.values() for key in one.indicators})
    values = {
        level.value: latest(read_values(level.value, data, named)).set_index("code")
        for level in MAPPED_LEVELS
    }
    asked = read_estimates(data)
    asked = asked[asked["question"].isin(list(questions)) & asked["level"].isin(list(values))]
    for words, felt in asked.groupby(["question", "level", "group", "age"], sort=True):
        question, level, group, age = (str(word) for word in words)
        for indicator in questions[question].indicators:
            beside = values[level][values[level]["indicator"] == indicator]
            direction = catalogue[indicator].direction
            try:
                table = pair_table(
                    felt.set_index("code")[["value", "low", "high", "se", "n"]],
                    beside,
                    direction,
                    people[level],
                )
            except NotAvailableError:
                continue  # too few territories to compare
            key = dict(zip(PAIR_KEY, (question, indicator, level, group, age), strict=True))
            yield table.reset_index().assign(**key)
