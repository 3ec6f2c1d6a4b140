r"""How many partnerships a territory could be expected to have, given its density.

A label that each small town may have gives the countryside more for its inhabitants than a city,
whoever works together there. A territory is therefore compared with those of its level that are as
dense: they are cut into classes of equal numbers by inhabitants per km², and the rate of a class is
what is expected there. With observed count :math:`e_i` and expected count :math:`E_i`, the ratio
:math:`e_i / E_i` is the one of indirect standardisation (a standardised ratio), smoothed as a rate
is (:func:`indicators.partnerships.rates.posterior`, with :math:`E_i` for population).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.partnerships.rates import PER, Prior, garwood, posterior, prior

#: Classes of density, and the fewest territories that make one.
_CLASSES, _FEWEST = 10, 10
Limits = npt.NDArray[np.float64]


def density_limits(densities: pd.Series[float]) -> Limits:
    """Cut territories into classes of equal numbers by density: ten, or fewer where they are few.

    Parameters
    ----------
    densities : inhabitants per km² of the inhabited territories of a level.

    Returns
    -------
    array
        The limits between classes, one fewer than the classes.

    Examples
    --------
    >>> density_limits(pd.Series(range(41), dtype="float64")).tolist()
    [10.0, 20.0, 30.0]
    """
    classes = max(1, min(_CLASSES, len(densities) // _FEWEST))
    return np.quantile(densities, np.arange(1, classes) / classes)


def density_class(densities: pd.Series[float], limits: Limits) -> pd.Series[int]:
    """Give the class of each density, 0 for the least dense.

    >>> density_class(pd.Series([1.0, 30.0, 400.0]), np.array([20.0, 100.0])).tolist()
    [0, 1, 2]
    """
    found = np.searchsorted(limits, densities.to_numpy(dtype="float64"), side="right")
    return pd.Series(found, index=densities.index)


def class_rates(
    counts: pd.Series[float], population: pd.Series[float], classes: pd.Series[int]
) -> pd.Series[float]:
    """Give the rate of each class of density, per inhabitant.

    The classes are smoothed toward all of them together, so that one where a rare scheme has
    nothing still expects a little.

    Parameters
    ----------
    counts : records by territory, none missing.
    population : inhabitants, all above 0, same index.
    classes : class of each, same index.

    Examples
    --------
    >>> counts, people = pd.Series([30.0, 30.0, 0.0]), pd.Series([1_000.0, 1_000.0, 8_000.0])
    >>> class_rates(counts, people, pd.Series([0, 0, 1])).round(5).to_dict()
    {0: 0.02951, 1: 3e-05}
    """
    events = counts.astype("float64").groupby(classes).sum()
    people = population.groupby(classes).sum()
    if not events.sum():
        return events
    return posterior(events, people, prior(events, people))["smoothed_rate"]


def class_table(
    counts: pd.DataFrame, people: pd.Series[float], areas: pd.Series[float]
) -> pd.DataFrame:
    """Give the rates of all the classes of density of a level, domain by domain.

    Parameters
    ----------
    counts : index code, a column a domain: records of each territory.
    people, areas : inhabitants and km² by code.

    Returns
    -------
    DataFrame
        Index class of density, the columns of ``counts``: rates per inhabitant.
    """
    lived = people[people > 0]
    densities = lived / areas.loc[lived.index]
    limits = density_limits(densities)
    classes = density_class(densities, limits)
    events = counts.loc[lived.index].astype("float64")
    rates = {key: class_rates(events[key], lived, classes) for key in counts}
    return pd.DataFrame(rates, index=pd.RangeIndex(len(limits) + 1, name="density_class"))


def expected_rates(
    classes: pd.DataFrame, people: pd.Series[float], areas: pd.Series[float]
) -> pd.DataFrame:
    """Give the rates expected of the inhabited territories of a level.

    Parameters
    ----------
    classes : of :func:`class_table`; a class that it lacks expects nothing that is known.
    people, areas : inhabitants and km² by code.

    Returns
    -------
    DataFrame
        Index code, the columns of ``classes``: rates per inhabitant.
    """
    lived = people[people > 0]
    densities = lived / areas.loc[lived.index]
    found = density_class(densities, density_limits(densities))
    return classes.reindex(found.to_numpy()).set_index(lived.index)


def expected_of_groups(
    expected: pd.DataFrame, people: pd.Series[float], groups: pd.Series[str]
) -> pd.DataFrame:
    """Give the rates expected of groups of territories: those of their members, by inhabitants.

    Parameters
    ----------
    expected : of :func:`expected_rates`.
    people, groups : inhabitants, and the group, by code.
    """
    lived = people.loc[expected.index]
    group = groups.loc[expected.index]
    totals = expected.mul(lived, axis="index").groupby(group).sum()
    return totals.div(lived.groupby(group).sum(), axis="index")


def compared(
    counts: pd.Series[float],
    population: pd.Series[float],
    expected: pd.Series[float],
    known: Prior | None = None,
) -> pd.DataFrame:
    """Compare counts with those expected.

    Parameters
    ----------
    counts : records by territory; missing where unknown.
    population : inhabitants, same index.
    expected : rate expected, per inhabitant, same index; missing where unknown.
    known : what all the territories of the level say of the ratios; those given when None.

    Returns
    -------
    DataFrame
        Index of ``counts``; count, population; for 10,000 inhabitants: raw_rate, exact_low,
        exact_high (95 %, Garwood), expected, smoothed_rate, low and high (95 %, toward what is
        expected); ratio, ratio_low, ratio_high: the smoothed rate over the expected one, 1 for as
        many as expected. NaN where nobody lives or nothing is known.

    Examples
    --------
    >>> counts, people = pd.Series([9, 12, 3]), pd.Series([1_000, 4_000, 10_000])
    >>> found = compared(counts, people, pd.Series([0.004, 0.003, 0.0005]))
    >>> found[["raw_rate", "expected", "smoothed_rate", "ratio"]].round(2)
       raw_rate  expected  smoothed_rate  ratio
    0      90.0      40.0          61.10   1.53
    1      30.0      30.0          31.65   1.06
    2       3.0       5.0           4.63   0.93
    """
    frame = pd.DataFrame(
        {
            "count": counts.astype("float64"),
            "population": population.reindex(counts.index).astype("float64"),
            "expected": expected.reindex(counts.index).astype("float64"),
        }
    )
    told = frame["count"].notna() & (frame["population"] > 0) & (frame["expected"] > 0)
    events, base = frame.loc[told, "count"], frame.loc[told, "population"]
    rate = frame.loc[told, "expected"]
    frame["expected"] *= PER
    ratios, rates = ["ratio", "ratio_low", "ratio_high"], ["smoothed_rate", "low", "high"]
    frame[["raw_rate", "exact_low", "exact_high", *rates, *ratios]] = np.nan
    if not len(events):
        return frame
    frame.loc[told, "raw_rate"] = PER * events / base
    for column, end in zip(["exact_low", "exact_high"], garwood(events), strict=True):
        frame.loc[told, column] = PER * end / base
    smoothed = posterior(events, base * rate, known or prior(events, base * rate)).to_numpy()
    frame.loc[told, ratios] = smoothed
    frame.loc[told, rates] = PER * smoothed * rate.to_numpy()[:, None]
    return frame
