"""A series as a small curve: an image, since HTML of ours has no drawing of its own."""

from __future__ import annotations

import base64
from collections.abc import Sequence

import numpy as np
from markupsafe import Markup

from common.palette import CONTROL_LINE
from pages.parts.kit.html import typeset

_WIDTH, _HEIGHT, _RIM = 64, 22, 3


def sparkline(values: Sequence[float], told: str) -> Markup:
    """Draw a curve from its values, oldest first, with its text alternative."""
    drawn = base64.b64encode(curve(values).encode()).decode()
    return Markup(
        '<img class="fs-spark" src="data:image/svg+xml;base64,{}" width="{}" height="{}" alt="{}">'
    ).format(drawn, _WIDTH, _HEIGHT, typeset(told))


def curve(values: Sequence[float]) -> str:
    """Write the curve as an SVG; its ink is read on light and dark grounds.

    >>> curve([1.0, 3.0]).count("circle")
    1
    """
    heights = np.asarray(values, dtype="float64")
    spread = float(np.ptp(heights)) or 1.0
    x = np.linspace(_RIM, _WIDTH - _RIM, len(heights))
    y = _HEIGHT - _RIM - (heights - heights.min()) / spread * (_HEIGHT - 2 * _RIM)
    points = " ".join(f"{left:.1f},{top:.1f}" for left, top in zip(x, y, strict=True))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}">'
        f'<polyline points="{points}" fill="none" stroke="{CONTROL_LINE}" stroke-width="1.6" '
        'stroke-linejoin="round" stroke-linecap="round"/>'
        f'<circle cx="{x[-1]:.1f}" cy="{y[-1]:.1f}" r="2.4" fill="{CONTROL_LINE}"/></svg>'
    )
