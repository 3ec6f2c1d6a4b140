"""Cut a series of numbers into the classes of a choropleth map.

The breaks are those of `mapclassify`; this module adds what a legend needs: classes that are
neither duplicated nor impossible, French labels, missing values kept apart.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import pandas as pd

from common.errors import InvalidDataError, NotAvailableError
from common.labelled import Labelled


class Method(Labelled):
    """How a series is cut into classes."""

    QUANTILES = "quantiles", "Effectifs égaux (quantiles)"
    FISHER_JENKS = "fisher_jenks", "Seuils naturels (Fisher-Jenks)"
    EQUAL = "equal", "Intervalles égaux"
    STD = "std", "Écarts-types"
    HEAD_TAIL = "head_tail", "Tête et queue (head/tail)"
    BREAKS = "breaks", "Seuils choisis"


#: Beyond, the colours of neighbouring classes are too close for colour-blind readers.
MAX_CLASSES = 7
#: Fisher-Jenks is quadratic: beyond this many values it works on evenly spaced ranks.
FISHER_JENKS_SAMPLE = 1_000
_THIRDS = 3

Formatter = Callable[[float], str]


@dataclass(frozen=True)
class Classes:
    """Ordered classes of a numeric series.

    Attributes
    ----------
    method : how the limits were found.
    edges : lower limit of the first class, then the upper limit of each (included); infinite at
        both ends for chosen breaks.
    counts : number of values in each class.
    missing : number of values that are in no class because they are missing.
    distinct : whether each class holds one single value (few distinct values).
    """

    method: Method
    edges: tuple[float, ...]
    counts: tuple[int, ...]
    missing: int
    distinct: bool = False

    def __len__(self) -> int:
        return len(self.counts)

    def index(self, values: pd.Series[float]) -> pd.Series[int]:
        """Give the class of each value, from 0; ``<NA>`` where the value is missing.

        Values below or above the limits (another year, another zoom) go to the first or last
        class.

        Returns
        -------
        pandas.Series of Int8, same index.
        """
        numbers = values.to_numpy(dtype="float64", na_value=np.nan)
        found = np.searchsorted(np.asarray(self.edges[1:-1]), numbers, side="left")
        result = pd.Series(found, index=values.index, dtype="Int8", name=values.name)
        return result.mask(~np.isfinite(numbers))

    def count(self, values: pd.Series[float]) -> Classes:
        """Keep the limits and count other values in them: to compare years or territories."""
        index = self.index(values)
        counts = index.value_counts().reindex(range(len(self)), fill_value=0)
        return replace(self, counts=tuple(int(n) for n in counts), missing=int(index.isna().sum()))

    def labels(self, formatter: Formatter) -> tuple[str, ...]:
        """Write each class in French.

        Parameters
        ----------
        formatter : writes one number with its unit (``common.french.number``, ``percent``…).
        """
        if self.distinct:
            return tuple(formatter(value) for value in self.edges[1:])
        written = [formatter(edge) for edge in self.edges if math.isfinite(edge)]
        if math.isinf(self.edges[0]):
            between = [f"plus de {low} à {high}" for low, high in pairwise(written)]
            return (f"{written[0]} ou moins", *between, f"plus de {written[-1]}")
        return tuple(
            f"de {low} à {high}" if rank == 0 else f"plus de {low} à {high}"
            for rank, (low, high) in enumerate(pairwise(written))
        )


def classify(
    values: pd.Series[float],
    method: Method = Method.QUANTILES,
    k: int = 5,
    breaks: Sequence[float] | None = None,
) -> Classes:
    """Cut values into classes.

    Quantiles, Fisher-Jenks, head/tail and standard deviations give no empty class. Equal
    intervals and chosen breaks keep theirs: their limits do not depend on the distribution. Chosen
    breaks give the same classes, open at both ends, whatever the values. With at most ``k``
    distinct values there is one class per value, whatever the method (but ``breaks``).

    Parameters
    ----------
    values : numbers, missing ones allowed.
    method : how.
    k : wanted number of classes, 2 to 7 (``head_tail``, ``std`` and ``breaks`` have their own).
    breaks : inner limits, strictly increasing, for ``Method.BREAKS``.

    Raises
    ------
    InvalidDataError
        If ``k`` or ``breaks`` cannot be used.
    NotAvailableError
        If there is no value to classify.

    Examples
    --------
    >>> found = classify(pd.Series([1.0, 2.0, 3.0, 4.0, None]), k=2)
    >>> found.edges, found.counts, found.missing
    ((1.0, 2.5, 4.0), (2, 2), 1)
    """
    _check(method, k, breaks)
    numbers = values.to_numpy(dtype="float64", na_value=np.nan)
    present = np.sort(numbers[np.isfinite(numbers)])
    if not present.size:
        raise NotAvailableError("Aucune valeur à répartir en classes pour cette carte.")
    uniques = np.unique(present)
    distinct = method is not Method.BREAKS and len(uniques) <= k
    if method is Method.BREAKS:
        edges = (-math.inf, *(float(limit) for limit in breaks or ()), math.inf)
    else:
        upper = uniques if distinct else _upper_limits(present, method, k)
        edges = (float(uniques[0]), *(float(limit) for limit in upper))
    if not distinct and method not in (Method.EQUAL, Method.BREAKS):
        edges = _without_empty(edges, present)
    blank = Classes(method, edges, (0,) * (len(edges) - 1), 0, distinct)
    return blank.count(values)


def bivariate(
    first: pd.Series[float],
    second: pd.Series[float],
    over: tuple[pd.Series[float], pd.Series[float]] | None = None,
) -> pd.Series[int]:
    """Cross two measures, three classes of equal counts each (see ``palette.BIVARIATE``).

    Parameters
    ----------
    over : values that the classes of each measure are cut from, where they are others.

    Returns
    -------
    pandas.Series of Int8
        Three times the class of the first plus that of the second; ``<NA>`` where one is missing.

    Examples
    --------
    >>> bivariate(pd.Series([1.0, 2.0, 3.0]), pd.Series([9.0, None, 7.0])).tolist()
    [2, <NA>, 6]
    """
    known_first, known_second = over or (first, second)
    return (_third(first, known_first) * 3 + _third(second, known_second)).rename(None)


def third_limits(values: pd.Series[float]) -> tuple[float, float]:
    """Give the upper limits of the low and of the middle class of :func:`bivariate`.

    Examples
    --------
    >>> third_limits(pd.Series([1.0, 2.0, 3.0, None]))
    (1.0, 2.0)
    """
    edges = classify(values, k=_THIRDS).edges
    limits = edges[1:-1] or edges[-1:]
    return limits[0], limits[-1]


def _third(values: pd.Series[float], known: pd.Series[float]) -> pd.Series[int]:
    """Low, middle, high as 0, 1, 2; with two classes only, low and high."""
    found = classify(known, k=_THIRDS)
    return found.index(values) * 2 // max(len(found) - 1, 1)


def histogram(values: pd.Series[float], classes: Classes, bins: int = 40) -> pd.DataFrame:
    """Count values in narrow equal intervals, each coloured by the class of its middle.

    Returns
    -------
    pandas.DataFrame
        Columns low, high (unit of the values), count, class_index.
    """
    numbers = values.to_numpy(dtype="float64", na_value=np.nan)
    counts, edges = np.histogram(numbers[np.isfinite(numbers)], bins=bins)
    frame = pd.DataFrame({"low": edges[:-1], "high": edges[1:], "count": counts})
    return frame.assign(class_index=classes.index((frame["low"] + frame["high"]) / 2))


def _check(method: Method, k: int, breaks: Sequence[float] | None) -> None:
    faults = []
    if not 2 <= k <= MAX_CLASSES:
        faults.append(f"nombre de classes : attendu de 2 à {MAX_CLASSES}, reçu {k}.")
    if method is Method.BREAKS:
        limits = list(breaks or ())
        if not limits or not np.isfinite(limits).all() or (np.diff(limits) <= 0).any():
            faults.append("seuils : attendus des nombres strictement croissants, au moins un.")
        elif len(limits) >= MAX_CLASSES:
            faults.append(f"seuils : au plus {MAX_CLASSES - 1}, reçus {len(limits)}.")
    if faults:
        raise InvalidDataError("les classes de la carte", faults)


def _upper_limits(present: np.ndarray, method: Method, k: int) -> np.ndarray:
    """Upper limits by mapclassify, the last one being the maximum."""
    if method is Method.QUANTILES:
        return _quantiles(present, k)
    import mapclassify  # noqa: PLC0415 -- slow to import, and many commands never need it

    with warnings.catch_warnings():
        # It warns of repeated limits, which are dropped here, and of the absence of numba.
        warnings.simplefilter("ignore", UserWarning)
        if method is Method.EQUAL:
            limits = mapclassify.EqualInterval(present, k=k).bins
        elif method is Method.STD:
            limits = mapclassify.StdMean(present).bins
        elif method is Method.HEAD_TAIL:
            limits = mapclassify.HeadTailBreaks(present).bins
        else:
            ranks = np.linspace(0, len(present) - 1, min(len(present), FISHER_JENKS_SAMPLE))
            limits = mapclassify.FisherJenks(present[np.round(ranks).astype(int)], k=k).bins
    inner = np.asarray(limits, dtype="float64")[: MAX_CLASSES - 1]
    return np.append(inner[inner < present[-1]], present[-1])


def _quantiles(present: np.ndarray, k: int) -> np.ndarray:
    """Upper limits of classes of equal counts, to the last bit those of mapclassify.

    They are what nearly every map asks for, and mapclassify takes a second to import.
    """
    shares = np.arange(100.0 / k, 100.0 + 100.0 / k, 100.0 / k)
    places = np.minimum(shares, 100.0) / 100.0 * (len(present) - 1)
    below = places.astype(int)
    above = np.minimum(below + 1, len(present) - 1)
    near, far = below + 1 - places, places - below
    between = (present[below] * near + present[above] * far) / (near + far)
    return np.unique(np.where(far == 0, present[below], between))


def _without_empty(edges: tuple[float, ...], present: np.ndarray) -> tuple[float, ...]:
    """Drop the upper limit of each class that holds nothing, duplicates included."""
    kept, taken = [edges[0]], 0
    for limit in edges[1:]:
        reached = int(np.searchsorted(present, limit, side="right"))
        if reached > taken:
            kept.append(limit)
            taken = reached
    return tuple(kept)
