"""Small pictures of the first screen, drawn from what a finding holds: SVG on a light ground.

They are images: a page takes no drawing in its HTML. What they show is said in their text.
"""

from __future__ import annotations

import math
from base64 import b64encode
from collections.abc import Iterable, Sequence

import pandas as pd
from markupsafe import Markup

from atlas.findings.finding import (
    Picture,
    PlaceMark,
    PlacesPicture,
    PositionsPicture,
    Share,
    SharesPicture,
)
from common.french import percent
from common.palette import ACTS, CONTROL_LINE, FELT, MEASURED, MUTED, PAPER, SURFACE, TEXT
from geo.extents import METROPOLE, OVERSEAS, Extent

WIDTH, HEIGHT = 360, 150
Point = tuple[float, float]
#: Of the least and of the most that shares show: 0 and 100 %, where the bars are.
_LEFT, _RIGHT = 20, WIDTH - 20
#: Standard deviations on both sides of the mean.
_FARTHEST = 2.5
#: Height of a name.
_NAME = 15


def as_image(svg: Markup, words: str) -> Markup:
    """Make an image of a drawing, with its text."""
    address = f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
    return Markup('<img src="{}" alt="{}">').format(address, words)


def drawn(picture: Picture) -> Markup:
    """Draw what a finding shows."""
    match picture:
        case SharesPicture():
            marks = _shares(picture.shares)
        case PlacesPicture():
            marks = _places(picture)
        case PositionsPicture():
            marks = _positions(picture.positions)
    return _svg(WIDTH, HEIGHT, marks, ground=SURFACE)


def swatches(colours: Sequence[str], width: int = 24, height: int = 12) -> Markup:
    """Draw classes side by side, from low to high."""
    rows = (
        Markup("<rect x='{}' width='{}' height='{}' fill='{}'/>").format(
            place * width, width - 1, height, colour
        )
        for place, colour in enumerate(colours)
    )
    return _svg(width * len(colours), height, rows)


def _svg(width: int, height: int, marks: Iterable[Markup], ground: str = "") -> Markup:
    behind = Markup("<rect width='{}' height='{}' fill='{}'/>").format(width, height, ground)
    return Markup(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {w} {h}' width='{w}' height='{h}'>"
        "{ground}{marks}</svg>"
    ).format(w=width, h=height, ground=behind if ground else "", marks=Markup("").join(marks))


def _shares(shares: Sequence[Share]) -> list[Markup]:
    """Draw a line a group: its interval, a ring at its share, which is of what is felt."""
    marks = []
    for row, one in enumerate(shares):
        y = 52 + row * 62
        x, low, high = (_along(value) for value in (one.value, one.low, one.high))
        marks += [
            _text((_LEFT, y - 18), one.group, 15),
            _text(
                (_RIGHT, y - 14), percent(one.value / 100, 0), 24, end=True, bold=True, colour=FELT
            ),
            _line((_LEFT, y), (_RIGHT, y), CONTROL_LINE, 1),
            _line((low, y), (high, y), FELT, 4),
            _circle(x, y, 7, PAPER, FELT),
        ]
    return marks


def _said(one: Share) -> str:
    return percent(one.value / 100, 0)


def _places(picture: PlacesPicture) -> list[Markup]:
    rows = picture.places
    return [mark for extent, box in _boxes() for mark in _part(rows, extent, box, picture.colour)]


def _boxes() -> list[tuple[Extent, tuple[float, float, float]]]:
    """Where each part of the country is drawn: left, top, height; overseas in a column beside."""
    side = HEIGHT / len(OVERSEAS)
    beside = [(one, (84.0, place * side + 4, side - 8)) for place, one in enumerate(OVERSEAS)]
    return [(METROPOLE, (125.0, 6.0, HEIGHT - 12.0)), *beside]


def _part(
    rows: pd.DataFrame, extent: Extent, box: tuple[float, float, float], colour: str
) -> list[Markup]:
    west, south, east, north = extent.bounds
    inside = rows[rows["lon"].between(west, east) & rows["lat"].between(south, north)]
    left, top, height = box
    scale = height / (north - south)
    shrunk = math.cos(math.radians(extent.latitude))
    return [
        _place(left + (lon - west) * scale * shrunk, top + (north - lat) * scale, mark, colour)
        for lon, lat, mark in zip(inside["lon"], inside["lat"], inside["mark"], strict=True)
    ]


def _place(x: float, y: float, mark: str, colour: str) -> Markup:
    if mark == PlaceMark.FIRST:
        return _circle(x, y, 2.2, colour)
    if mark == PlaceMark.SECOND:
        return _circle(x, y, 3.4, PAPER, ACTS)
    return _circle(x, y, 1.1, "#cfc7bd")


def _positions(rows: pd.DataFrame) -> list[Markup]:
    """Draw what is felt (upward) against what is measured (to the right), the means as a cross."""
    middle, centre = WIDTH / 2, HEIGHT / 2
    placed = rows.assign(
        x=middle + rows["measured"].clip(-_FARTHEST, _FARTHEST) * (middle - 34) / _FARTHEST,
        y=centre - rows["felt"].clip(-_FARTHEST, _FARTHEST) * (centre - 14) / _FARTHEST,
    )
    others, marked = placed[~placed["marked"]], placed[placed["marked"]].sort_values("y")
    marks = [
        _line((30, centre), (WIDTH - 30, centre), CONTROL_LINE, 1),
        _line((middle, 10), (middle, HEIGHT - 10), CONTROL_LINE, 1),
        _text((WIDTH - 8, HEIGHT - 8), "→ plus fragile, mesuré", 12, end=True, colour=MEASURED),
        _text((8, 18), "↑ plus fragile, ressenti", 12, colour=FELT),
        *(_circle(x, y, 4, MUTED) for x, y in zip(others["x"], others["y"], strict=True)),
    ]
    below = -math.inf
    for name, x, y in zip(marked["name"], marked["x"], marked["y"], strict=True):
        below = max(y + 5, below + _NAME)
        marks += [_circle(x, y, 5, MEASURED, FELT), _text((x + 11, below), name, 14, bold=True)]
    return marks


def _along(share: float) -> float:
    return _LEFT + share / 100 * (_RIGHT - _LEFT)


def _circle(x: float, y: float, radius: float, fill: str, ring: str = "none") -> Markup:
    return Markup(
        "<circle cx='{:.1f}' cy='{:.1f}' r='{}' fill='{}' stroke='{}' stroke-width='{:.1f}'/>"
    ).format(x, y, radius, fill, ring, radius / 2)


def _line(start: Point, end: Point, colour: str, width: float) -> Markup:
    return Markup(
        "<line x1='{:.1f}' y1='{:.1f}' x2='{:.1f}' y2='{:.1f}' stroke='{}' stroke-width='{}' "
        "stroke-linecap='round'/>"
    ).format(*start, *end, colour, width)


def _text(
    at: Point, words: str, size: int, *, end: bool = False, bold: bool = False, colour: str = TEXT
) -> Markup:
    return Markup(
        "<text x='{:.1f}' y='{:.1f}' font-size='{}' text-anchor='{}' font-weight='{}' fill='{}' "
        "font-family='Source Sans 3, Source Sans Pro, system-ui, sans-serif'>{}</text>"
    ).format(*at, size, "end" if end else "start", "700" if bold else "400", colour, words)
