"""The one palette of the product: maps, charts, notes, pictures.

All the ramps are told apart by people with deuteranopia or protanopia, and their lightness is
monotone, so that they survive a grey print; ``tests/common/test_palette.py`` checks it.
"""

from __future__ import annotations

from collections.abc import Sequence

#: Light to dark: more is darker. Objective and perceived scores, densities.
SEQUENTIAL_ANCHORS = ("#fcf3e6", "#f6cfae", "#ea9c8b", "#cb6784", "#94407c", "#5a2467", "#2c1243")
#: Below zero, zero, above zero. Negative gap: felt less than measured.
NEGATIVE_ANCHORS = ("#f3f1ec", "#a9c8de", "#5b97c0", "#215f8f", "#0b3358")
POSITIVE_ANCHORS = ("#f3f1ec", "#f2c893", "#db8f3d", "#a75a14", "#663008")
#: Light to dark greens, laid over the other ramps: density of partnerships.
DENSITY = ("#dcefc4", "#9fd39a", "#4aa87c", "#12664f")

#: What has no number, and the lines drawn over it.
NO_DATA = "#c6cacf"
HATCH_INK = "#2b2f36"
HATCH_INK_ON_DARK = "#f4f1f6"
#: Thin lines of upper levels: a dark line on a light casing, one of them always contrasts.
OUTLINE_INK = "#2b2f36"
OUTLINE_CASING = "#ffffff"
SELECTED_INK = "#00a08a"

#: Three roles, each with one meaning everywhere: what is measured, what is felt, who acts.
MEASURED = "#4b1a5c"
FELT = "#0b7170"
ACTS = "#8a5600"

#: The ground of the screens, and what can be opened on it; of pictures and notes, white.
PAPER = "#fbf9f5"
CARD = "#ffffff"
BACKGROUND = "#ffffff"
SURFACE = "#f3efe9"
LINE = "#e4dfd8"
#: Texts and controls.
PRIMARY = MEASURED
TEXT = "#1d1a2b"
MUTED = "#5d5a6b"
CONTROL_LINE = "#8d8794"
WARNING_BACKGROUND = "#7a1f1f"
WARNING_TEXT = "#ffffff"

#: The same roles where the reader's system asks for a dark screen.
DARK = {
    "measured": "#d9aeea",
    "felt": "#35aaa6",
    "acts": "#e5ab55",
    "paper": "#17141f",
    "card": "#211d2b",
    "surface": "#2b2637",
    "line": "#3b3549",
    "text": "#f1edf5",
    "muted": "#b9b2c6",
    "control-line": "#857d95",
}

#: The six readings of a gap between measure and perception.
GAP_STATUS = {
    "aligned_fragile": "#6b2a6e",
    "aligned_solid": "#86cba6",
    "silent_fragility": "#1f6fae",
    "listening_topic": "#e08a1e",
    "not_distinguishable": "#f4f1eb",
    "not_publishable": NO_DATA,
}

#: Two readings at once, 3 × 3: rows from low to high of the first, columns of the second.
BIVARIATE = (
    ("#f4f1eb", "#a3d2f0", "#1090b8"),
    ("#ecb6a5", "#ab9db3", "#496995"),
    ("#da5f50", "#913f5b", "#422957"),
)

_BYTES = 255


def rgb(colour: str) -> tuple[float, float, float]:
    """Split ``#rrggbb`` into three numbers from 0 to 1.

    >>> rgb("#ff0000")
    (1.0, 0.0, 0.0)
    """
    red, green, blue = (int(colour[i : i + 2], 16) / _BYTES for i in (1, 3, 5))
    return red, green, blue


def _ramp(anchors: Sequence[str], positions: Sequence[float]) -> tuple[str, ...]:
    """Interpolate between anchors that are evenly spread from 0 to 1."""
    colours = []
    for position in positions:
        place = min(max(position, 0.0), 1.0) * (len(anchors) - 1)
        low = min(int(place), len(anchors) - 2)
        share = place - low
        mixed = (
            round((a * (1 - share) + b * share) * _BYTES)
            for a, b in zip(rgb(anchors[low]), rgb(anchors[low + 1]), strict=True)
        )
        colours.append("#" + "".join(f"{part:02x}" for part in mixed))
    return tuple(colours)


def sequential(count: int) -> tuple[str, ...]:
    """Give ``count`` colours from light (least) to dark (most).

    >>> sequential(2)
    ('#f0b69c', '#773272')
    """
    return _ramp(SEQUENTIAL_ANCHORS, [(i + 0.5) / count for i in range(count)])


def diverging(below: int, above: int, *, around_zero: bool = False) -> tuple[str, ...]:
    """Give the colours of classes around zero: ``below`` blues, ``above`` oranges.

    Strength depends on the distance from zero alone: two classes at the same number of steps
    from zero are equally strong on both sides.

    Parameters
    ----------
    below, above : number of classes entirely under and over zero.
    around_zero : whether one more class, in the middle, contains zero.

    Examples
    --------
    >>> diverging(1, 1, around_zero=True)
    ('#0b3358', '#f3f1ec', '#663008')
    """
    strongest = max(below, above, 1)
    steps = [step / strongest for step in range(1, strongest + 1)]
    negative = _ramp(NEGATIVE_ANCHORS, steps[:below])[::-1]
    middle = (NEGATIVE_ANCHORS[0],) if around_zero else ()
    return negative + middle + _ramp(POSITIVE_ANCHORS, steps[:above])


def relative_luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2), 0 for black to 1 for white.

    >>> relative_luminance("#ffffff")
    1.0
    """
    linear = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb(colour)
    )
    weights = (0.2126, 0.7152, 0.0722)
    return sum(weight * part for weight, part in zip(weights, linear, strict=True))


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2), from 1 to 21.

    >>> round(contrast("#000000", "#ffffff"), 1)
    21.0
    """
    low, high = sorted((relative_luminance(first), relative_luminance(second)))
    return (high + 0.05) / (low + 0.05)


def readable_on(background: str) -> str:
    """Choose the text colour, dark or white, that reads best on a background.

    >>> readable_on("#fcf3e6"), readable_on("#2c1243")
    ('#1d1a2b', '#ffffff')
    """
    return max((TEXT, BACKGROUND), key=lambda ink: contrast(ink, background))


def hatch_ink(surface: str) -> str:
    """Choose the ink of the hatching, dark or light, that shows best on a surface.

    >>> hatch_ink("#fcf3e6") == HATCH_INK, hatch_ink("#2c1243") == HATCH_INK_ON_DARK
    (True, True)
    """
    return max((HATCH_INK, HATCH_INK_ON_DARK), key=lambda ink: contrast(ink, surface))


def faded(colour: str, opacity: float) -> str:
    """Mix a colour with the white of the page, as a surface of this opacity looks over it.

    >>> faded("#ff0000", 0.5), faded("#123456", 1.0)
    ('#ff8080', '#123456')
    """
    return _ramp((BACKGROUND, colour), [opacity])[0]


def opaque(colour: str, alpha: float) -> str:
    """Write a colour with its opacity, for CSS.

    >>> opaque("#ff0000", 0.5)
    'rgba(255, 0, 0, 0.5)'
    """
    red, green, blue = (round(part * _BYTES) for part in rgb(colour))
    return f"rgba({red}, {green}, {blue}, {alpha:g})"
