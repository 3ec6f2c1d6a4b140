"""The contracts of ``partnerships/records.parquet`` and ``partnerships/schemes.parquet``.

All the faults of a table are reported at once, in French, with the rows concerned.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from common.errors import InvalidDataError
from common.levels import LEVELS
from indicators.base.domains import DOMAIN_KEYS
from indicators.partnerships.vocabulary import (
    Category,
    Coverage,
    Family,
    Kind,
    PartnerProfile,
    Scale,
)

_TERRITORY = rf"(?:{'|'.join(LEVELS)}):[0-9A-Za-z-]+"
_MAX_EXAMPLES = 5
_MAX_WIDTH = 60


def check_records(records: pd.DataFrame, schemes: pd.DataFrame) -> pd.DataFrame:
    """Check a table of records against its contract and against the schemes that it names.

    Parameters
    ----------
    records : columns :data:`indicators.partnerships.RECORD_COLUMNS`.
    schemes : columns :data:`indicators.partnerships.SCHEME_COLUMNS`.

    Returns
    -------
    DataFrame
        ``records``, unchanged.

    Raises
    ------
    InvalidDataError
        With every rule broken and the first records that break it.
    """
    columns = _vocabulary_columns() | {
        "record": pa.Column(str, pa.Check.str_matches(r"^\S+$", error="un mot"), unique=True),
        "title": _text(),
        "partners": _text(nullable=True),
        "scale": pa.Column(str, pa.Check.isin(list(Scale)), nullable=True),
        "territories": pa.Column(str, _several([_TERRITORY], "level:code"), nullable=True),
        "lon": pa.Column(float, pa.Check.in_range(-180, 180), nullable=True),
        "lat": pa.Column(float, pa.Check.in_range(-90, 90), nullable=True),
        "start_year": _year(),
        "end_year": _year(),
        "amount_eur": pa.Column(float, pa.Check.ge(0), nullable=True),
        "scheme": pa.Column(str, pa.Check.isin(list(schemes["scheme"]), error="un dispositif")),
        "source": pa.Column(str, pa.Check.isin(list(schemes["source"]), error="une source")),
        "link": _link(),
    }
    faults = list(_schema_faults(records, columns, "record"))
    if {"record", "start_year", "end_year", "lon", "lat"} <= set(records):
        late = (records["end_year"] < records["start_year"]).fillna(False).astype(bool)
        half = records["lon"].isna() != records["lat"].isna()
        faults += [f"« {record} » : fin avant le début" for record in records["record"][late]]
        faults += [
            f"« {record} » : lon sans lat ou lat sans lon" for record in records["record"][half]
        ]
    if faults:
        raise InvalidDataError("partnerships/records.parquet", faults)
    return records


def check_schemes(schemes: pd.DataFrame) -> pd.DataFrame:
    """Check the crosswalk: one row per scheme, every choice with its reason.

    Raises
    ------
    InvalidDataError
        With every rule broken and the first schemes that break it.
    """
    texts = ("label", "reason", "producer", "licence", "vintage", "source")
    columns = _vocabulary_columns() | {
        "scheme": pa.Column(
            str, pa.Check.str_matches(r"^[a-z][a-z0-9_]*$", error="une clé"), unique=True
        ),
        "scale": pa.Column(str, pa.Check.isin(list(Scale)), nullable=True),
        "coverage": pa.Column(str, pa.Check.isin(list(Coverage))),
        "coverage_note": _text(nullable=True),
        "link": _link(),
        "records": pa.Column("int64", pa.Check.ge(0)),
        "unplaced": pa.Column("int64", pa.Check.ge(0)),
        **{name: _text() for name in texts},
    }
    faults = list(_schema_faults(schemes, columns, "scheme"))
    if faults:
        raise InvalidDataError("partnerships/schemes.parquet", faults)
    return schemes


def _vocabulary_columns() -> dict[str, pa.Column]:
    """Give the columns that both tables share."""
    return {
        "kind": pa.Column(str, pa.Check.isin(list(Kind))),
        "category": pa.Column(str, pa.Check.isin(list(Category)), nullable=True),
        "family": pa.Column(str, pa.Check.isin(list(Family)), nullable=True),
        "domains": pa.Column(str, _several(DOMAIN_KEYS, "des domaines", empty=True)),
        "profiles": pa.Column(str, _several(PartnerProfile, "des profils", empty=True)),
    }


def _several(keys: Iterable[str], wording: str, *, empty: bool = False) -> pa.Check:
    """Give the check of one or several keys, separated by a bar; of none too, if ``empty``."""
    key = f"(?:{'|'.join(keys)})"
    pattern = rf"{key}(?:\|{key})*"
    return pa.Check.str_matches(rf"^(?:{pattern}){'?' if empty else ''}$", error=wording)


def _text(*, nullable: bool = False) -> pa.Column:
    """Give a column of text: one line, no blank edge, no e-mail address."""
    tidy = pa.Check.str_matches(
        r"^(?=\S)(?!.*[^\s@]@[^\s@]+\.[^\s@])[^\n\r\t]*(?<=\S)$",
        error="un texte d’une ligne, sans courriel",
    )
    return pa.Column(str, tidy, nullable=nullable)


def _link() -> pa.Column:
    return pa.Column(str, pa.Check.str_matches(r"^https?://\S+$", error="un lien"), nullable=True)


def _year() -> pa.Column:
    return pa.Column("Int16", pa.Check.in_range(1990, 2100), nullable=True)


def _schema_faults(frame: pd.DataFrame, columns: dict[str, pa.Column], key: str) -> Iterator[str]:
    """Validate lazily and word the failures: one line per rule, with the first rows concerned."""
    try:
        pa.DataFrameSchema(columns, strict=True).validate(frame, lazy=True)
    except SchemaErrors as error:
        for (column, check), rows in error.failure_cases.groupby(
            ["column", "check"], dropna=False, sort=False
        ):
            name = f"colonne {column} : " if pd.notna(column) and column in frame else ""
            examples = [
                _example(frame, key, *case)
                for case in zip(rows["index"], rows["failure_case"], strict=True)
            ]
            more = ", …" if len(examples) > _MAX_EXAMPLES else ""
            yield f"{name}attendu {check} ; trouvé {', '.join(examples[:_MAX_EXAMPLES])}{more}"


def _example(frame: pd.DataFrame, key: str, position: Any, value: Any) -> str:
    """Word one failure: the value, and the row that holds it where there is one."""
    found = str(value)[:_MAX_WIDTH]
    if pd.isna(position) or key not in frame:
        return found
    return f"{found} (« {frame.loc[position, key]} »)"
