"""The key of two measures at once: three classes by three, with the count of each cell."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from common import palette
from common.french import number
from geo.map_signs import Axis
from geo.pictures.page import MM, on_page
from geo.pictures.texts import Style, draw_text, text_width

_CELL_WIDTH, _CELL_HEIGHT, _GAP = 11 * MM, 7 * MM, 1.2 * MM


@dataclass(frozen=True)
class Crossed:
    """Two measures, three classes each.

    Attributes
    ----------
    rows, columns : the measure that grows upward, to the right.
    colours, counts : nine of each; three times the class of the first plus that of the second.
    """

    rows: Axis
    columns: Axis
    colours: tuple[str, ...]
    counts: tuple[int, ...]

    def height(self, style: Style) -> float:
        """Height of the key, in points."""
        return 3 * _CELL_HEIGHT + 3 * style.line + _GAP

    def draw(self, figure: Figure, left: float, top: float, style: Style) -> None:
        """Draw the key from its upper left corner."""
        draw_text(figure, f"{self.rows.name} ↑", left, top - 0.7 * style.line, style)
        top -= style.line
        cells = left + max(text_width(word, style) for word in self.rows.classes) + _GAP
        for first in range(3):
            bottom = top - (3 - first) * _CELL_HEIGHT
            baseline = bottom + (_CELL_HEIGHT - 0.7 * style.size) / 2
            draw_text(figure, self.rows.classes[first], left, baseline, style)
            for second in range(3):
                self._cell(figure, 3 * first + second, cells + second * _CELL_WIDTH, bottom, style)
        below = top - 3 * _CELL_HEIGHT - style.line
        for second, word in enumerate(self.columns.classes):
            middle = cells + (second + 0.5) * _CELL_WIDTH
            draw_text(figure, word, middle, below + 0.1 * style.line, style, align="center")
        draw_text(figure, f"{self.columns.name} →", left, below - 0.9 * style.line, style)

    def _cell(self, figure: Figure, rank: int, left: float, bottom: float, style: Style) -> None:
        colour = self.colours[rank]
        figure.add_artist(
            Rectangle(
                (left, bottom),
                _CELL_WIDTH,
                _CELL_HEIGHT,
                facecolor=colour,
                edgecolor=palette.BACKGROUND,
                linewidth=0.8,
                transform=on_page(figure),
                zorder=9,
            )
        )
        ink = Style(style.size, colour=palette.readable_on(colour))
        baseline = bottom + (_CELL_HEIGHT - 0.7 * style.size) / 2
        middle = left + _CELL_WIDTH / 2
        # Above its box: artists of one depth are drawn in the order in which they come.
        draw_text(figure, number(self.counts[rank]), middle, baseline, ink, align="center")
