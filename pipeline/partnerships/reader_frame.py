"""What every reader of this package returns, and the cleaning that all of them share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.sources import source_file

#: Columns of a reader's frame; ``profiles`` and ``scale`` replace those of the scheme if given,
#: ``domains`` are added to them.
READER_COLUMNS = [
    "scheme", "id", "title", "domains", "partners", "profiles", "scale", "territories", "lon",
    "lat", "start_year", "end_year", "amount_eur", "link",
]  # fmt: skip
_TEXTS = [
    "scheme", "id", "title", "domains", "partners", "profiles", "scale", "territories", "link",
]  # fmt: skip
_NUMBERS = ["lon", "lat", "amount_eur"]
_YEARS = ["start_year", "end_year"]
_MAX_LENGTH = 500


def read_text(sources: Path, name: str) -> pd.DataFrame:
    """Read a CSV file as text; what is empty is the empty text.

    Raises
    ------
    MissingDataError
        If the file is absent.
    """
    path = source_file(sources, f"partnerships/{name}")
    return pd.read_csv(path, dtype="str", encoding="utf-8-sig", keep_default_na=False)


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Give the rows of a frame as mappings from column to value."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def sheet(rows: Iterable[dict[str, object]]) -> pd.DataFrame:
    """Make a reader's frame: all the columns, typed, texts cleaned, empty texts as null.

    Parameters
    ----------
    rows : one mapping per record, with some of :data:`READER_COLUMNS`.
    """
    frame = pd.DataFrame(list(rows)).reindex(columns=READER_COLUMNS)
    for name in _TEXTS:
        texts = frame[name].map(lambda text: tidy(str(text)), na_action="ignore").astype("str")
        frame[name] = texts.mask(texts.eq("") | texts.isna())
    for name in ("title", "partners"):
        frame[name] = frame[name].str.slice(0, _MAX_LENGTH).str.rstrip()
    for name in _NUMBERS:
        frame[name] = pd.to_numeric(frame[name].mask(frame[name] == "")).astype("float64")
    for name in _YEARS:
        frame[name] = pd.to_numeric(frame[name]).astype("Int16")
    return frame


def tidy(text: str) -> str:
    r"""Put a producer's text on one line, in composed characters, without e-mail address.

    >>> tidy("Scène  nationale\r\n contact : jean@example.org")
    'Scène nationale contact :'
    """
    text = unicodedata.normalize("NFC", text)
    text = re.sub(r"\S+@\S+\.\S+", "", text)
    return re.sub(r"\s+", " ", text).strip()


def years_in(text: str) -> tuple[int | None, int | None]:
    """Find the first year of a text, and the last one if there are several.

    >>> years_in("Espace labellisé 01/09/2020"), years_in("Sep. 2021-Dec.2022"), years_in("")
    ((2020, None), (2021, 2022), (None, None))
    """
    years = [int(year) for year in re.findall(r"\b(?:19|20)\d{2}\b", text)]
    first = years[0] if years else None
    return first, years[-1] if len(years) > 1 else None
