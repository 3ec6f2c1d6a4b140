"""Indices and shares by former région, brought to today's: EQI 2024 and OECD 2016."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from common.errors import InvalidDataError
from indicators.base.laws import Z
from indicators.base.questions import PublishedQuestion
from indicators.survey.estimates import combine
from pipeline.perceptions.contract import COUNTRY, engine_question
from pipeline.perceptions.former_regions import former_region_populations
from pipeline.sources import source_file

#: The European index is the mean of three pillars and only its margin is published. The error of a
#: pillar is at most √3 times that of the mean when the errors of the pillars are alike and not
#: opposed.
EQI_PILLAR_FACTOR = float(np.sqrt(3))
_KEY = ["group", "level", "code"]
_DROM = ("971", "972", "973", "974", "976")


def european_quality(
    sources: Path, territories: pd.DataFrame, questions: list[PublishedQuestion]
) -> pd.DataFrame:
    """Bring the quality pillar of the European Quality of Government Index to today's régions.

    Raises
    ------
    InvalidDataError
        If a former région is absent.
    """
    (question,) = questions
    path = source_file(sources, question.survey.source[0])
    index = pd.read_csv(path)
    parts = pd.DataFrame(
        {
            "nuts2021": index["nuts2"].astype("str"),
            "raw_value": index[question.column],
            "raw_se": EQI_PILLAR_FACTOR * index["marge"] / Z,
        }
    )
    located = _located(parts, "nuts2021", territories, path.name)
    return combine(located.assign(group=question.groups[0]), _KEY, engine_question(question))


def oecd_support(
    sources: Path, territories: pd.DataFrame, questions: list[PublishedQuestion]
) -> pd.DataFrame:
    """Bring the share of people who can rely on someone (OECD) to today's régions, without margin.

    Raises
    ------
    InvalidDataError
        If a former région of the métropole is absent.
    """
    (question,) = questions
    path = source_file(sources, question.survey.source[0])
    table = pd.read_csv(path)
    parts = pd.DataFrame(
        {
            "nuts2010": table["Code"].astype("str"),
            "raw_value": table[question.column] / 100,
            "raw_se": np.nan,
        }
    )
    whole = parts["nuts2010"] == "FRA"
    located = _located(parts[~whole], "nuts2010", territories, path.name, absent=_DROM)
    # The whole country is published as such: it is not worked out again from the régions.
    country = parts[whole].assign(**COUNTRY, population=1)
    both = pd.concat([located[located["level"] == "region"], country], ignore_index=True)
    return combine(both.assign(group=question.groups[0]), _KEY, engine_question(question))


def _located(
    parts: pd.DataFrame,
    key: str,
    territories: pd.DataFrame,
    source: str,
    absent: tuple[str, ...] = (),
) -> pd.DataFrame:
    """Put each former région in today's one and in France, with its inhabitants.

    ``absent`` names the départements that the source does not cover.
    """
    formers = former_region_populations(territories)
    uncovered = territories.loc[
        territories["code"].isin(absent) & (territories["level"] == "departement"), "region"
    ]
    formers = formers[~formers["region"].isin(uncovered)]
    faults = [
        f"région {code} inattendue ou absente"
        for code in sorted(set(parts[key]).symmetric_difference(formers[key]))
    ]
    if faults:
        raise InvalidDataError(source, faults)
    joined = parts.merge(formers, on=key, validate="one_to_one")
    return pd.concat(
        [joined.assign(level="region", code=joined["region"]), joined.assign(**COUNTRY)],
        ignore_index=True,
    )
