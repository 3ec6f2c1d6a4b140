"""Read the individual answers of a survey and refuse what the engine cannot rely on.

Columns that look like personal data are refused (``indicators.survey.personal_data``): a survey
needs none of them, and none must ever enter the product.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from common.delimited import BLANKS, absent_column, read_delimited
from common.errors import InvalidDataError, MissingDataError
from common.french import described, number, plural
from common.levels import FRANCE_CODE, Level
from common.limits import LARGEST_NUMBER
from common.missing_marks import marks_sentence
from common.number_columns import plain_numbers, two_writings
from common.parquet_files import refuse_large_parquet
from indicators.base.domains import OVERALL
from indicators.base.groups import GROUP_KEYS
from indicators.survey.calibration import MARGIN, calibrate
from indicators.survey.design import Design
from indicators.survey.personal_data import personal_columns
from indicators.survey.question import QuestionKind, overall_answers

_QUANTITIES = (QuestionKind.NUMBER, QuestionKind.RATIO, QuestionKind.TOTAL)


def read_answers(path: Path, design: Design, remarks: list[str] | None = None) -> pd.DataFrame:
    """Read a file of answers (CSV as of ``common.delimited``, or Parquet).

    Parameters
    ----------
    path : the file.
    design : what its columns are.
    remarks : receives French sentences on what was left out.

    Returns
    -------
    DataFrame
        See :func:`check_answers`.

    Raises
    ------
    MissingDataError
        If the file is absent.
    InvalidDataError
        If it cannot be read or used.
    """
    if path.suffix.lower() == ".parquet":
        return _told(check_answers(_read_parquet(path), design, path.name), design, remarks)
    read = read_delimited(
        path,
        blanks=(*BLANKS, *design.blanks),
        encoding=design.encoding,
        separator=design.separator,
    )
    return _told(check_answers(read.tell(remarks), design, path.name), design, remarks)


def _told(answers: pd.DataFrame, design: Design, remarks: list[str] | None) -> pd.DataFrame:
    """Say which questions nobody answered, and which quantities hold what marks a blank."""
    if remarks is None:
        return answers
    numbers = {
        question.domain: answers[f"domain:{question.domain}"].dropna()
        for question in design.questions
    }
    silent = [question.column for question in design.questions if numbers[question.domain].empty]
    if silent:
        remarks.append(
            f"Aucune réponse, donc aucune estimation : {described(dict.fromkeys(silent))}."
        )
    # Of a few respondents, that none gave an answer says what they all gave.
    unmet = [
        f"« {question.column} » ({', '.join(question.categories)})"
        for question in design.questions
        if question.kind is QuestionKind.CATEGORY
        and len(numbers[question.domain]) >= design.rule.minimum
        and numbers[question.domain].eq(0).all()
    ]
    if unmet:
        remarks.append(
            f"Réponses que personne n’a données : {described(unmet)} ; si ce n’est pas attendu, "
            "vérifiez leur écriture dans le plan (category)."
        )
    unbounded = {
        question.column: numbers[question.domain]
        for question in design.questions
        if question.low == -np.inf
    }
    said = marks_sentence(
        pd.DataFrame(unbounded), 'Si c’en est une, écrivez-la dans le plan (blanks = ["-9"]).',
        counted=False,
    )  # fmt: skip
    remarks += [said] if said else []
    return answers


def _read_parquet(path: Path) -> pd.DataFrame:
    if not path.is_file():
        raise MissingDataError(f"Fichier absent : {path.name}.")
    refuse_large_parquet(path)
    try:
        return pd.read_parquet(path)
    except (OSError, ValueError) as error:
        raise InvalidDataError(path.name, ["ce n’est pas un fichier Parquet"]) from error


def check_answers(table: pd.DataFrame, design: Design, source: str = "réponses") -> pd.DataFrame:
    """Bring a table of answers to the columns of the engine.

    Parameters
    ----------
    table : one row per respondent, columns named as the design says.
    design : the design.
    source : name of the table, for messages.

    Returns
    -------
    DataFrame
        One row per respondent: ``wave`` where the design has a column for it; ``group``;
        ``weight`` (where there is no column, the inverse of the sampling fractions, or 1),
        ``stratum``, ``cluster`` (its own row where there is none), ``population``, NaN where there
        is none, and the same for the second stage if any (``subcluster``, ``subpopulation``);
        one column of territory codes per level (``level:departement``…, always ``level:france``);
        one column of numbers per domain or variable (``domain:emploi``…), NaN for no answer,
        ``size:…`` for the denominators of a ratio, and ``domain:ensemble`` where the 16 domains
        are asked. Where weights are calibrated, ``margin:…`` and ``initial_weight``.

    Raises
    ------
    InvalidDataError
        If columns are missing or look personal, if a weight is not positive, if a group or an
        answer is not one of those expected, if weights cannot be calibrated.
    """
    faults = list(_column_faults(table, design))
    if faults:
        raise InvalidDataError(source, faults)
    table = table.reset_index(drop=True)
    answers = pd.DataFrame(index=table.index)
    if design.wave_column:
        answers["wave"] = _labels(table, design.wave_column, "", faults)
    answers["group"] = _groups(table, design, faults)
    _place_design(answers, table, design, faults)
    for level, column in design.territories.items():
        answers[f"level:{level}"] = table[column].astype("str").str.strip()
    answers[f"level:{Level.FRANCE}"] = FRANCE_CODE
    answers = answers.join(_numbers(table, design, faults))
    variables = design.calibration.variables if design.calibration else []
    for name in variables:
        answers[f"{MARGIN}{name}"] = table[name].astype("str").str.strip()
    if faults:
        raise InvalidDataError(source, faults)
    if design.covers_all_domains:
        domains = [question for question in design.questions if not question.plain]
        answers[f"domain:{OVERALL}"] = overall_answers(answers, domains)
    return calibrate(answers, design.calibration, source) if design.calibration else answers


def _column_faults(table: pd.DataFrame, design: Design) -> Iterator[str]:
    """Name the columns that are absent, doubled or too personal."""
    wanted = [
        design.weight, design.stratum, design.cluster, design.population, design.subcluster,
        design.subpopulation, design.group_column, design.wave_column,
        *design.territories.values(), *(question.column for question in design.questions),
        *(question.denominator for question in design.questions),
        *(design.calibration.variables if design.calibration else []),
    ]  # fmt: skip
    for name in sorted({name for name in wanted if name and name not in table.columns}):
        yield absent_column(name, table.columns)
    if "" in design.territories.values():
        yield "niveau « column: » : nom de colonne attendu, par exemple column:quartier"
    if table.columns.has_duplicates:
        doubled = table.columns[table.columns.duplicated()]
        yield f"colonnes en double : {', '.join(doubled)}"
        return
    if table.empty:
        yield "aucune réponse"
    yield from personal_columns(table, design.year)


def _place_design(
    answers: pd.DataFrame, table: pd.DataFrame, design: Design, faults: list[str]
) -> None:
    """Write the columns of the sampling design."""
    own = answers.index.astype("str")
    answers["stratum"] = _labels(table, design.stratum, "tous", faults)
    answers["cluster"] = own if not design.cluster else _labels(table, design.cluster, "", faults)
    answers["population"] = _populations(table, design.population, faults)
    if design.subcluster:
        answers["subcluster"] = _labels(table, design.subcluster, "", faults)
        answers["subpopulation"] = _populations(table, design.subpopulation, faults)
    wave = ["wave"] if design.wave_column else []
    fractions = _fractions(answers, [*wave, "stratum"], "cluster", "population", faults)
    if design.subcluster:
        units = [*wave, "stratum", "cluster"]
        fractions *= _fractions(answers, units, "subcluster", "subpopulation", faults)
    if design.weight:
        answers["weight"] = _weights(table, design.weight, faults)
    else:
        answers["weight"] = 1 / fractions


def _fractions(
    answers: pd.DataFrame, stratum: list[str], unit: str, population: str, faults: list[str]
) -> pd.Series:
    """Sampling fraction of a stage by respondent, 1 where the population is not given."""
    given = answers[population]
    strata = answers.groupby(stratum, sort=True)
    sizes = strata[population].agg(["min", "max"]).join(strata[unit].nunique().rename("drawn"))
    for key, row in sizes[sizes["min"] < sizes["max"]].iterrows():
        faults.append(
            f"strate « {_named(key)} » : l’effectif de la population y varie, de "
            f"{number(row['min'], 2)} à {number(row['max'], 2)}"
        )
    for key, row in sizes[(sizes["max"] > 1) & (sizes["drawn"] > sizes["max"])].iterrows():
        faults.append(
            f"strate « {_named(key)} » : {number(row['drawn'])} unités tirées parmi "
            f"{number(row['max'], 2)} dans la population"
        )
    drawn = strata[unit].transform("nunique")
    return given.where(given <= 1, drawn / given).fillna(1.0)


def _named(key: object) -> str:
    return " · ".join(map(str, key)) if isinstance(key, tuple) else str(key)


def _numbers(table: pd.DataFrame, design: Design, faults: list[str]) -> pd.DataFrame:
    """Give the answers to each question as numbers."""
    found: dict[str, pd.Series] = {}
    for question in design.questions:
        given = table[question.column]
        found[f"domain:{question.domain}"] = values = question.numbers(given)
        wrong = values.isna() & given.notna()
        _refuse(given, wrong, f"réponse ({question.unit})", faults, quoted=False)
        if question.kind in _QUANTITIES:
            faults += two_writings(given)
        if question.kind is QuestionKind.RATIO:
            given = table[question.denominator]
            found[f"size:{question.domain}"] = sizes = plain_numbers(given)
            wrong = sizes.isna() & given.notna()
            _refuse(given, wrong, "nombre", faults, quoted=False)
    return pd.DataFrame(found, index=table.index)


def _groups(table: pd.DataFrame, design: Design, faults: list[str]) -> pd.Series:
    if design.group_column is None:
        return pd.Series(design.group, index=table.index, dtype="str")
    given = table[design.group_column].astype("str").str.strip()
    groups = given.map(lambda name: design.group_names.get(name, name), na_action="ignore")
    if design.asks_domains:
        expected = f"groupe parmi {', '.join(GROUP_KEYS)}"
        _refuse(given, ~groups.isin(GROUP_KEYS), expected, faults)
    else:
        _refuse(given, groups.isna(), "groupe", faults)
    return groups


def _weights(table: pd.DataFrame, column: str, faults: list[str]) -> pd.Series:
    weights = plain_numbers(table[column])
    usable = (weights > 0) & (weights <= LARGEST_NUMBER)
    _refuse(table[column], ~usable, "poids positif", faults)
    faults += two_writings(table[column])
    return weights


def _populations(table: pd.DataFrame, column: str | None, faults: list[str]) -> pd.Series:
    if column is None:
        return pd.Series(np.nan, index=table.index)
    populations = plain_numbers(table[column])
    expected = "effectif positif de la population, ou taux de sondage"
    usable = (populations > 0) & (populations <= LARGEST_NUMBER)
    _refuse(table[column], ~usable, expected, faults)
    faults += two_writings(table[column])
    return populations


def _labels(table: pd.DataFrame, column: str | None, default: str, faults: list[str]) -> pd.Series:
    if column is None:
        return pd.Series(default, index=table.index, dtype="str")
    labels = table[column].astype("str").str.strip()
    _refuse(table[column], labels.isna(), "valeur non vide", faults)
    return labels


def _refuse(
    values: pd.Series, wrong: pd.Series, expected: str, faults: list[str], *, quoted: bool = True
) -> None:
    """Say where the first wrong cell is and how many there are; row 1 is the first respondent.

    The cell itself is quoted in the columns of the design, never in those of the answers: what one
    person answered is not to be found in a message.
    """
    if not wrong.any():
        return
    first = int(np.flatnonzero(wrong)[0])
    count = int(wrong.sum())
    cell = "une cellule vide" if pd.isna(values.iloc[first]) else f"« {values.iloc[first]} »"
    faults.append(
        f"colonne « {values.name} », {number(count)} {plural(count, 'cellule')}, la première au "
        f"répondant {first + 1} ; attendu : {expected}" + (f" ; trouvé {cell}" if quoted else "")
    )
