"""The measures, one file each; :data:`MEASURES` lists them in the order of the screens."""

from __future__ import annotations

from atlas.layers.measure import Measure
from atlas.layers.measures.both_views import BOTH_VIEWS
from atlas.layers.measures.change import CHANGE
from atlas.layers.measures.gap import GAP
from atlas.layers.measures.indicator import INDICATOR
from atlas.layers.measures.need_response import NEED_RESPONSE
from atlas.layers.measures.objective import OBJECTIVE
from atlas.layers.measures.partnerships import PARTNERSHIPS
from atlas.layers.measures.perceived import PERCEIVED
from common.errors import UnknownNameError

__all__ = [
    "BOTH_VIEWS",
    "CHANGE",
    "GAP",
    "INDICATOR",
    "MEASURES",
    "NEED_RESPONSE",
    "OBJECTIVE",
    "PARTNERSHIPS",
    "PERCEIVED",
    "parse_measure",
]

#: By key. Everything that offers, reads or names measures asks this table.
MEASURES: dict[str, Measure] = {
    measure.key: measure
    for measure in (
        OBJECTIVE,
        PERCEIVED,
        GAP,
        INDICATOR,
        CHANGE,
        PARTNERSHIPS,
        NEED_RESPONSE,
        BOTH_VIEWS,
    )
}


def parse_measure(text: str) -> Measure:
    """Read a measure by its key.

    Raises
    ------
    UnknownNameError
        If there is no such measure.

    Examples
    --------
    >>> parse_measure("gap").label
    'Écart entre perçu et mesuré'
    """
    try:
        return MEASURES[text.strip()]
    except KeyError:
        raise UnknownNameError("la mesure", text, list(MEASURES)) from None
