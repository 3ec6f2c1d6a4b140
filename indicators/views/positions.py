"""The position of a territory between what is measured and what is felt: the one place decides.

Both sides are centred on the territories compared. A territory lies in a quadrant only if both 95 %
intervals exclude 0, and neither side is within a tenth of a standard deviation of it: what a plot
shows with its bars, sentences, tables and files then say. A position is never drawn from the
difference of the two sides, which is a second reading.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from common.labelled import Explained
from indicators.base.laws import Z

#: Unit of a gap, for people: a difference of two centred and reduced scores.
GAP_UNIT = "fois l’écart habituel entre territoires (positif : perçu plus fragile que mesuré)"

Floats = npt.NDArray[np.float64]

#: Standard deviations within which a side without error is not clear of the mean: about what the
#: mean of 17 régions moves by when the most extreme of them is left out (2 / 16).
BORDER = 0.1


class GapStatus(Explained):
    """What the data allow to say of the two views of a territory."""

    ALIGNED_FRAGILE = (
        "aligned_fragile",
        "Fragilité partagée",
        "Les statistiques et les répondants placent la fragilité du territoire au-dessus de la "
        "moyenne des territoires comparés.",
    )
    """Fragile in the statistics and felt as fragile."""
    ALIGNED_SOLID = (
        "aligned_solid",
        "Solidité partagée",
        "Les statistiques et les répondants placent la fragilité du territoire au-dessous de la "
        "moyenne des territoires comparés.",
    )
    """Solid in the statistics and felt as solid."""
    SILENT_FRAGILITY = (
        "silent_fragility",
        "Fragilité silencieuse",
        "Les statistiques placent la fragilité du territoire au-dessus de la moyenne des "
        "territoires comparés, les répondants au-dessous.",
    )
    """Fragile in the statistics, felt as solid."""
    LISTENING_TOPIC = (
        "listening_topic",
        "Fragilité surtout ressentie",
        "Les répondants placent la fragilité du territoire au-dessus de la moyenne des "
        "territoires comparés, les statistiques retenues au-dessous.",
    )
    """Felt as fragile, solid in the statistics."""
    NOT_DISTINGUISHABLE = (
        "not_distinguishable",
        "Position incertaine",
        "Les données ne permettent pas de dire laquelle des quatre positions est la sienne.",
    )
    """One side at least is not clear of the mean."""
    NOT_PUBLISHABLE = (
        "not_publishable",
        "Non publiable",
        "La mesure ou le ressenti manque, n’a pas de marge d’erreur, ou ne parle pas de la même "
        "chose que l’autre.",
    )
    """One of the two sides is not published, has no margin, or is about something else."""


#: Sides of the mean, measured then felt (1 fragile, -1 solid) -> the position.
_QUADRANTS = {
    (1, 1): GapStatus.ALIGNED_FRAGILE,
    (-1, -1): GapStatus.ALIGNED_SOLID,
    (1, -1): GapStatus.SILENT_FRAGILITY,
    (-1, 1): GapStatus.LISTENING_TOPIC,
}


def positions(
    measured: Floats, measured_se: Floats, felt: Floats, felt_se: Floats
) -> npt.NDArray[np.str_]:
    """Name the quadrant where each territory clearly lies.

    Parameters
    ----------
    measured, felt : fragilities, centred on the territories compared.
    measured_se, felt_se : their standard errors, 0 for what is known without error.

    Returns
    -------
    array
        Values of :class:`GapStatus`: one of the four, or ``not_distinguishable``.

    Examples
    --------
    >>> ones = np.ones(3)
    >>> positions(np.array([3.0, 3.0, 3.0]), ones, np.array([2.5, -2.5, 1.9]), ones).tolist()
    ['aligned_fragile', 'silent_fragility', 'not_distinguishable']
    """
    sides = (clear_side(measured, measured_se), clear_side(felt, felt_se))
    rules = {
        status: (sides[0] == up) & (sides[1] == across)
        for (up, across), status in _QUADRANTS.items()
    }
    return np.select(
        list(rules.values()),
        [status.value for status in rules],
        GapStatus.NOT_DISTINGUISHABLE.value,
    )


def clear_side(centred: Floats, se: Floats) -> Floats:
    """Tell the side of the mean where a value clearly is: 1, -1, or 0 where it is not clear.

    >>> clear_side(np.array([2.0, -1.0, 0.05]), np.array([1.0, 1.0, 0.0])).tolist()
    [1.0, 0.0, 0.0]
    """
    return np.where(np.abs(centred) > np.maximum(Z * se, BORDER), np.sign(centred), 0.0)
