"""Numbers that files often use for a missing value, and do not declare."""

from __future__ import annotations

import pandas as pd

from common.french import listed, number, plural

#: What producers of rasters write.
RASTER_MARKS = (-32_768.0, -999.0, -9_999.0, -99_999.0, -999_999.0)
#: What surveys and tables write: nines.
_NINES = (9.0, 99.0, 999.0, 9_999.0, 99_999.0, 999_999.0)
#: What a reader of a table can do.
BLANKED = "Si c’en est une, videz ces cellules et recommencez."
#: A mark above everything else is so many times the next number at least.
_FAR = 10.0


def missing_marks(values: pd.Series) -> dict[float, int]:
    """Count the numbers that may stand for a missing value, where nothing else is like them.

    A negative mark stands alone below zero; a positive one, far above everything else.

    >>> missing_marks(pd.Series([3.5, -999, 12])), missing_marks(pd.Series([-9, -12, 4]))
    ({-999.0: 1}, {})
    """
    known = values.dropna().astype("float64")
    marks = known[known.abs().isin(_NINES) | known.isin(RASTER_MARKS)]
    others = known.drop(marks.index)
    if marks.empty or others.empty:
        return {}
    low = (marks < 0) & bool((others >= 0).all())
    high = marks > _FAR * max(others.abs().max(), 1.0)
    counts = marks[low | high].value_counts().sort_index()
    return {float(mark): int(count) for mark, count in counts.items()}  # type: ignore[arg-type]


def marks_sentence(columns: pd.DataFrame, what_to_do: str, *, counted: bool = True) -> str:
    """Name the columns where a number may stand for a missing value; "" if none does.

    Parameters
    ----------
    columns : numbers, NaN where missing; named.
    what_to_do : French sentence.
    counted : whether to say how many cells hold it.

    >>> print(marks_sentence(pd.DataFrame({"taux": [3.5, -999.0]}), "Videz-la."))
    Marque de valeur manquante, comptée comme un nombre : « taux », −999 (1 cellule). Videz-la.
    """
    said = [
        f"« {name} », {_named(found, counted=counted)}"
        for name in columns
        if (found := missing_marks(columns[name]))
    ]
    if not said:
        return ""
    return f"Marque de valeur manquante, comptée comme un nombre : {' ; '.join(said)}. {what_to_do}"


def _named(found: dict[float, int], *, counted: bool) -> str:
    cells = {
        mark: f" ({number(count)} {plural(count, 'cellule')})" if counted else ""
        for mark, count in found.items()
    }
    return listed([f"{number(mark)}{told}" for mark, told in cells.items()])
