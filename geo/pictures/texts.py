"""Texts of a picture: measured, wrapped and drawn in Lato, never read as mathematics."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from threading import Lock

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.patheffects import withStroke
from matplotlib.text import Text

from common import palette
from common.paths import FONTS
from geo.pictures.page import on_page

#: Height of a line, in sizes of the font; the part of it below the baseline.
LINE, _BELOW = 1.28, 0.3
#: Replaces a character that the font does not have.
_UNKNOWN = "?"
#: Size at which the font is measured; its numbers have 16 bits after the point.
_MEASURE, _FIXED_POINT = 100.0, 2**16
#: Held while the font is asked: FreeType loads a character into the font itself, and two threads
#: that do so at once break it, or the process.
_measuring = Lock()
_WORDS_Z = 9
#: Rim of letters over colours, in points.
_HALO = 2.2


@dataclass(frozen=True)
class Style:
    """How a text looks: size in points, weight, colour."""

    size: float
    bold: bool = False
    colour: str = palette.TEXT

    @property
    def line(self) -> float:
        """Height of a line, in points."""
        return self.size * LINE


@dataclass(frozen=True)
class TextBlock:
    """A text cut into lines that fit a width."""

    lines: tuple[str, ...]
    style: Style

    @property
    def height(self) -> float:
        """Height in points."""
        return len(self.lines) * self.style.line


def drawable(text: str) -> str:
    r"""Keep what the font can draw: no control character, one space for any break.

    >>> drawable("a\nb\x00c"), drawable("Nœux–les-Mines $x$")
    ('a bc', 'Nœux–les-Mines $x$')
    """
    spaced = " ".join(part for part in text.replace("\t", "\n").splitlines() if part)
    plain = (char for char in spaced if unicodedata.category(char)[0] != "C")
    return "".join(char if ord(char) in _charmap() else _UNKNOWN for char in plain)


def text_width(text: str, style: Style) -> float:
    """Width of a drawable text on one line, in points (kerning left out: never too narrow)."""
    return sum(_advance(char, style.bold) for char in text) * style.size


def text_block(text: str, style: Style, width: float) -> TextBlock:
    """Cut a text into lines; a word longer than the width is cut too.

    Only the plain space breaks: French no-break spaces hold.

    Examples
    --------
    >>> text_block("un deux trois", Style(10), 40).lines
    ('un deux', 'trois')
    """
    lines: list[str] = []
    current = ""
    for word in _short_words(drawable(text).split(" "), style, width):
        longer = f"{current} {word}" if current else word
        if current and text_width(longer, style) > width:
            lines.append(current)
            current = word
        else:
            current = longer
    return TextBlock((*lines, current) if current else tuple(lines), style)


def draw_text_block(figure: Figure, written: TextBlock, left: float, top: float) -> None:
    """Draw the lines of a text from its upper left corner."""
    for rank, line in enumerate(written.lines):
        baseline = top - (rank + 1 - _BELOW) * written.style.line
        draw_text(figure, line, left, baseline, written.style)


def stack_height(written: Iterable[TextBlock], gap: float) -> float:
    """Height of texts one under the other, in points; those that are empty take no room."""
    return sum(one.height + gap for one in written if one.lines)


def draw_stack(
    figure: Figure, written: Iterable[TextBlock], left: float, top: float, gap: float
) -> float:
    """Draw texts one under the other, and give where the next one begins."""
    for one in written:
        draw_text_block(figure, one, left, top)
        top -= one.height + gap if one.lines else 0
    return top


def draw_text(
    figure: Figure,
    text: str,
    x: float,
    baseline: float,
    style: Style,
    *,
    align: str = "left",
    halo: bool = False,
) -> None:
    """Draw one line of text.

    Parameters
    ----------
    x, baseline : where it stands, in points.
    align : left, center or right of ``x``.
    halo : whether the letters have a white rim, to be read over colours.
    """
    # A rim makes outlines of the letters: they are written over it, to be found and copied.
    for rim in (True, False) if halo else (False,):
        drawn = Text(
            x,
            baseline,
            drawable(text),
            color=style.colour,
            horizontalalignment=align,  # type: ignore[arg-type] # a Literal for matplotlib
            verticalalignment="baseline",
            fontproperties=FontProperties(fname=_file(style.bold), size=style.size),
            parse_math=False,
            transform=on_page(figure),
            zorder=_WORDS_Z,
        )
        if rim:
            drawn.set_path_effects([withStroke(linewidth=_HALO, foreground=palette.OUTLINE_CASING)])
        figure.add_artist(drawn)


def _short_words(words: Iterable[str], style: Style, width: float) -> Iterable[str]:
    for word in words:
        rest = word
        while text_width(rest, style) > width and len(rest) > 1:
            fitting = 1
            while text_width(rest[: fitting + 1], style) <= width:
                fitting += 1
            yield rest[:fitting]
            rest = rest[fitting:]
        if rest:
            yield rest


def _file(bold: bool) -> str:
    return str(FONTS / ("Lato-Bold.ttf" if bold else "Lato-Regular.ttf"))


@cache
def _charmap() -> frozenset[int]:
    return frozenset(FT2Font(_file(bold=False)).get_charmap())


@cache
def _advance(char: str, bold: bool) -> float:
    """Width of a character, in sizes of the font."""
    with _measuring:
        glyph = _measuring_font(bold).load_char(ord(char), LoadFlags.NO_HINTING)
        return float(glyph.linearHoriAdvance) / _FIXED_POINT / _MEASURE


@cache
def _measuring_font(bold: bool) -> FT2Font:
    font = FT2Font(_file(bold))
    font.set_size(_MEASURE, 72)
    return font
