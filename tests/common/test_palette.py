"""Colours are told apart by everyone and contrast with the lines drawn over them."""

from __future__ import annotations

import tomllib
from itertools import combinations, pairwise

import numpy as np
import pytest

from common import palette
from common.paths import ROOT

# Machado, Oliveira, Fernandes (2009), severity 1, on linear RGB.
VISIONS = {
    "trichromacy": np.eye(3),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
}
RGB_TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
#: A difference of 2.3 is just noticeable side by side; a map needs several times that.
CLEARLY_DIFFERENT = 8


def lab(colour: str, vision: str) -> np.ndarray:
    gamma = np.array(palette.rgb(colour))
    linear = np.where(gamma <= 0.04045, gamma / 12.92, ((gamma + 0.055) / 1.055) ** 2.4)
    xyz = RGB_TO_XYZ @ np.clip(VISIONS[vision] @ linear, 0, 1) / (0.95047, 1, 1.08883)
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def difference(first: str, second: str, vision: str) -> float:
    return float(np.linalg.norm(lab(first, vision) - lab(second, vision)))


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("count", [2, 5, 7, 9])
def test_sequential_classes_darken_by_visible_steps(vision: str, count: int) -> None:
    colours = palette.sequential(count)
    lightness = [lab(colour, vision)[0] for colour in colours]
    assert all(low > high for low, high in pairwise(lightness))
    assert min(difference(a, b, vision) for a, b in pairwise(colours)) > CLEARLY_DIFFERENT


@pytest.mark.parametrize("vision", VISIONS)
def test_diverging_sides_are_never_confused(vision: str) -> None:
    colours = palette.diverging(3, 3, around_zero=True)
    assert min(difference(a, b, vision) for a, b in combinations(colours, 2)) > CLEARLY_DIFFERENT


def test_diverging_strength_depends_on_the_distance_from_zero() -> None:
    assert palette.diverging(2, 4) == (
        *palette.diverging(4, 0)[2:],
        *palette.diverging(0, 4),
    )


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize(
    "colours",
    [tuple(palette.GAP_STATUS.values()), tuple(c for row in palette.BIVARIATE for c in row)],
    ids=["gap_status", "bivariate"],
)
def test_categories_are_told_apart(vision: str, colours: tuple[str, ...]) -> None:
    assert min(difference(a, b, vision) for a, b in combinations(colours, 2)) > CLEARLY_DIFFERENT


@pytest.mark.parametrize("vision", VISIONS)
def test_no_data_is_not_a_class(vision: str) -> None:
    shown = {*palette.sequential(7), *palette.diverging(3, 3, around_zero=True)}
    assert min(difference(palette.NO_DATA, colour, vision) for colour in shown) > CLEARLY_DIFFERENT


def test_one_of_the_two_lines_of_an_outline_contrasts_with_any_surface() -> None:
    surfaces = {
        *palette.sequential(9),
        *palette.diverging(4, 4, around_zero=True),
        *palette.GAP_STATUS.values(),
        palette.NO_DATA,
    }
    lines = (palette.OUTLINE_INK, palette.OUTLINE_CASING)
    assert all(max(palette.contrast(line, c) for line in lines) >= 3 for c in surfaces)


def test_hatching_shows_on_every_surface() -> None:
    surfaces = {*palette.sequential(9), *palette.diverging(4, 4), palette.NO_DATA}
    assert all(palette.contrast(palette.hatch_ink(c), c) >= 3 for c in surfaces)


def test_texts_are_readable() -> None:
    assert palette.contrast(palette.TEXT, palette.BACKGROUND) >= 7
    assert palette.contrast(palette.MUTED, palette.SURFACE) >= 4.5
    assert palette.contrast(palette.PRIMARY, palette.BACKGROUND) >= 4.5
    assert palette.contrast(palette.WARNING_TEXT, palette.WARNING_BACKGROUND) >= 7


def test_the_theme_of_the_application_is_the_palette() -> None:
    theme = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
    assert theme["primaryColor"] == palette.PRIMARY
    assert theme["textColor"] == palette.TEXT
    assert theme["secondaryBackgroundColor"] == palette.SURFACE
