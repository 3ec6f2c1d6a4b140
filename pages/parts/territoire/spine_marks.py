"""The marks of the spine: a bar from the least to the most fragile, and what stands on it.

Shapes tell the marks apart: a disc with its interval for the place, a triangle for the département,
a square for the région, a stroke for the country, a diamond for the territories alike, a ring for
what is felt. Their looks are in ``static/fragiscope.css``.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from markupsafe import Markup

from atlas.desk.provenance import marked
from common.french import number
from pages.parts.kit.html import typeset


class Reference(NamedTuple):
    """What a place is read against.

    Attributes
    ----------
    column : of :data:`atlas.profiles.spine.SPINE`.
    shape : class of its mark.
    name : as the key of the drawing says it.
    """

    column: str
    shape: str
    name: str


def bar(row: pd.Series, references: tuple[Reference, ...] = ()) -> Markup:
    """Draw the bar of a dimension or a domain that has a position; :func:`bar_words` says it.

    Parameters
    ----------
    row : of :data:`atlas.profiles.spine.SPINE`.
    references : marks drawn beside that of the place.
    """
    words = typeset(bar_words(row, references))
    marks = [_at(f"fs-mark {one.shape}", row[one.column]) for one in references]
    if pd.notna(row["low"]) and pd.notna(row["high"]):
        low, high = float(row["low"]), float(row["high"])
        marks.append(
            Markup('<i class="fs-interval" style="left:{:.1f}%;width:{:.1f}%"></i>').format(
                low, high - low
            )
        )
    marks.append(_at("fs-mark fs-here", row["position"]))
    if references:
        marks.append(_at("fs-mark fs-felt-ring", row["felt"]))
    return Markup('<span class="fs-bar" role="img" aria-label="{}">{}</span>').format(
        words, Markup("").join(marks)
    )


def _at(shape: str, position: float) -> Markup:
    if not np.isfinite(position):
        return Markup("")
    return Markup('<i class="{}" style="left:{:.1f}%"></i>').format(shape, float(position))


def bar_words(row: pd.Series, references: tuple[Reference, ...] = ()) -> str:
    """Say the marks of a bar.

    >>> row = pd.Series({"position": 95.2, "low": 92.0, "high": 95.4, "felt": float("nan")})
    >>> bar_words(row)
    'Position 95 sur 100, entre 92 et 95.'
    """
    said = f"Position {number(row['position'])} sur 100"
    if pd.notna(row["low"]) and number(row["low"]) != number(row["high"]):
        said += f", entre {number(row['low'])} et {number(row['high'])}"
    beside = [
        f"{one.name} {number(row[one.column])}" for one in references if pd.notna(row[one.column])
    ]
    if beside:
        said += f". Médianes : {', '.join(beside)}"
    if references and pd.notna(row["felt"]):
        felt = (
            f"{number(row['felt'])} sur 100 parmi les {number(row['felt_among'])} territoires "
            "interrogés"
        )
        felt += f" ({row['felt_asked']})" if row["felt_asked"] else ""
        said += f". Ressenti : {marked(felt, drawn=bool(row['felt_drawn']))}"
    return f"{said}."
