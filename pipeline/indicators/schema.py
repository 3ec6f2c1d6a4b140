"""The contract of ``indicators/values/{level}.parquet``, and how it is stored."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from common.errors import InvalidDataError
from common.levels import Level, is_code
from indicators.base.catalogue import SHARE, Indicator
from indicators.base.status import Status
from indicators.base.values import significant

KEY = ["indicator", "code", "year"]
COLUMNS = [*KEY, "value", "numerator", "denominator", "status"]
_WITH_VALUE = [status.value for status in Status if status.has_value]


def storable(frame: pd.DataFrame) -> pd.DataFrame:
    """Lay out a table for its file.

    Rows by indicator, year and code (each block has the same codes, which compresses well);
    numbers rounded to 7 significant digits, in 32 bits; texts encoded by dictionary.
    """
    frame = frame[COLUMNS].sort_values(["indicator", "year", "code"], ignore_index=True)
    numbers = {name: significant(frame[name].to_numpy()).astype("float32") for name in COLUMNS[3:6]}
    texts = {name: frame[name].astype("category") for name in ("indicator", "code", "status")}
    return frame.assign(**numbers, **texts, year=frame["year"].astype("int16"))


def check_level(frame: pd.DataFrame, level: Level, catalogue: dict[str, Indicator]) -> None:
    """Check the table of one level.

    Raises
    ------
    InvalidDataError
        With every rule broken and an example of each.
    """
    shares = [key for key, indicator in catalogue.items() if indicator.unit == SHARE]
    share = frame["indicator"].isin(shares)
    has_value = frame["status"].isin(_WITH_VALUE)
    codes = frame["code"].cat.categories
    forms = codes[[is_code(level, code) for code in codes]]
    schema = pa.DataFrameSchema(
        {
            "indicator": pa.Column(checks=pa.Check.isin(list(catalogue))),
            "code": pa.Column(checks=pa.Check.isin(list(forms))),
            "year": pa.Column("int16", pa.Check.in_range(1990, 2100)),
            "value": pa.Column(
                "float32",
                [
                    pa.Check(
                        lambda value: value.notna() == has_value,
                        error="valeur et statut",
                        ignore_na=False,
                    ),
                    pa.Check(
                        lambda value: ~share | value.isna() | value.between(0, 1),
                        error="part entre 0 et 1",
                        ignore_na=False,
                    ),
                ],
                nullable=True,
            ),
            "numerator": pa.Column("float32", nullable=True),
            "denominator": pa.Column("float32", pa.Check.ge(0), nullable=True),
            "status": pa.Column(checks=pa.Check.isin([status.value for status in Status])),
        },
        unique=KEY,
        strict=True,
    )
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as error:
        failures = error.failure_cases.drop_duplicates(["column", "check"])
        faults = [
            f"{row.column} : {row.check} ; trouvé {row.failure_case} ({_where(frame, row.index)})"
            for row in failures.itertuples(index=False)
        ]
        raise InvalidDataError(f"values/{level}.parquet", faults) from error


def _where(frame: pd.DataFrame, index: float | None) -> str:
    """Name the row of a failure."""
    if index is None or pd.isna(index):
        return "toute la table"
    return " ".join(str(part) for part in frame.loc[int(index), KEY])
