"""The page of a picture: words, maps and legend find their place; its height follows them.

The shapes of each part of the country are drawn in its own projected system, each with its own
scale bar. The part with the most shapes fills the frame, the others stand below it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from matplotlib.figure import Figure

from common import palette
from geo.extents import ELSEWHERE, EXTENTS, Extent
from geo.pictures.band import band, band_height, draw_band
from geo.pictures.frame import Frame, by_part
from geo.pictures.labels import draw_labels
from geo.pictures.legend import Legend, SetLegend, set_legend
from geo.pictures.page import MM, Box
from geo.pictures.painting import Metres, Scene, paint
from geo.pictures.scale_bar import draw_scale_bar
from geo.pictures.texts import (
    Style,
    draw_stack,
    draw_text,
    stack_height,
    text_block,
)

#: Height of the main map, as a part of its width.
_LOWEST, _HIGHEST = 0.6, 1.15
#: The legend stands beside the map on pages at least this wide, below it on others.
_BESIDE_FROM = 120 * MM
_LEGEND_SHARE, _LEGEND_MOST = 0.3, 62 * MM
#: Insets are made for a row of five.
_ROW = 5


@dataclass(frozen=True)
class SheetTexts:
    """Texts of the page; those that are empty take no room.

    Attributes
    ----------
    title : above the map.
    band : warning across the page, white on red.
    foot : paragraphs below the map (notes, mentions, sources).
    legend : beside or below the map.
    """

    title: str
    band: str
    foot: tuple[str, ...]
    legend: Legend


@dataclass(frozen=True)
class _Sizes:
    """Sizes of the texts and spaces of a page, in points."""

    margin: float
    gap: float
    title: float
    text: float
    small: float


_WHOLE = _Sizes(margin=4 * MM, gap=3 * MM, title=13, text=8, small=6.8)
_COMPACT = _Sizes(margin=1 * MM, gap=2 * MM, title=9, text=7.5, small=7.5)
_SLIDE = _Sizes(margin=8 * MM, gap=4 * MM, title=22, text=11.5, small=7)
#: Of a slide, in points: 2560 by 1440 pixels at 200 dots per inch. Its insets are small.
_SLIDE_WIDE, _SLIDE_TALL, _SLIDE_INSET, _SLIDE_ROW = 921.6, 518.4, 18 * MM, 3


def sheet(
    scene: Scene,
    words: SheetTexts,
    width_mm: float,
    *,
    compact: bool = False,
    slide: bool = False,
) -> Figure:
    """Draw a picture.

    Parameters
    ----------
    scene : what the maps show.
    words : what the page says.
    width_mm : width of the page, in millimetres.
    compact : smaller texts and margins, for a picture that stands in a text.
    slide : a page of 16:9, whose width is its own: the map takes the height that words leave.

    Raises
    ------
    InvalidDataError
        If shapes lie outside every part of the country.
    """
    if slide:
        return _Page(scene, words, _SLIDE_WIDE, _SLIDE, tall=_SLIDE_TALL).draw()
    return _Page(scene, words, width_mm * MM, _COMPACT if compact else _WHOLE).draw()


class _Page:
    """Measures first, then draws from top to bottom."""

    def __init__(
        self,
        scene: Scene,
        words: SheetTexts,
        width: float,
        sizes: _Sizes,
        tall: float | None = None,
    ) -> None:
        self.scene, self.words, self.width, self.sizes = scene, words, width, sizes
        self.tall = tall
        self.inner = width - 2 * sizes.margin
        self.grounds = _grounds(scene)
        self.main = max(self.grounds, key=lambda key: len(self.grounds[key].shapes))
        self.insets = [key for key in self.grounds if key != self.main]
        self.beside = width >= _BESIDE_FROM
        text = Style(sizes.text)
        column = min(self.inner * _LEGEND_SHARE, _LEGEND_MOST) if self.beside else self.inner
        self.legend: SetLegend = set_legend(words.legend, column, text)
        self.map_width = self.inner - (column + sizes.gap if self.beside else 0)
        self.title = text_block(words.title, Style(sizes.title, bold=True), self.inner)
        self.band = band(words.band, sizes.text, self.inner, sizes.gap)
        small = Style(sizes.small, colour=palette.MUTED)
        self.foot = [text_block(text, small, self.inner) for text in words.foot]

    @property
    def map_height(self) -> float:
        if self.tall:
            return self.body_height - self.strip
        west, south, east, north = map(float, self.grounds[self.main].shapes.total_bounds)
        shape = (north - south) / max(east - west, 1.0)
        return self.map_width * min(max(shape, _LOWEST), _HIGHEST)

    @property
    def strip(self) -> float:
        """Height of the line below a map, for its scale bar."""
        return 1.6 * self.sizes.small + 0.6 * MM

    @property
    def inset_side(self) -> float:
        gaps = (_ROW - 1) * self.sizes.gap / 2
        side = (self.map_width - gaps) / max(_ROW, len(self.insets))
        return min(side, _SLIDE_INSET) if self.tall else side

    @property
    def insets_height(self) -> float:
        if not self.insets:
            return 0.0
        return self.sizes.gap + 1.4 * self.sizes.small + self.inset_side + self.strip

    @property
    def body_height(self) -> float:
        if self.tall:
            return self.tall - self.around_height
        maps = self.map_height + self.strip + self.insets_height
        if self.beside:
            return max(maps, self.legend.height)
        return maps + self.sizes.gap + self.legend.height

    @property
    def band_height(self) -> float:
        return band_height(self.band, self.sizes.gap)

    @property
    def around_height(self) -> float:
        """Height of all that is not the body."""
        gap = self.sizes.gap
        around = 2 * self.sizes.margin + stack_height([self.title], gap)
        around += self.band_height + (gap if self.band.lines else 0)
        return around + (gap + stack_height(self.foot, 0.8 * MM) if self.foot else 0)

    def draw(self) -> Figure:
        sizes = self.sizes
        # Whole: coordinates of an SVG file then stay as short as they are.
        tall = self.tall or math.ceil(self.around_height + self.body_height)
        figure = Figure(figsize=(self.width / 72, tall / 72), dpi=72, facecolor=palette.BACKGROUND)
        top = draw_stack(figure, [self.title], sizes.margin, tall - sizes.margin, sizes.gap)
        top = self._draw_band(figure, top)
        self._draw_maps(figure, top)
        if self.beside:
            self.legend.draw(figure, sizes.margin + self.map_width + sizes.gap, top)
        else:
            maps = self.map_height + self.strip + self.insets_height
            self.legend.draw(figure, sizes.margin, top - maps - sizes.gap)
        draw_stack(figure, self.foot, sizes.margin, top - self.body_height - sizes.gap, 0.8 * MM)
        return figure

    def _draw_band(self, figure: Figure, top: float) -> float:
        if not self.band.lines:
            return top
        gap, high = self.sizes.gap, self.band_height
        draw_band(figure, self.band, Box(self.sizes.margin, top - high, self.inner, high), gap)
        return top - high - gap

    def _draw_maps(self, figure: Figure, top: float) -> None:
        margin, small = self.sizes.margin, Style(self.sizes.small)
        box = Box(margin, top - self.map_height, self.map_width, self.map_height)
        self._draw_map(figure, self.main, box)
        top = box.bottom - self.strip - self.sizes.gap - 1.4 * small.size
        for rank, key in enumerate(self.insets):
            side = self.inset_side
            left = margin + rank * (side + self.sizes.gap / 2)
            if self.tall:
                left, top = self._under_legend(rank, box.bottom)
            draw_text(figure, _extent(key).name, left, top + 0.4 * small.size, small)
            self._draw_map(figure, key, Box(left, top - side, side, side))

    def _under_legend(self, rank: int, floor: float) -> tuple[float, float]:
        """Left and top of an inset of a slide: rows below the legend, down to the floor."""
        gap, small = self.sizes.gap / 2, self.sizes.small
        row, column = divmod(rank, _SLIDE_ROW)
        below = (len(self.insets) - 1) // _SLIDE_ROW - row
        left = self.sizes.margin + self.map_width + self.sizes.gap
        high = self.inset_side + self.strip + gap + 1.4 * small
        return left + column * (self.inset_side + gap), floor + self.inset_side + below * high

    def _draw_map(self, figure: Figure, key: str, box: Box) -> None:
        ground = self.grounds[key]
        frame = Frame.fit(_extent(key), ground.shapes.total_bounds, box)
        paint(figure, frame, self.scene, ground)
        small = Style(self.sizes.small)
        if ground.labels is not None:
            draw_labels(figure, frame, ground.labels, Style(self.sizes.text, bold=True))
        bottom = box.bottom - self.strip + 0.5 * MM
        draw_scale_bar(figure, frame, box.left, bottom, small)


def _grounds(scene: Scene) -> dict[str, Metres]:
    """Bring each part of the country that has shapes to metres."""
    borders, context = by_part(scene.borders, scene.crs), by_part(scene.context, scene.crs)
    highlight, circles = by_part(scene.highlight, scene.crs), by_part(scene.circles, scene.crs)
    labels = by_part(scene.labels, scene.crs)
    return {
        key: Metres(
            shapes,
            borders.get(key),
            context.get(key),
            highlight.get(key),
            circles.get(key),
            labels.get(key),
        )
        for key, shapes in by_part(scene.shapes, scene.crs).items()
    }


def _extent(key: str) -> Extent:
    return next(extent for extent in (*EXTENTS, ELSEWHERE) if extent.key == key)
