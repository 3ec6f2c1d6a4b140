"""The legend of a picture: what is measured, a sample for each class, what is apart from them."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure
from matplotlib.patches import Circle, Patch, Rectangle
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from common import palette
from common.french import number
from geo.map_signs import Hatch
from geo.pictures.circles import circle_look
from geo.pictures.crossed import Crossed
from geo.pictures.hatching import hatch
from geo.pictures.page import MM, on_page
from geo.pictures.texts import Style, TextBlock, draw_text, draw_text_block, text_block, text_width

_BOX_WIDTH, _BOX_HEIGHT, _GAP = 5.5 * MM, 3.2 * MM, 1.6 * MM
_BETWEEN = 0.7 * MM
_APART = 2 * MM


@dataclass(frozen=True)
class Entry:
    """A line of the legend.

    Attributes
    ----------
    label : what the sample means.
    colour : fill of the sample, or ink of its outline.
    count : number of shapes, written on the right; None to leave out.
    hatching : pattern over the sample.
    hollow : whether the sample is an outline only.
    radius : of a circle, in points; 0 for a box.
    apart : whether a space parts it from the line above.
    """

    label: str
    colour: str
    count: int | None = None
    hatching: Hatch = Hatch.NONE
    hollow: bool = False
    radius: float = 0.0
    apart: bool = False

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the sample, in points."""
        if self.radius:
            return 2 * self.radius, 2 * self.radius
        return _BOX_WIDTH, _BOX_HEIGHT


@dataclass(frozen=True)
class Legend:
    """What the legend says.

    Attributes
    ----------
    heading : what is measured, with its unit.
    note : how the classes were cut, what the counts are; may be empty.
    entries : from top to bottom.
    crossed : key of two measures at once, above the entries.
    """

    heading: str
    note: str
    entries: tuple[Entry, ...]
    crossed: Crossed | None = None


@dataclass(frozen=True)
class SetLegend:
    """A legend whose texts are cut to a width."""

    legend: Legend
    heading: TextBlock
    note: TextBlock
    labels: tuple[TextBlock, ...]
    style: Style
    width: float

    @property
    def height(self) -> float:
        """Height in points."""
        rows = zip(self.legend.entries, self.labels, strict=True)
        below = sum(_row_height(entry, label) + _APART * entry.apart for entry, label in rows)
        return self.heading.height + self.note.height + _GAP + self._key_height + below

    @property
    def _key_height(self) -> float:
        return self.legend.crossed.height(self.style) + _GAP if self.legend.crossed else 0.0

    def draw(self, figure: Figure, left: float, top: float) -> None:
        """Draw the legend from its upper left corner."""
        draw_text_block(figure, self.heading, left, top)
        top -= self.heading.height
        draw_text_block(figure, self.note, left, top)
        top -= self.note.height + _GAP
        if self.legend.crossed:
            self.legend.crossed.draw(figure, left, top, self.style)
            top -= self._key_height
        column = _samples_width(self.legend.entries)
        for entry, label in zip(self.legend.entries, self.labels, strict=True):
            top -= _APART * entry.apart
            high = max(entry.size[1], label.style.line)
            middle = top - high / 2
            draw_sample(figure, entry, left + column / 2, middle)
            above = top - max(high - label.style.line, 0) / 2
            draw_text_block(figure, label, left + column + _GAP, above)
            if entry.count is not None:
                baseline = above - 0.7 * label.style.line
                right = left + self.width
                draw_text(figure, number(entry.count), right, baseline, label.style, align="right")
            top -= _row_height(entry, label)


def set_legend(legend: Legend, width: float, style: Style) -> SetLegend:
    """Cut the texts of a legend to a width, in points.

    Parameters
    ----------
    style : of the labels; the heading is bold, the note paler.
    """
    tallies = [number(entry.count) for entry in legend.entries if entry.count is not None]
    widest = max((text_width(tally, style) for tally in tallies), default=0.0)
    room = width - _samples_width(legend.entries) - 2 * _GAP - widest
    return SetLegend(
        legend,
        text_block(legend.heading, Style(style.size, bold=True), width),
        text_block(legend.note, Style(style.size * 0.9, colour=palette.MUTED), width),
        tuple(text_block(entry.label, style, room) for entry in legend.entries),
        style,
        width,
    )


def _samples_width(entries: tuple[Entry, ...]) -> float:
    return max((entry.size[0] for entry in entries), default=0.0)


def _row_height(entry: Entry, label: TextBlock) -> float:
    return max(label.height, entry.size[1]) + _BETWEEN


def draw_sample(figure: Figure, entry: Entry, x: float, y: float) -> None:
    """Draw the sample of a line of the legend around its centre."""
    wide, high = entry.size
    sample: Patch
    if entry.radius:
        sample = Circle((x, y), entry.radius, **circle_look(entry.colour))
    else:
        sample = Rectangle(
            (x - wide / 2, y - high / 2),
            wide,
            high,
            facecolor="none" if entry.hollow else entry.colour,
            edgecolor=entry.colour if entry.hollow else palette.MUTED,
            linewidth=1.5 if entry.hollow else 0.4,
        )
    sample.set(transform=on_page(figure), zorder=9)
    figure.add_artist(sample)
    if entry.hatching is not Hatch.NONE:
        box = Path.unit_rectangle().transformed(
            Affine2D().scale(wide, high).translate(x - wide / 2, y - high / 2)
        )
        lines = hatch(figure, box, entry.hatching, entry.colour)
        lines.set_zorder(9)
        figure.add_artist(lines)
