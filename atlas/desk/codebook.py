"""The one codebook: what each column of every file means, in French and in English."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import pandas as pd

from indicators.base.domains import SCORE_KEYS, domain_label
from indicators.base.questions import SUBJECTS

_FILE = Path(__file__).with_name("codebook.toml")
_STATUS = "_status"
_OF_A_SCORE = re.compile(rf"(score|status)_({'|'.join(SCORE_KEYS)})")
_DATED = re.compile(r"(value|status)_(\d{4})")


@dataclass(frozen=True)
class Meaning:
    """What one column means.

    Attributes
    ----------
    name : as files have it.
    fr, en : its meaning.
    unit : French, "" where it has none.
    absent : what an empty cell means (French), "" where none may be empty.
    """

    name: str
    fr: str
    en: str
    unit: str = ""
    absent: str = ""


@lru_cache(maxsize=1)
def codebook() -> Mapping[str, Meaning]:
    """Give the columns by name."""
    declared = tomllib.loads(_FILE.read_text("utf-8"))["columns"]
    return {name: Meaning(name, **texts) for name, texts in declared.items()}


def column(name: str) -> Meaning:
    """Say what a column means; the name of some holds a year, a domain, or their subject.

    Raises
    ------
    KeyError
        If no file has such a column: it must be declared in ``codebook.toml``.

    Examples
    --------
    >>> column("rank").en, column("mobilite_status").en
    ('Rank; 1 is the most fragile', 'Reading of the gap for the subject mobilite (key)')
    >>> column("value_2021").en
    'Value of the measure asked for, in the unit of the file (column or member unit); in 2021'
    >>> column("score_eau")
    Traceback (most recent call last):
    KeyError: 'score_eau'
    >>> column("score_emploi").fr
    'Score de fragilité mesurée\u00a0: Emploi / chômage / insertion'
    """
    known = codebook()
    if name in known:
        return known[name]
    if dated := _DATED.fullmatch(name):
        base, year = known[dated[1]], dated[2]
        return replace(
            base, name=name, fr=f"{base.fr}\u202f; en {year}", en=f"{base.en}; in {year}"
        )
    if scored := _OF_A_SCORE.fullmatch(name):
        base, label = known[f"{scored[1]}_of_score"], domain_label(scored[2])
        return replace(
            base, name=name, fr=f"{base.fr}\u00a0: {label}", en=f"{base.en}: {scored[2]}"
        )
    subject = name.removesuffix(_STATUS)
    title = SUBJECTS[subject]
    if name.endswith(_STATUS):
        return Meaning(
            name,
            f"Lecture de l’écart pour : {title} (clé)",
            f"Reading of the gap for the subject {subject} (key)",
            absent="pas d’écart",
        )
    return Meaning(
        name,
        f"Lecture de l’écart pour : {title}",
        f"Gap told for the subject {subject}",
        absent="pas d’écart",
    )


def column_rows(names: Iterable[str]) -> pd.DataFrame:
    """Lay out what columns mean.

    Returns
    -------
    DataFrame
        Index column: fr, en, unit, absent; one row per name, in order.
    """
    rows = [column(name) for name in names]
    return pd.DataFrame(
        [(one.name, one.fr, one.en, one.unit, one.absent) for one in rows],
        columns=["column", "fr", "en", "unit", "absent"],
    ).set_index("column")
