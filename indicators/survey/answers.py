"""Read the individual answers of a survey and refuse what the engine cannot rely on.

Columns that look like personal data (name, address, date of birth, free text) are refused: a
survey needs none of them, and none must ever enter the product.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from common.errors import InvalidDataError, MissingDataError
from common.french import fold, number, plural
from indicators.domains import OVERALL
from indicators.groups import GROUP_KEYS
from indicators.survey.design import Design
from indicators.survey.measures import overall_answers, plain_numbers
from indicators.territory_codes import FRANCE

#: Words that betray personal data in the name of a column.
PERSONAL_WORDS = frozenset(
    (
        *("nom", "noms", "prenom", "prenoms", "name", "firstname", "lastname", "surname"),
        *("email", "mail", "courriel", "telephone", "tel", "phone", "mobile", "portable"),
        *("adresse", "address", "rue", "naissance", "birth", "birthdate", "ddn", "nir", "iban"),
        *("ip", "commentaire", "commentaires", "comment", "verbatim"),
    )
)
#: Characters beyond which an answer is a free text.
LONGEST_ANSWER = 60


def read_answers(path: Path, design: Design) -> pd.DataFrame:
    """Read a file of answers (CSV with ``,`` ``;`` or tabs, in UTF-8, or Parquet).

    Parameters
    ----------
    path : the file.
    design : what its columns are.

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
    if not path.is_file():
        raise MissingDataError(f"Fichier de réponses absent : {path.name}.")
    if path.suffix == ".parquet":
        return check_answers(pd.read_parquet(path), design, path.name)
    try:
        with path.open(encoding="utf-8-sig") as handle:
            header = handle.readline()
        separator = max(",;\t", key=header.count)
        table = pd.read_csv(
            path, sep=separator, dtype="str", encoding="utf-8-sig", keep_default_na=False,
            na_values=[""],
        )  # fmt: skip
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise InvalidDataError(path.name, [f"fichier illisible ({error})"]) from error
    return check_answers(table, design, path.name)


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
        One row per respondent: ``group``; ``weight`` (1 where there is none), ``stratum``,
        ``cluster`` (its own row where there is none), ``population``, NaN where there is none;
        one column of territory codes per level (``level:departement``…, always ``level:france``);
        one column of numbers per domain (``domain:emploi``…), NaN for no answer, and
        ``domain:ensemble`` where the 16 domains are asked.

    Raises
    ------
    InvalidDataError
        If columns are missing or look personal, if a weight is not positive, if a group or an
        answer is not one of those expected.
    """
    faults = list(_column_faults(table, design))
    if faults:
        raise InvalidDataError(source, faults)
    answers = pd.DataFrame(index=range(len(table)))
    table = table.reset_index(drop=True)
    answers["group"] = _groups(table, design, faults)
    answers["weight"] = _weights(table, design, faults)
    answers["stratum"] = _labels(table, design.stratum, "tous", faults)
    clusters = _labels(table, design.cluster, "", faults)
    answers["cluster"] = answers.index.astype("str") if design.cluster is None else clusters
    answers["population"] = _populations(table, design, faults)
    for level, column in design.territories.items():
        answers[f"level:{level}"] = table[column].astype("str").str.strip()
    answers["level:france"] = FRANCE
    for measure in design.measures:
        values = measure.numbers(table[measure.column])
        wrong = values.isna() & table[measure.column].notna()
        if wrong.any():
            faults.append(_wrong_cells(table[measure.column], wrong, f"réponse à {measure.unit}"))
        answers[f"domain:{measure.domain}"] = values
    if faults:
        raise InvalidDataError(source, faults)
    if design.covers_all_domains:
        answers[f"domain:{OVERALL}"] = overall_answers(answers, design.measures)
    return answers


def _column_faults(table: pd.DataFrame, design: Design) -> Iterator[str]:
    """Name the columns that are absent, doubled or too personal."""
    wanted = [
        design.weight, design.stratum, design.cluster, design.population, design.group_column,
        *design.territories.values(), *(measure.column for measure in design.measures),
    ]  # fmt: skip
    for name in sorted({name for name in wanted if name and name not in table.columns}):
        yield f"colonne « {name} » absente ; colonnes trouvées : {', '.join(table.columns)}"
    if table.columns.has_duplicates:
        doubled = table.columns[table.columns.duplicated()]
        yield f"colonnes en double : {', '.join(doubled)}"
        return
    if table.empty:
        yield "aucune réponse"
    for name in table.columns:
        words = set(fold(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", str(name))).split())
        text = table[name].dropna()
        if words & PERSONAL_WORDS:
            yield (
                f"colonne « {name} » : elle semble contenir une donnée personnelle ; "
                "retirez-la du fichier"
            )
        elif (
            not pd.api.types.is_numeric_dtype(text)
            and text.astype("str").str.len().gt(LONGEST_ANSWER).any()
        ):
            yield (
                f"colonne « {name} » : elle semble contenir du texte libre (plus de "
                f"{LONGEST_ANSWER} caractères) ; retirez-la du fichier"
            )


def _groups(table: pd.DataFrame, design: Design, faults: list[str]) -> pd.Series:
    if design.group_column is None:
        return pd.Series(design.group, index=table.index, dtype="str")
    given = table[design.group_column].astype("str").str.strip()
    groups = given.map(lambda name: design.group_names.get(name, name), na_action="ignore")
    wrong = ~groups.isin(GROUP_KEYS)
    if wrong.any():
        faults.append(_wrong_cells(given, wrong, f"groupe parmi {', '.join(GROUP_KEYS)}"))
    return groups


def _weights(table: pd.DataFrame, design: Design, faults: list[str]) -> pd.Series:
    if design.weight is None:
        return pd.Series(1.0, index=table.index)
    weights = plain_numbers(table[design.weight])
    wrong = ~(np.isfinite(weights) & (weights > 0))
    if wrong.any():
        faults.append(_wrong_cells(table[design.weight], wrong, "poids positif"))
    return weights


def _populations(table: pd.DataFrame, design: Design, faults: list[str]) -> pd.Series:
    if design.population is None:
        return pd.Series(np.nan, index=table.index)
    populations = plain_numbers(table[design.population])
    wrong = ~(np.isfinite(populations) & (populations > 0))
    if wrong.any():
        faults.append(
            _wrong_cells(table[design.population], wrong, "effectif positif de la strate")
        )
    return populations


def _labels(table: pd.DataFrame, column: str | None, default: str, faults: list[str]) -> pd.Series:
    if column is None:
        return pd.Series(default, index=table.index, dtype="str")
    labels = table[column].astype("str").str.strip()
    if labels.isna().any():
        faults.append(_wrong_cells(labels, labels.isna(), "valeur non vide"))
    return labels


def _wrong_cells(values: pd.Series, wrong: pd.Series, expected: str) -> str:
    """Say where the first wrong cell is and how many there are; row 1 is the first respondent."""
    first = int(np.flatnonzero(wrong)[0])
    count = int(wrong.sum())
    return (
        f"colonne « {values.name} », {number(count)} {plural(count, 'cellule')}, la première au "
        f"répondant {first + 1} : {expected} attendu, trouvé « {values.iloc[first]} »"
    )
