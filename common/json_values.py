"""Values of frames as JSON holds them."""

from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
import pandas as pd

_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def plain(value: object) -> Any:
    """Give a value that JSON has: text, whole number, finite number, boolean or null.

    >>> [plain(value) for value in (np.int64(2), float("inf"), pd.NA, np.bool_(True), "a")]
    [2, None, None, True, 'a']
    """
    if value is None or value is pd.NA:
        return None
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if isinstance(value, bool | int | str) else str(value)


def json_rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Give the rows of a frame, without its index, as objects."""
    names = [str(name) for name in frame]
    columns = (frame.iloc[:, place].astype("object") for place in range(len(names)))
    cells = [[plain(value) for value in column] for column in columns]
    return [dict(zip(names, row, strict=True)) for row in zip(*cells, strict=True)]


def json_text(content: Any) -> str:
    """Write what is already plain as JSON in few characters, accents as they are."""
    return _ENCODER.encode(content)
