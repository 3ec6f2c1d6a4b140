"""Frames as CSV that a spreadsheet opens without running anything."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from common.files import write_text

#: What a spreadsheet takes for the beginning of a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_text(frame: pd.DataFrame, separator: str = ",") -> str:
    """Write a frame with its index; a missing value is an empty cell, numbers keep all digits.

    A text that a spreadsheet would take for a formula is preceded by an apostrophe.

    >>> frame = pd.DataFrame({"name": ["=1+1"], "value": [float("nan")]}, index=["01"])
    >>> csv_text(frame.rename_axis("code")).splitlines()
    ['code,name,value', "01,'=1+1,"]
    """
    guarded = frame.rename(index=_defused)
    for name in guarded.select_dtypes(["object", "string"]):
        guarded[name] = guarded[name].map(_defused, na_action="ignore")
    text: str = guarded.to_csv(sep=separator, lineterminator="\n")
    return text


def write_csv(path: Path, frame: pd.DataFrame) -> None:
    """Write a frame as :func:`csv_text` gives it, whole or not at all."""
    write_text(path, csv_text(frame))


def _defused(text: object) -> object:
    """Precede by an apostrophe a text that begins like a formula; leave the rest as it is."""
    return f"'{text}" if isinstance(text, str) and text.startswith(_FORMULA_STARTS) else text
