"""What a map shows of its territories, apart from their shapes: one character per territory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from common import palette
from common.errors import InvalidDataError
from common.safe_text import safe_text
from geo.maps.widget import Widget

_NO_DATA, _NO_DATA_HATCHED, _ABSENT = "-", "=", " "
_LETTERS = 26


@dataclass(frozen=True)
class Drawing:
    """Colours of the territories, in the order of the layer that shows them.

    Attributes
    ----------
    codes : one character per territory: ``a``, ``b``… its class (capital: hatched), ``-`` no
        data (``=``: hatched), space when it is not drawn.
    colours, labels : one per class; labels are safe texts.
    texts : what the tooltip says of each territory (safe texts), or None: its class.
    hatched_label : what hatching means, safe text.
    no_data_label : what the absence of class means, safe text.
    opacity : of the surfaces, 0 to 1.
    """

    codes: str
    colours: tuple[str, ...]
    labels: tuple[str, ...]
    texts: tuple[str, ...] | None = None
    hatched_label: str = ""
    no_data_label: str = "Pas de donnée"
    opacity: float = 1.0


def drawing(
    index: pd.Series[int],
    colours: Sequence[str],
    labels: Sequence[str],
    *,
    hatched: pd.Series[bool] | None = None,
    drawn: pd.Series[bool] | None = None,
    texts: Sequence[str] | None = None,
    hatched_label: str = "",
    no_data_label: str = "Pas de donnée",
    opacity: float = 1.0,
) -> Drawing:
    """Encode classes for a layer of shapes.

    Parameters
    ----------
    index : class of each territory from 0, missing where there is no data; in the order of the
        shapes (for tiles: of the sorted codes of the whole level).
    colours, labels : one per class.
    hatched : territories whose surface is hatched (suppressed, modelled, not distinguishable).
    drawn : False for territories that the map must leave blank.
    texts : one line per territory for the tooltip; without them it gives the class.
    hatched_label, no_data_label : their meaning, for the tooltip.
    opacity : below 1 when a base map must show through.

    Raises
    ------
    InvalidDataError
        If lengths differ or a class has no colour.

    Examples
    --------
    >>> classes = pd.Series([0, 1, None], dtype="Int8")
    >>> hatched = pd.Series([False, True, True])
    >>> drawing(classes, ["#fff5eb", "#7f2704"], ["bas", "haut"], hatched=hatched).codes
    'aB='
    """
    ranks = index.astype("Int64").fillna(-1).to_numpy(dtype="int64")
    faults = []
    if len(colours) != len(labels) or len(colours) > _LETTERS:
        faults.append(f"{len(colours)} couleurs pour {len(labels)} libellés (26 au plus).")
    if ranks.size and not -1 <= ranks.min() <= ranks.max() < len(colours):
        faults.append(f"classes de {ranks.min()} à {ranks.max()} pour {len(colours)} couleurs.")
    faults += [
        f"{name} : {len(column)} valeurs pour {len(ranks)} territoires."
        for name, column in (("hatched", hatched), ("drawn", drawn), ("texts", texts))
        if column is not None and len(column) != len(ranks)
    ]
    if faults:
        raise InvalidDataError("le dessin de la carte", faults)
    letters = np.array([*(chr(97 + rank) for rank in range(len(colours))), _NO_DATA])
    codes = pd.Series(letters[ranks], dtype="str")
    if hatched is not None:
        marked = codes.str.upper().replace(_NO_DATA, _NO_DATA_HATCHED)
        codes = codes.where(~hatched.to_numpy(dtype=bool), marked)
    if drawn is not None:
        codes = codes.where(drawn.to_numpy(dtype=bool), _ABSENT)
    return Drawing(
        "".join(codes),
        tuple(colours),
        tuple(safe_text(label) for label in labels),
        None if texts is None else tuple(safe_text(text) for text in texts),
        safe_text(hatched_label),
        safe_text(no_data_label),
        opacity,
    )


def drawing_layer(seen: Drawing) -> Widget:
    """Show a drawing on the shapes of the map, in place of the one before.

    Weighs about one byte per territory: 35 kB for all the communes.
    """
    return Widget(
        "show",
        {
            "codes": seen.codes,
            "colours": seen.colours,
            "labels": seen.labels,
            "texts": seen.texts,
            "hatchedLabel": seen.hatched_label,
            "noDataLabel": seen.no_data_label,
            "noData": palette.NO_DATA,
            "inks": [palette.hatch_ink(colour) for colour in seen.colours],
            "noDataInk": palette.hatch_ink(palette.NO_DATA),
            "opacity": seen.opacity,
        },
    )
