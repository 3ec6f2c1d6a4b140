"""Which units a spatial statistic can use, and what to say of the others."""

from __future__ import annotations

import numpy as np
import pandas as pd
from libpysal.graph import Graph

from common.errors import NotAvailableError
from common.french import number, plural
from common.labelled import Labelled
from geo.neighbours import aligned, isolates
from geo.spatial_statistics.chance import MINIMUM_UNITS


class UnitStatus(Labelled):
    """What is said of a unit."""

    CLUSTER = "cluster", "regroupement significatif"
    UNDECIDED = "undecided", "indécis : dépend du tirage au hasard"
    NOT_SIGNIFICANT = "not_significant", "non significatif"
    ISOLATED = "isolated", "sans voisin qui ait une valeur"
    MISSING = "missing", "sans valeur"


def usable(values: pd.DataFrame, graph: Graph) -> tuple[pd.DataFrame, Graph, pd.Series[str]]:
    """Keep the units that have every value, and a neighbour that has them too.

    The units kept are sorted by code, so that random draws, hence pseudo p-values, do not depend
    on the order of the rows.

    Parameters
    ----------
    values : one column per variable, indexed by code.
    graph : neighbours, of the same codes in any order.

    Returns
    -------
    values : of the units kept, sorted by code.
    graph : between the units kept, row-standardised, in the same order.
    status : of every unit, in the order given: ``missing``, ``isolated``, or ``not_significant``
        for those kept.

    Raises
    ------
    InvalidDataError
        If the codes of the values and of the graph differ.
    NotAvailableError
        If fewer than 30 units are kept, or a variable has the same value in all of them.
    """
    ordered = aligned(graph, values.index)
    finite = np.isfinite(values.to_numpy(dtype="float64")).all(axis=1)
    known = values[finite].astype("float64").sort_index()
    kept = known.drop(isolates(ordered.subgraph(known.index)))
    status = pd.Series(UnitStatus.MISSING.value, index=values.index, dtype="str")
    status[known.index] = UnitStatus.ISOLATED.value
    status[kept.index] = UnitStatus.NOT_SIGNIFICANT.value
    if len(kept) < MINIMUM_UNITS:
        raise NotAvailableError(
            f"Pas de statistique spatiale : {number(len(kept))} {plural(len(kept), 'unité')} "
            f"avec une valeur et un voisin, il en faut au moins {MINIMUM_UNITS}."
        )
    for name in kept:
        if kept[name].eq(kept[name].iloc[0]).all():
            raise NotAvailableError(
                f"Pas de statistique spatiale : « {name} » a la même valeur partout."
            )
    return kept, ordered.subgraph(kept.index).transform("r"), status
