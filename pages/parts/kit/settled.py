"""What a cache keeps, without the history of its tables.

In each column that it was made of, pandas leaves a mark of each table that was cut from it, gone or
not: three thousand marks of 90 bytes in the profile of one commune. A copy begins anew.
"""

from __future__ import annotations

from copy import copy
from dataclasses import fields
from typing import Any, TypeVar

import pandas as pd

T = TypeVar("T")
#: Rows of a table above which a copy would weigh more than the marks; such a one may also share its
#: columns with the desk's.
SMALL = 500


def settled(answer: T) -> T:
    """Copy the small tables of an answer: itself, or those that it holds.

    Parameters
    ----------
    answer : a table, a frozen dataclass, a tuple, a list or a dictionary, one in the other; all
        else is given back as it is.

    Examples
    --------
    >>> table = pd.DataFrame({"code": ["01"]})
    >>> kept, told = settled((table, "Ain"))
    >>> kept.equals(table), kept is table, told
    (True, False, 'Ain')
    """
    found: Any = answer
    made: Any = answer
    params: Any = getattr(answer, "__dataclass_params__", None)
    if isinstance(found, pd.DataFrame | pd.Series):
        made = _copied(found) if len(found) <= SMALL else found
    elif params and params.frozen and not isinstance(answer, type):
        made = copy(answer)
        for one in fields(found):
            # Frozen for all others: nobody holds this copy yet.
            object.__setattr__(made, one.name, settled(getattr(found, one.name)))
    elif type(found) is dict:
        made = {key: settled(value) for key, value in found.items()}
    elif isinstance(found, tuple) and hasattr(found, "_fields"):
        made = type(found)(*map(settled, found))
    elif type(found) in (tuple, list):
        made = type(found)(map(settled, found))
    kept: T = made
    return kept


def _copied(table: Any) -> Any:
    """Copy a table, its index and its headers, which keep such marks too."""
    made = table.copy()
    made.index = made.index.copy(deep=True)
    if isinstance(made, pd.DataFrame):
        made.columns = made.columns.copy(deep=True)
    return made
