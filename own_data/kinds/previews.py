"""The first rows of a file, as they were understood."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from common.french import number
from common.levels import FRANCE_CODE, Level, level_label
from geo.gazetteer import Gazetteer
from own_data.checks.gathering import PREVIEWED


def previewed(
    gazetteer: Gazetteer, placed: pd.DataFrame, titles: Mapping[str, str]
) -> pd.DataFrame:
    """Show the territory and some columns of the first rows, every cell a French text.

    Parameters
    ----------
    gazetteer : gives the names.
    placed : columns level and code, maybe null, and those of ``titles``.
    titles : French header by column.
    """
    first = placed.head(PREVIEWED)
    places = [
        _named(gazetteer, level, code)
        for level, code in zip(first["level"], first["code"], strict=True)
    ]
    shown = {"Territoire": places}
    shown |= {title: [_text(cell) for cell in first[name]] for name, title in titles.items()}
    return pd.DataFrame(shown, index=first.index.rename("Ligne"), dtype="str")


def _named(gazetteer: Gazetteer, level: object, code: object) -> str:
    if not isinstance(level, str) or not isinstance(code, str):
        return ""
    if level == Level.FRANCE and code == FRANCE_CODE:
        return Level.FRANCE.label
    return f"{gazetteer.names.get((level, code), code)} ({level_label(level)} {code})"


def _text(cell: object) -> str:
    if isinstance(cell, float) and pd.notna(cell):
        return number(cell, 0 if cell == int(cell) else 4)
    return "" if pd.isna(cell) else str(cell)  # type: ignore[call-overload]  # a cell
