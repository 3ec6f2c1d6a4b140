"""Steady rates of few events as a recipe says."""

from __future__ import annotations

import pandas as pd

from indicators.base.shrinkage import Neighbours, global_rates, local_rates
from indicators.composite.options import Smoothing, inapplicable


def smoothed_rates(
    events: pd.Series, exposed: pd.Series, method: Smoothing, neighbours: Neighbours | None
) -> pd.Series:
    """Give empirical-Bayes rates, or the raw ones for ``none``.

    Parameters
    ----------
    events, exposed : numerator and denominator of each unit, on the same index.
    method : toward the mean of all units or of the neighbours.
    neighbours : see :func:`indicators.base.shrinkage.local_rates`.

    Raises
    ------
    NotAvailableError
        If neighbours are wanted and not given, or no unit has events.
    InvalidDataError
        As :func:`indicators.base.shrinkage.global_rates`.
    """
    if events.isna().all():
        raise inapplicable(method, f"« {events.name} » n’a aucun numérateur")
    match method:
        case Smoothing.NONE:
            return events / exposed
        case Smoothing.GLOBAL:
            return global_rates(events, exposed)["smoothed"]
        case Smoothing.NEIGHBOURS:
            if neighbours is None:
                raise inapplicable(method, "les voisins ne sont pas donnés")
            return local_rates(events, exposed, neighbours)["smoothed"]
