"""Small maps side by side on a page, under one legend; each is an image, the words are drawn."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure
from matplotlib.image import BboxImage
from matplotlib.transforms import Bbox, TransformedBbox
from PIL import Image

from common import palette
from geo.pictures.band import band, band_height, draw_band
from geo.pictures.files import PNG_DPI
from geo.pictures.legend import Entry, Legend, draw_sample
from geo.pictures.page import MM, Box, on_page
from geo.pictures.painting import outline
from geo.pictures.sheet import SheetTexts
from geo.pictures.texts import (
    Style,
    TextBlock,
    draw_stack,
    draw_text,
    draw_text_block,
    stack_height,
    text_block,
    text_width,
)
from geo.pictures.thumbnails import HEIGHT, WIDTH

#: Small maps in a row, at most.
COLUMNS = 4
_MARGIN, _GAP, _BETWEEN = 4 * MM, 3 * MM, 0.8 * MM
_TITLE, _TEXT, _SMALL = Style(15, bold=True), Style(9), Style(7, colour=palette.MUTED)
#: Of a small map, in points: one of its pixels is one of the page’s.
_WIDE, _HIGH = 72 * WIDTH / PNG_DPI, 72 * HEIGHT / PNG_DPI
_SAMPLE_GAP, _ENTRY_GAP = 1.6 * MM, 5 * MM


@dataclass(frozen=True)
class Tile:
    """A small map.

    Attributes
    ----------
    caption : what it shows.
    picture : PNG of :func:`geo.pictures.thumbnails.thumbnail`.
    """

    caption: str
    picture: bytes


def mosaic(tiles: Sequence[Tile], words: SheetTexts) -> Figure:
    """Draw small maps on a page, whose height follows them.

    Parameters
    ----------
    tiles : from left to right, then down.
    words : what the page says; the legend, in rows from low to high, stands above the maps.
    """
    return _Mosaic(tiles, words).draw()


class _Mosaic:
    """Measures first, then draws from top to bottom."""

    def __init__(self, tiles: Sequence[Tile], words: SheetTexts) -> None:
        self.tiles = tiles
        # As wide as a full row, whatever the number of maps: a title has room.
        self.inner = COLUMNS * _WIDE + (COLUMNS - 1) * _GAP
        self.title = text_block(words.title, _TITLE, self.inner)
        self.band = band(words.band, _TEXT.size, self.inner, _GAP)
        self.legend = words.legend
        self.heading = text_block(words.legend.heading, Style(_TEXT.size, bold=True), self.inner)
        self.captions = [text_block(tile.caption, _TEXT, _WIDE) for tile in tiles]
        self.foot = [text_block(text, _SMALL, self.inner) for text in words.foot]

    @property
    def rows(self) -> list[float]:
        """Height of each row of maps, with their captions."""
        lines = [
            max(one.height for one in self.captions[start : start + COLUMNS])
            for start in range(0, len(self.captions), COLUMNS)
        ]
        return [_HIGH + _BETWEEN + high + _GAP for high in lines]

    @property
    def height(self) -> float:
        above = stack_height([self.title], _GAP)
        above += band_height(self.band, _GAP) + (_GAP if self.band.lines else 0)
        legend = self.heading.height + legend_rows(self.legend, self.inner) * _line() + _GAP
        below = stack_height(self.foot, _BETWEEN)
        return 2 * _MARGIN + above + legend + sum(self.rows) + below

    def draw(self) -> Figure:
        tall, wide = math.ceil(self.height), self.inner + 2 * _MARGIN
        figure = Figure(figsize=(wide / 72, tall / 72), dpi=72, facecolor=palette.BACKGROUND)
        top = draw_stack(figure, [self.title], _MARGIN, tall - _MARGIN, _GAP)
        if self.band.lines:
            high = band_height(self.band, _GAP)
            draw_band(figure, self.band, Box(_MARGIN, top - high, self.inner, high), _GAP)
            top -= high + _GAP
        draw_text_block(figure, self.heading, _MARGIN, top)
        top = self._draw_legend(figure, top - self.heading.height) - _GAP
        for rank, high in enumerate(self.rows):
            start = rank * COLUMNS
            row = zip(self.tiles[start:], self.captions[start : start + COLUMNS], strict=False)
            for column, (tile, caption) in enumerate(row):
                _draw_tile(figure, tile, caption, _MARGIN + column * (_WIDE + _GAP), top)
            top -= high
        draw_stack(figure, self.foot, _MARGIN, top, _BETWEEN)
        return figure

    def _draw_legend(self, figure: Figure, top: float) -> float:
        for entry, left, row in _placed(self.legend, self.inner):
            middle = top - (row + 0.5) * _line()
            wide = entry.size[0]
            draw_sample(figure, entry, _MARGIN + left + wide / 2, middle)
            words = _MARGIN + left + wide + _SAMPLE_GAP
            draw_text(figure, entry.label, words, middle - 0.35 * _TEXT.size, _TEXT)
        return top - legend_rows(self.legend, self.inner) * _line()


def legend_rows(legend: Legend, width: float) -> int:
    """Count the rows that the entries of a legend take in a width, in points."""
    return max((row for _, _, row in _placed(legend, width)), default=-1) + 1


def _placed(legend: Legend, width: float) -> Iterator[tuple[Entry, float, int]]:
    """Give each entry with its left side, in points, and its row."""
    left, row = 0.0, 0
    for entry in legend.entries:
        wide = entry.size[0] + _SAMPLE_GAP + text_width(entry.label, _TEXT)
        if left and left + wide > width:
            left, row = 0.0, row + 1
        yield entry, left, row
        left += wide + _ENTRY_GAP


def _line() -> float:
    return _TEXT.line + _BETWEEN


def _draw_tile(figure: Figure, tile: Tile, caption: TextBlock, left: float, top: float) -> None:
    box = Box(left, top - _HIGH, _WIDE, _HIGH)
    bounds = Bbox.from_extents(box.left, box.bottom, box.right, box.top)
    image = BboxImage(TransformedBbox(bounds, on_page(figure)), interpolation="nearest")
    image.set_data(np.asarray(Image.open(io.BytesIO(tile.picture)).convert("RGB")))
    figure.add_artist(image)
    figure.add_artist(outline(box, figure, palette.NO_DATA, 0.5, zorder=8))
    draw_text_block(figure, caption, left, box.bottom - _BETWEEN)
