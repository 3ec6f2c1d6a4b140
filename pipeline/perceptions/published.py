"""The published surveys: which reader reads each, and their estimates as they may be shown."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from indicators.base.questions import PublishedQuestion
from indicators.survey.publication import EstimateStatus, PublicationRule, blank, publish
from indicators.views.volunteers import with_floor
from pipeline.perceptions.bicycle import bicycle
from pipeline.perceptions.cities import cities
from pipeline.perceptions.compiled import european_quality, oecd_support
from pipeline.perceptions.contract import Reader
from pipeline.perceptions.employers import hirings
from pipeline.perceptions.grand_debat import grand_debat
from pipeline.perceptions.health_barometer import health_barometer
from pipeline.perceptions.vqs import vqs

#: Key of a survey of ``indicators/questions.toml`` -> its reader.
READERS: dict[str, Reader] = {
    "grand_debat_2019": grand_debat,
    "eqi_2024": european_quality,
    "ocde_2016": oecd_support,
    "vqs_2021": vqs,
    "barometre_sante_2024": health_barometer,
    "bmo_2025": hirings,
    "villes_ue_2023": cities,
    "barometre_velo_2025": bicycle,
}


def read_published(
    survey: str,
    sources: Path,
    territories: pd.DataFrame,
    questions: dict[str, PublishedQuestion],
) -> pd.DataFrame:
    """Estimate the questions of one survey and pass them by the publication rule.

    Parameters
    ----------
    survey : key of :data:`READERS`.
    sources : folder of the official files.
    territories : columns level, code, name, region, population.
    questions : the catalogue.

    Returns
    -------
    DataFrame
        Columns of ``indicators.survey.estimates``, with question, age, covered and status;
        ``domain`` is that of the question.

    Raises
    ------
    MissingDataError, InvalidDataError
        If a source is absent or unusable.
    """
    asked = [one for one in questions.values() if one.survey.key == survey]
    raw = READERS[survey](sources, territories, asked)
    table = publish(raw, PublicationRule())
    if "minimum" in table:
        few = table["n"] < table["minimum"]
        table = blank(table.assign(status=table["status"].mask(few, EstimateStatus.TOO_FEW.value)))
    table = with_floor(table, asked[0].survey.kind)
    told = table["domain"]
    table = table.assign(
        question=told, domain=told.map({key: one.domain for key, one in questions.items()})
    )
    for name, usual in (("age", ""), ("covered", float("nan"))):
        if name not in table:
            table[name] = usual
    return table
