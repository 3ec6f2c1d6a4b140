"""Quality of life in European cities 2023: satisfactions of the inhabitants of six cities."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from common.errors import InvalidDataError
from common.levels import Level
from indicators.base.questions import PublishedQuestion
from indicators.survey.estimates import as_published
from pipeline.perceptions.contract import engine_question
from pipeline.sources import source_file

#: The French cities of the survey and their communes.
CITIES = {
    "Paris": "75056", "Marseille": "13055", "Lille": "59350", "Bordeaux": "33063",
    "Rennes": "35238", "Strasbourg": "67482",
}  # fmt: skip


def cities(
    sources: Path, territories: pd.DataFrame, questions: list[PublishedQuestion]
) -> pd.DataFrame:
    """Take the shares of satisfied inhabitants, without margin: on the commune and on it alone.

    Raises
    ------
    InvalidDataError
        If a city is absent.
    """
    path = source_file(sources, questions[0].survey.source[0])
    table = pd.read_csv(path)
    here = table.assign(code=table["name"].map(CITIES), level=Level.COMMUNE.value)
    here = here.dropna(subset="code").rename(columns={"value": "raw_value"})
    absent = set(CITIES) - set(here["name"])
    if absent:
        raise InvalidDataError(path.name, [f"ville « {name} » absente" for name in sorted(absent)])
    return pd.concat(
        [
            as_published(
                here[here["indicator"] == question.column].assign(group=question.groups[0]),
                engine_question(question),
            )
            for question in questions
        ],
        ignore_index=True,
    )
