"""Baromètre de Santé publique France 2024: shares by région with answers and interval."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from indicators.base.questions import PublishedQuestion
from indicators.survey.estimates import as_published
from pipeline.perceptions.contract import COUNTRY, engine_question, region_codes
from pipeline.sources import source_file

_NAMES = {"estimation": "raw_value", "ic_inf": "raw_low", "ic_sup": "raw_high"}
_COUNTRY_NAME = "France"


def health_barometer(
    sources: Path, territories: pd.DataFrame, questions: list[PublishedQuestion]
) -> pd.DataFrame:
    """Take the shares, their 95 % interval and their number of answers as they are published.

    Raises
    ------
    InvalidDataError
        If a région cannot be recognised.
    """
    path = source_file(sources, questions[0].survey.source[0])
    table = pd.read_csv(path).rename(columns=_NAMES)
    table[list(_NAMES.values())] /= 100
    codes = region_codes(table["region"], territories, path.name, (_COUNTRY_NAME,))
    table = table.assign(level="region", code=codes)
    table.loc[table["region"] == _COUNTRY_NAME, ["level", "code"]] = list(COUNTRY.values())
    return pd.concat(
        [
            as_published(
                table[table["indicateur"] == question.column].assign(group=question.groups[0]),
                engine_question(question),
            )
            for question in questions
        ],
        ignore_index=True,
    )
