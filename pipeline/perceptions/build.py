"""Build ``data/perceptions/``: every survey there is, estimated and passed by the publication rule.

Three kinds of surveys come together: the published ones (``pipeline.perceptions.published``), the
folders of individual answers, and among these the demonstration survey
(``pipeline.perceptions.demonstration``). A folder of answers holds a ``design.toml`` and the file
it names; it stands in ``perceptions/`` of the source folder (where real answers belong: they are
read there and never copied) or in ``data/perceptions/``. Adding a real survey is adding a folder.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd

from common.errors import InvalidDataError
from common.levels import Level
from common.tables import vouch
from indicators.base.questions import PublishedSurvey, load_questions, published_surveys
from indicators.survey.answers import read_answers
from indicators.survey.design import DESIGN_FILE, Design, read_design
from indicators.survey.locations import refuse_unknown_codes
from indicators.views.answer_counts import ANSWER_COUNTS_FILE
from indicators.views.from_answers import answers_estimates, covered_by
from indicators.views.perceptions import (
    COLUMNS,
    ESTIMATES_FILE,
    KEY,
    ODBL_ESTIMATES_FILE,
    SURVEYS_FILE,
    answer_scale,
)
from pipeline.parquet import write_table
from pipeline.perceptions.bicycle import count_answers
from pipeline.perceptions.demonstration import write_demonstration
from pipeline.perceptions.published import READERS, read_published

#: Decimals kept in the file: far below any error, above the last bits that machines disagree on.
DECIMALS = 6
#: Licence whose derived tables must keep it, and the survey that is under it.
ODBL, BICYCLE = "ODbL 1.0", "barometre_velo_2025"


def build_perceptions(sources: Path, data: Path) -> list[Path]:
    """Write the demonstration survey, the estimates of all surveys and what is known of them.

    Parameters
    ----------
    sources : folder of the official files.
    data : folder of the product's tables, which already holds ``boundaries/``.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    MissingDataError, InvalidDataError
        If a source is absent or unusable.
    """
    territories = pd.read_parquet(data / "boundaries/territories.parquet")
    memberships = pd.read_parquet(data / "boundaries/memberships.parquet")
    written = write_demonstration(territories, memberships, data / "perceptions/demonstration")
    tables: dict[str, pd.DataFrame] = {}
    about: dict[str, dict[str, Any]] = {}
    questions = load_questions()
    surveys = published_surveys(questions)
    for key in READERS:
        estimates = read_published(key, sources, territories, questions)
        tables[key] = estimates.assign(survey=key, year=surveys[key].year, demonstration=False)
        about[key] = _declared(surveys[key]) | covered_by(estimates)
    for folder in survey_folders(sources, data):
        design = read_design(folder / DESIGN_FILE)
        if design.key in tables:
            raise InvalidDataError(DESIGN_FILE, [f"deux enquêtes ont la clé « {design.key} »"])
        estimates = estimate_folder(folder, design, territories)
        tables[design.key] = estimates.assign(
            survey=design.key, year=design.year, demonstration=design.demonstration
        )
        about[design.key] = _about(design) | covered_by(estimates)
    table = pd.concat(tables.values(), ignore_index=True)
    for unit in table["raw_unit"].unique():
        answer_scale(unit)  # here rather than on the page that reads it
    table = table[COLUMNS].sort_values(KEY, ignore_index=True).round(DECIMALS)
    table = table.astype({"year": "int16"})
    shared = table["survey"].isin([key for key, one in surveys.items() if one.licence == ODBL])
    for rows, name in ((table[~shared], ESTIMATES_FILE), (table[shared], ODBL_ESTIMATES_FILE)):
        written.append(write_table(rows.reset_index(drop=True), data / name))
    counts = count_answers(sources, territories, surveys[BICYCLE].source)
    written.append(write_table(counts, data / ANSWER_COUNTS_FILE))
    written.append(data / SURVEYS_FILE)
    text = json.dumps(about, ensure_ascii=False, indent=2, sort_keys=True)
    (data / SURVEYS_FILE).write_text(text + "\n", encoding="utf-8")
    vouch(data / SURVEYS_FILE)
    return written


def survey_folders(sources: Path, data: Path) -> list[Path]:
    """List the folders of individual answers, those of the sources first."""
    return [
        path.parent
        for root in (sources, data)
        for path in sorted((root / "perceptions").glob(f"*/{DESIGN_FILE}"))
    ]


def estimate_folder(folder: Path, design: Design, territories: pd.DataFrame) -> pd.DataFrame:
    """Estimate the answers of a folder about domains, where respondents are located.

    Parameters
    ----------
    folder : holds the file of answers.
    design : the design of the survey.
    territories : columns level and code, to check those of the answers.

    Raises
    ------
    InvalidDataError
        If a code does not exist, if the answers cannot be used, or hold several waves.
    """
    if design.wave_column:
        raise InvalidDataError(DESIGN_FILE, ["columns.wave : une vague par dossier"])
    answers = read_answers(folder / design.answers, design)
    known = {
        level: pd.Index(territories.loc[territories["level"] == level, "code"])
        for level in design.territories
    }
    refuse_unknown_codes(answers, known, design.answers, {})
    levels = [Level.FRANCE.value, *design.territories]
    return answers_estimates(answers, design, levels)


def _declared(survey: PublishedSurvey) -> dict[str, Any]:
    """Say of a published survey what a reader must know."""
    told = asdict(survey)
    for name in ("key", "year", "source"):
        del told[name]
    return told | {"caveats": list(survey.caveats), "demonstration": False}


def _about(design: Design) -> dict[str, Any]:
    """Say of a design what a reader must know."""
    return {
        "title": design.title,
        "producer": design.producer,
        "licence": design.licence,
        "url": design.url,
        "kind": design.kind,
        "demonstration": design.demonstration,
        "mention": design.mention,
        "wave": design.wave,
        "start": design.start.isoformat() if design.start else "",
        "end": design.end.isoformat() if design.end else "",
        "mode": design.mode,
        "caveats": list(design.caveats),
    }
