"""What a cell says: a number, or why there is none."""

from __future__ import annotations

import re

import pandas as pd

from common.french import fold
from indicators.base.status import Status

#: Marks of statistical confidentiality (Insee, Eurostat, ministries), folded.
SUPPRESSED = ("s", "secret", "c", "confidentiel", "ns", "n s", "non significatif", "non diffuse")
#: Marks of what is not known, folded.
MISSING = (
    *("nd", "n d", "na", "n a", "nc", "n c", "nr", "nan", "null", "none", "vide", "absent"),
    *("non disponible", "non communique", "non renseigne", "manquant", "manquante"),
)
#: Signs, which folding would take off.
_SUPPRESSED_SIGNS = re.compile(r"[*#xX]{1,5}")
_MISSING_SIGNS = re.compile(r"[-–—.…:/?]{1,5}|#N/A|#N/D", re.I)
_BOUND = re.compile(r"[<>≤≥]\s*(.+)|(?:moins|plus) de (.+)", re.I)
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009'’](?=\d)|\s+$")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d{1,3})?", re.I)
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+(?:[.,]\d+)?")
_LARGEST = 1e15
#: Characters of the longest number: more are no number, and take time to be told so.
_LONGEST = 60


def number_of(text: str) -> float | None:
    """Read a number as people write it; None for what is not one.

    A comma alone is decimal, as in French; of a comma and a point, the last is decimal; one that is
    there several times parts thousands. A number that ends with ``%`` is divided by 100.

    Examples
    --------
    >>> number_of("1 234,5"), number_of("1.234,5"), number_of("12,5 %"), number_of("−3")
    (1234.5, 1234.5, 0.125, -3.0)
    >>> number_of("1,234,567"), number_of("inf"), number_of("12 ans")
    (1234567.0, None, None)
    """
    if len(text) > _LONGEST:
        return None
    plain = _SPACES.sub("", text.strip().replace("−", "-"))
    share = plain.endswith("%")
    plain = plain.removesuffix("%").strip()
    comma, point = plain.rfind(","), plain.rfind(".")
    if _THOUSANDS.fullmatch(plain):
        grouping = next(sign for sign in plain if sign in ",.")
        plain = plain.replace(grouping, "")
        plain = plain.replace(",", ".")
    elif comma >= 0 and point >= 0:
        grouping = "," if point > comma else "."
        plain = plain.replace(grouping, "").replace(",", ".")
    else:
        plain = plain.replace(",", ".")
    if not _NUMBER.fullmatch(plain):
        return None
    value = float(plain)
    if abs(value) > _LARGEST:
        return None
    return round(value / 100, 15) if share else value


def told(text: str) -> tuple[float | None, Status] | None:
    """Read a cell; None where it is neither a number nor a known mark.

    Examples
    --------
    >>> told("s"), told("douze")
    ((None, <Status.SUPPRESSED: 'suppressed'>), None)
    >>> [one[1].value for one in map(told, ("0", "n.d.", "***", "< 5"))]
    ['observed', 'missing', 'suppressed', 'censored']
    """
    text = text.strip()
    value = number_of(text)
    if value is not None:
        return value, Status.OBSERVED
    if not text or _MISSING_SIGNS.fullmatch(text) or fold(text) in MISSING:
        return None, Status.MISSING
    if _SUPPRESSED_SIGNS.fullmatch(text) or fold(text) in SUPPRESSED:
        return None, Status.SUPPRESSED
    bound = _BOUND.fullmatch(text)
    if bound and (value := number_of(bound[1] or bound[2])) is not None:
        return value, Status.CENSORED
    return None


def numbers_of(cells: pd.Series) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Read a column: its numbers, their statuses, and which cells are neither.

    Parameters
    ----------
    cells : texts, null where empty.

    Returns
    -------
    tuple of Series
        Float, NaN where there is no number; text of the status; bool, whether the cell is at fault.

    Examples
    --------
    >>> values, statuses, wrong = numbers_of(pd.Series(["1,5", "s", None, "?!"]))
    >>> values.tolist(), statuses.tolist(), wrong.tolist()
    ([1.5, nan, nan, nan], ['observed', 'suppressed', 'missing', 'missing'], [False, False, False, True])
    """  # noqa: E501
    given = cells.fillna("")
    known = {text: told(text) for text in given.unique()}
    values = given.map({text: one[0] if one else None for text, one in known.items()})
    statuses = given.map(
        {text: (one[1] if one else Status.MISSING).value for text, one in known.items()}
    )
    wrong = given.map({text: one is None for text, one in known.items()})
    return values.astype("float64"), statuses.astype("str"), wrong.astype(bool)
