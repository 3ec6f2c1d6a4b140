"""How far the rates of the territories of a level stand from those of their country.

The programme's regional reports set each région against the national rate, domain by domain. Rates
of different units are put on one scale: the distance from the country, in standard deviations of
the territories around it (each weighing its inhabitants), positive towards fragility.
"""

from __future__ import annotations

import pandas as pd

#: Part of the indicators of a domain that must be known for the domain to have a mean.
THRESHOLD = 2 / 3


def standardised(
    values: pd.DataFrame, country: pd.Series, direction: pd.Series, population: pd.Series
) -> pd.DataFrame:
    """Put the distances from the country on one scale.

    ``d = direction × (x − x_country) / s``, ``s² = Σ w (x − x_country)² / Σ w`` over the
    territories whose value is known, ``w`` their inhabitants.

    Parameters
    ----------
    values : a row a territory, a column an indicator, each in its own unit.
    country : value of the country, by indicator; NaN where it has none.
    direction : 1 where a high value is fragile, else -1, by indicator.
    population : inhabitants, by territory.

    Returns
    -------
    DataFrame
        In the shape of ``values``: standard deviations; NaN where the territory or the country is
        unknown, or where nothing differs.

    Examples
    --------
    >>> values = pd.DataFrame({"rate": [0.10, 0.20]}, index=["a", "b"])
    >>> d = standardised(values, pd.Series({"rate": 0.15}), pd.Series({"rate": 1}),
    ...     pd.Series({"a": 5, "b": 5}))
    >>> d["rate"].round(6).tolist()
    [-1.0, 1.0]
    """
    apart = values.sub(country.reindex(values.columns), axis="columns")
    known = apart.notna().astype("float64")
    weight = known.mul(population.reindex(values.index).astype("float64").fillna(0.0), axis="index")
    total = weight.sum()
    squares = (apart.fillna(0.0) ** 2 * weight).sum() / total.where(total > 0)
    spread = squares.pow(1 / 2)
    signed = apart.mul(direction.reindex(values.columns), axis="columns")
    return signed.div(spread.where(spread > 0), axis="columns")


def by_domain(deviations: pd.DataFrame, domains: pd.Series) -> pd.DataFrame:
    """Average the indicators of each domain, where enough of them are known.

    Parameters
    ----------
    deviations : of :func:`standardised`.
    domains : key of the domain, by indicator.

    Returns
    -------
    DataFrame
        A row a territory, a column a domain: NaN where fewer than :data:`THRESHOLD` of the
        indicators that any territory has are known.
    """
    possible = deviations.loc[:, deviations.notna().any()]
    groups = domains.reindex(possible.columns)
    known = possible.notna().T.groupby(groups).mean().T
    means = possible.T.groupby(groups).mean().T
    # 2 of 3 is enough: a share of 0.6666… is not below the threshold.
    return means.where(known >= THRESHOLD - 1e-9)
