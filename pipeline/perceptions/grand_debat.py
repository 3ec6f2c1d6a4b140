"""Grand Débat 2019: closed questions by région and by group of participants."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from indicators.base.questions import PublishedQuestion
from indicators.survey.estimates import estimate_counts
from pipeline.perceptions.contract import COUNTRY, engine_question, region_codes
from pipeline.sources import source_file

#: Rows that are not one of the 18 régions: they count for the whole country alone.
ELSEWHERE = (
    "Antarctique", "NA", "Né à l'étranger", "Océanie", "Polynésie", "Saint-Pierre-et-Miquelon",
)  # fmt: skip


def grand_debat(
    sources: Path, territories: pd.DataFrame, questions: list[PublishedQuestion]
) -> pd.DataFrame:
    """Estimate the closed questions by région and group, and for the country.

    The whole country counts every answer of the site, those from overseas collectivities and from
    abroad included. Those who did not say as what they answered are in no group.

    Raises
    ------
    InvalidDataError
        If a région cannot be recognised.
    """
    path = source_file(sources, questions[0].survey.source[0])
    counts = read_counts(path)
    counts["code"] = region_codes(counts["region"], territories, path.name, ELSEWHERE)
    tables = []
    for question in questions:
        asked = counts[
            (counts["theme"] + "/" + counts["question"] == question.column)
            & counts["group"].isin(question.groups)
        ]
        country = asked.groupby("group", as_index=False)[["yes", "no"]].sum().assign(**COUNTRY)
        regions = asked.dropna(subset="code").assign(level="region")
        cells = pd.concat([regions, country], ignore_index=True)
        tables.append(estimate_counts(cells, engine_question(question)))
    return pd.concat(tables, ignore_index=True)


def read_counts(path: Path) -> pd.DataFrame:
    """Read the counts: theme, question, group, region (« NA » is a name there), yes, no."""
    names = {"groupe": "group", "oui": "yes", "non": "no"}
    return pd.read_csv(path, keep_default_na=False).rename(columns=names)
