"""What a map shows of its territories, apart from their shapes: a character or two for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from common import palette
from common.errors import InvalidDataError
from common.safe_text import safe_text
from geo.map_signs import Hatch
from geo.maps.widget import Widget

_NO_DATA, _ABSENT = "-", " "
_LETTERS = 26


@dataclass(frozen=True)
class Drawing:
    """Colours of the territories, in the order of the layer that shows them.

    Attributes
    ----------
    codes : one character per territory: ``a``, ``b``… its class, ``-`` no data, space when it is
        not drawn.
    marks : one digit per territory: 0 for a plain surface, else the rank of its pattern from 1;
        "" when none is hatched.
    colours, labels : one per class; labels are safe texts.
    patterns : pattern and what it means (safe text), in the order of their ranks.
    texts : what the tooltip says of each territory (safe texts), or None: its class.
    no_data_label : what the absence of class means, safe text.
    opacity : of the surfaces, 0 to 1.
    """

    codes: str
    marks: str
    colours: tuple[str, ...]
    labels: tuple[str, ...]
    patterns: tuple[tuple[Hatch, str], ...] = ()
    texts: tuple[str, ...] | None = None
    no_data_label: str = "Pas de donnée"
    opacity: float = 1.0


def drawing(
    index: pd.Series[int],
    colours: Sequence[str],
    labels: Sequence[str],
    *,
    hatching: pd.Series[str] | None = None,
    meanings: Mapping[Hatch, str] | None = None,
    drawn: pd.Series[bool] | None = None,
    texts: Sequence[str] | None = None,
    no_data_label: str = "Pas de donnée",
    opacity: float = 1.0,
) -> Drawing:
    """Encode classes for a layer of shapes.

    Parameters
    ----------
    index : class of each territory from 0, missing where there is no data; in the order of the
        shapes (for tiles: of the sorted codes of the whole level).
    colours, labels : one per class.
    hatching : pattern over each territory (:class:`geo.map_signs.Hatch`), one for each way of not
        being a plain measure (suppressed, modelled, not established…).
    meanings : what the patterns say, for the tooltip; those without a meaning say nothing.
    drawn : False for territories that the map must leave blank.
    texts : one line per territory for the tooltip; without them it gives the class.
    no_data_label : what the absence of class means, for the tooltip.
    opacity : below 1 when a base map must show through.

    Raises
    ------
    InvalidDataError
        If lengths differ or a class has no colour.

    Examples
    --------
    >>> classes = pd.Series([0, 1, None], dtype="Int8")
    >>> hatching = pd.Series([Hatch.NONE, Hatch.DOTTED, Hatch.RISING])
    >>> seen = drawing(classes, ["#fff5eb", "#7f2704"], ["bas", "haut"], hatching=hatching)
    >>> seen.codes, seen.marks
    ('ab-', '021')
    """
    ranks = index.astype("Int64").fillna(-1).to_numpy(dtype="int64")
    faults = []
    if len(colours) != len(labels) or len(colours) > _LETTERS:
        faults.append(f"{len(colours)} couleurs pour {len(labels)} libellés (26 au plus).")
    if ranks.size and not -1 <= ranks.min() <= ranks.max() < len(colours):
        faults.append(f"classes de {ranks.min()} à {ranks.max()} pour {len(colours)} couleurs.")
    faults += [
        f"{name} : {len(column)} valeurs pour {len(ranks)} territoires."
        for name, column in (("hatching", hatching), ("drawn", drawn), ("texts", texts))
        if column is not None and len(column) != len(ranks)
    ]
    if faults:
        raise InvalidDataError("le dessin de la carte", faults)
    letters = np.array([*(chr(97 + rank) for rank in range(len(colours))), _NO_DATA])
    codes = pd.Series(letters[ranks], dtype="str")
    if drawn is not None:
        codes = codes.where(drawn.to_numpy(dtype=bool), _ABSENT)
    patterns = [] if hatching is None else [h for h in Hatch if h and (hatching == h.value).any()]
    return Drawing(
        "".join(codes),
        _marks(hatching, patterns) if hatching is not None and patterns else "",
        tuple(colours),
        tuple(safe_text(label) for label in labels),
        tuple((pattern, safe_text((meanings or {}).get(pattern, ""))) for pattern in patterns),
        None if texts is None else tuple(safe_text(text) for text in texts),
        safe_text(no_data_label),
        opacity,
    )


def _marks(hatching: pd.Series[str], patterns: Sequence[Hatch]) -> str:
    ranks = {pattern.value: str(rank) for rank, pattern in enumerate(patterns, start=1)}
    return "".join(hatching.map(ranks).fillna("0"))


def drawing_layer(seen: Drawing) -> Widget:
    """Show a drawing on the shapes of the map, in place of the one before.

    Weighs about one byte per territory, two where some are hatched: 70 kB for all the communes.
    """
    return Widget(
        "show",
        {
            "codes": seen.codes,
            "marks": seen.marks,
            "patterns": [[pattern.value, meaning] for pattern, meaning in seen.patterns],
            "colours": seen.colours,
            "labels": seen.labels,
            "texts": seen.texts,
            "noDataLabel": seen.no_data_label,
            "noData": palette.NO_DATA,
            "inks": [palette.hatch_ink(colour) for colour in seen.colours],
            "noDataInk": palette.hatch_ink(palette.NO_DATA),
            "opacity": seen.opacity,
        },
    )
