"""Draw the name mark and the icon of the application: ``python -m tools.identity``.

The mark says what the product is: a disc, half of it measured (filled), half felt (a ring).
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw

from common import palette
from common.paths import ROOT, STATIC

NAME = "Fragiscope"
_FONT = ROOT / "common" / "fonts" / "Lato-Bold.ttf"
#: Units of the drawing: height of the mark, of the letters, space between both.
_MARK, _LETTERS, _SPACE = 32, 25, 10
#: Outer radius of the mark and thickness of its ring.
_RADIUS, _RING = 13.0, 4.5
_ICON = 64
#: Letters are drawn in tenths of a unit: whole numbers are short, and the mark goes with each run.
_FINER_LETTERS = 10
#: An icon is drawn this many times larger, then reduced: its edges are smooth.
_FINER = 8


def main() -> int:
    """Write both files."""
    (STATIC / "fragiscope.svg").write_text(name_mark(), encoding="utf-8")
    draw_icon(STATIC / "icon.png")
    return 0


def name_mark() -> str:
    """Write the mark and the name as SVG, dark letters or light ones as the reader's system asks.

    The letters are outlines: a picture cannot call a font of the page.
    """
    letters, width = _outlines()
    middle, inner = _MARK / 2, _RADIUS - _RING / 2
    baseline = middle + _LETTERS * 0.36
    start = _MARK + _SPACE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {start + width:.0f} {_MARK}" '
        f'width="{start + width:.0f}" height="{_MARK}" role="img" aria-label="{NAME}">\n'
        f"<style>.m{{fill:{palette.MEASURED}}}.f{{stroke:{palette.FELT}}}"
        f".n{{fill:{palette.TEXT}}}"
        f"@media (prefers-color-scheme:dark){{.m{{fill:{palette.DARK['measured']}}}"
        f".f{{stroke:{palette.DARK['felt']}}}.n{{fill:{palette.DARK['text']}}}}}</style>\n"
        f'<path class="m" d="M{middle - 1} {middle - _RADIUS}A{_RADIUS} {_RADIUS} 0 0 0 '
        f'{middle - 1} {middle + _RADIUS}Z"/>\n'
        f'<path class="f" fill="none" stroke-width="{_RING}" d="M{middle + 1} {middle - inner}'
        f'A{inner} {inner} 0 0 1 {middle + 1} {middle + inner}"/>\n'
        f'<path class="n" transform="translate({start} {baseline:.2f}) '
        f'scale({1 / _FINER_LETTERS:g})" d="{letters}"/>\n</svg>\n'
    )


def _outlines() -> tuple[str, float]:
    """Write the outlines of the name, from its baseline, and their width."""
    font = TTFont(_FONT)
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    scale = _LETTERS / font["head"].unitsPerEm
    drawn, x = [], 0.0
    for letter in NAME:
        pen = SVGPathPen(glyphs, ntos=lambda value: f"{value * _FINER_LETTERS:.0f}")
        glyph = glyphs[names[ord(letter)]]
        glyph.draw(TransformPen(pen, (scale, 0, 0, -scale, x, 0)))
        drawn.append(pen.getCommands())
        x += glyph.width * scale
    return "".join(drawn), x


def draw_icon(path: Path) -> None:
    """Draw the mark as the icon of a tab."""
    size = _ICON * _FINER
    picture = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    edge = size * 0.05
    box = (edge, edge, size - edge, size - edge)
    gap = size * 0.03
    ring = round(size * _RING / _MARK)
    pen.pieslice(box, 90, 270, fill=palette.MEASURED)
    pen.arc(box, 270, 90, fill=palette.FELT, width=ring)
    pen.rectangle((size / 2 - gap, 0, size / 2 + gap, size), fill=(0, 0, 0, 0))
    picture.resize((_ICON, _ICON), Image.Resampling.LANCZOS).save(path, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
