"""Where gaps gather, and whether measured and felt gather in the same places."""

from __future__ import annotations

from atlas.desk.desk import Desk
from atlas.divergences.choices import surveys_for
from atlas.divergences.export import gap_layer
from atlas.divergences.view import GapView
from atlas.layers.query import LayerQuery
from common.errors import NotAvailableError
from geo.spatial_statistics.chance import MINIMUM_UNITS


def enough_units(view: GapView) -> bool:
    """Whether there are enough territories for a spatial statistic to mean something."""
    return len(view.compared) >= MINIMUM_UNITS


def why_not(view: GapView) -> str:
    """Say why nothing is worked out where there are too few territories."""
    return (
        f"Avec {len(view.compared)} territoires comparés, chacun a trop peu de voisins pour "
        f"distinguer un regroupement du hasard : rien n’est calculé sous {MINIMUM_UNITS} "
        "territoires."
    )


def gap_space(desk: Desk, view: GapView) -> list[str]:
    """Say where gaps gather (Moran's I, global and local) and how the two sides go together (Lee).

    Takes seconds.

    Returns
    -------
    list of str
        French sentences; a statistic that cannot be worked out is replaced by the reason.
    """
    from atlas.divergences.clusters import association, clusters  # noqa: PLC0415 - takes seconds to import

    if not enough_units(view):
        return [why_not(view)]
    told: list[str] = []
    try:
        found = clusters(desk, gap_layer(desk, view))
        told += [*found.sentences, found.method]
    except NotAvailableError as error:
        told.append(str(error))
    query = view.query
    # The association takes the best survey: said only where that is the one shown.
    if view.survey.key == surveys_for(desk, query)[0]:
        asked = LayerQuery(level=query.level, domain=query.domain, group=query.group)
        try:
            told.append(association(desk, asked).sentence)
        except NotAvailableError as error:
            told.append(str(error))
    return told
