"""Baromètre des villes cyclables 2025 (FUB, ODbL): scores of communes, and answers counted.

The answers of the Rouen and Brest métropoles are in hand. The national file of the producer has
the same columns; put beside them as :data:`NATIONAL`, it is read instead.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from common.errors import InvalidDataError
from common.levels import Level
from indicators.base.questions import PublishedQuestion
from indicators.survey.answers import check_answers
from indicators.survey.design import Design, parse_design
from indicators.survey.estimates import estimate
from pipeline.passage import read_passage
from pipeline.perceptions.contract import engine_question
from pipeline.sources import source_file

NATIONAL = "perceptions/perception_fub_reponses_2025.csv.gz"
_ANSWERS, _COUNTS = "reponses_2025.csv.gz", "perception_fub_communes_reponses_2025.csv"
#: The five sub-scores: means of the answers, from 1 to 6, to these questions.
SCORES = {
    "ressenti": range(8, 14),
    "securite": range(14, 20),
    "confort": range(20, 25),
    "efforts": range(25, 29),
    "services": range(29, 33),
}
#: Answers under which the producer publishes no commune, and no commune of few inhabitants.
FLOOR, SMALL_FLOOR, SMALL = 50, 30, 5000


def bicycle(
    sources: Path, territories: pd.DataFrame, questions: list[PublishedQuestion]
) -> pd.DataFrame:
    """Estimate the scores of the communes from the answers, by the survey engine.

    ``minimum`` is the number of answers from which the producer publishes the commune.

    Raises
    ------
    InvalidDataError
        If a file lacks a question, or names no commune of today.
    """
    survey = questions[0].survey
    asked = tuple(engine_question(question) for question in questions)
    answers = read_answers(sources, survey.source)
    design = replace(_design(questions), questions=asked)
    made = estimate(check_answers(answers, design, survey.title), design, [Level.COMMUNE.value])
    people = _inhabitants(territories)
    unknown = sorted(set(made["code"]) - set(people.index))
    if unknown:
        raise InvalidDataError(survey.title, [f"commune {code} inconnue" for code in unknown])
    return made.assign(minimum=_floor(made["code"].map(people)))


def read_answers(sources: Path, files: tuple[str, ...]) -> pd.DataFrame:
    """Read the answers of cyclists: insee, the five sub-scores and their mean, ``score``.

    A sub-score is the mean of the answers given, as the producer works it out. Who does not cycle
    was not asked the questions (blank, or 0) and is left out.

    Raises
    ------
    InvalidDataError
        If a file lacks a question.
    """
    national = sources / NATIONAL
    names = [NATIONAL] if national.exists() else [one for one in files if one.endswith(_ANSWERS)]
    table = pd.concat([_read(source_file(sources, name)) for name in names], ignore_index=True)
    scores = {
        name: table[[f"q{number}" for number in numbers]].mean(axis=1)
        for name, numbers in SCORES.items()
    }
    whole = table[["insee"]].assign(**scores)
    whole["score"] = whole[list(SCORES)].mean(axis=1, skipna=False)
    return whole.dropna(subset="score").reset_index(drop=True)


def count_answers(sources: Path, territories: pd.DataFrame, files: tuple[str, ...]) -> pd.DataFrame:
    """Count the answers of each commune of today, over the whole country.

    Those of overseas collectivities are left out; those of communes that merged are added up.

    Returns
    -------
    DataFrame
        Sorted by code: code, answers (Int64), publishable (whether the producer would publish).
    """
    (name,) = [one for one in files if one == f"perceptions/{_COUNTS}"]
    counts = pd.read_csv(source_file(sources, name), dtype={"insee": "str"})
    codes = counts["insee"].map(read_passage(sources).table)
    people = _inhabitants(territories)
    by_code = counts.groupby(codes)["contributions"].sum()
    by_code = by_code[by_code.index.isin(people.index)].sort_index()
    table = pd.DataFrame({"code": by_code.index.astype("str"), "answers": by_code.to_numpy()})
    floor = _floor(table["code"].map(people))
    return table.assign(publishable=table["answers"] >= floor).astype({"answers": "int64"})


def _read(path: Path) -> pd.DataFrame:
    table = pd.read_csv(path, dtype={"insee": "str"})
    wanted = [f"q{number}" for numbers in SCORES.values() for number in numbers]
    absent = [name for name in ("insee", *wanted) if name not in table]
    if absent:
        raise InvalidDataError(path.name, [f"colonne absente : {name}" for name in absent])
    return table[["insee", *wanted]].replace(0, np.nan)


def _inhabitants(territories: pd.DataFrame) -> pd.Series:
    communes = territories[territories["level"] == Level.COMMUNE.value]
    return communes.set_index("code")["population"].astype("float64")


def _floor(people: pd.Series) -> pd.Series:
    return pd.Series(np.where(people < SMALL, SMALL_FLOOR, FLOOR), index=people.index)


def _design(questions: list[PublishedQuestion]) -> Design:
    """Describe the answers: each stands for itself, in the commune that it judges."""
    survey = questions[0].survey
    return parse_design(
        {
            "title": survey.title,
            "producer": survey.producer,
            "mention": survey.mention,
            "year": survey.year,
            "kind": survey.kind.value,
            "group": questions[0].groups[0],
            "territories": {Level.COMMUNE.value: "insee"},
            "measures": {"mobilite": {"kind": "scale", "low": 1, "high": 6, "column": "score"}},
        },
        survey.key,
    )
