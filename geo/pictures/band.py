"""The warning across a picture, white on red: that its figures are those of a demonstration."""

from __future__ import annotations

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from common import palette
from geo.pictures.page import Box, on_page
from geo.pictures.texts import Style, TextBlock, draw_text_block, text_block

_MARK_ID = "bandeau"


def band(text: str, size: float, width: float, gap: float) -> TextBlock:
    """Cut the words of a band of a width, with a gap on both sides, in points; often none."""
    white = Style(size, bold=True, colour=palette.WARNING_TEXT)
    return text_block(text, white, width - 2 * gap)


def band_height(written: TextBlock, gap: float) -> float:
    """Height of a band, in points; 0 where it says nothing."""
    return written.height + gap if written.lines else 0.0


def draw_band(figure: Figure, written: TextBlock, place: Box, gap: float) -> None:
    """Draw a band that says something over a box of its height."""
    figure.add_artist(
        Rectangle(
            (place.left, place.bottom),
            place.width,
            place.height,
            facecolor=palette.WARNING_BACKGROUND,
            transform=on_page(figure),
            gid=_MARK_ID,
            zorder=8,
        )
    )
    draw_text_block(figure, written, place.left + gap, place.top - gap / 2)
