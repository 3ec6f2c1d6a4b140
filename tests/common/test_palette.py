"""Colours are told apart by everyone and contrast with the lines drawn over them."""

from __future__ import annotations

import re
import tomllib
from itertools import combinations, pairwise

import numpy as np
import pytest

from common import palette
from common.paths import ROOT, STATIC
from geo.classes import MAX_CLASSES
from tests.common.ciede2000 import VISIONS, ciede2000, difference, lab
from tools import identity

#: CIEDE2000. A difference of 1 is just noticeable side by side; a map needs several times that.
STEP = 7.0
#: Between surfaces that are read apart from each other: positions, cells of two measures.
APART = 10.0
GRID = tuple(colour for row in palette.BIVARIATE for colour in row)

#: Pairs published by Sharma, Wu and Dalal (2005), table 1, and their difference.
PUBLISHED = [
    ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
    ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0000),
    ((50, 0, 0), (50, -1, 2), 2.3669),
    ((50, 2.4900, -0.0010), (50, -2.4900, 0.0009), 7.1792),
    ((50, 2.4900, -0.0010), (50, -2.4900, 0.0011), 7.2195),
    ((50, -0.0010, 2.4900), (50, 0.0009, -2.4900), 4.8045),
    ((50, -0.0010, 2.4900), (50, 0.0011, -2.4900), 4.7461),
    ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
    ((50, 2.5, 0), (73, 25, -18), 27.1492),
    ((50, 2.5, 0), (61, -5, 29), 22.8977),
    ((50, 2.5, 0), (56, -27, -3), 31.9030),
    ((50, 2.5, 0), (58, 24, 15), 19.4535),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((63.0109, -31.0961, -5.8663), (62.8187, -29.7946, -4.0864), 1.2630),
    ((61.2901, 3.7196, -5.3901), (61.4292, 2.2480, -4.9620), 1.8731),
    ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ((36.4612, 47.8580, 18.3852), (36.2715, 50.5065, 21.2231), 1.4146),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
]


@pytest.mark.parametrize(("one", "two", "published"), PUBLISHED)
def test_the_difference_is_the_published_one(
    one: tuple[float, ...], two: tuple[float, ...], published: float
) -> None:
    first, second = np.array(one, dtype="float64"), np.array(two, dtype="float64")
    assert ciede2000(first, second) == pytest.approx(published, abs=5e-5)
    assert ciede2000(second, first) == pytest.approx(published, abs=5e-5)


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("count", range(2, MAX_CLASSES + 1))
def test_sequential_classes_darken_by_visible_steps(vision: str, count: int) -> None:
    colours = palette.sequential(count)
    lightness = [lab(colour, vision)[0] for colour in colours]
    assert all(low > high for low, high in pairwise(lightness))
    assert min(difference(a, b, vision) for a, b in pairwise(colours)) > STEP


@pytest.mark.parametrize("vision", VISIONS)
def test_diverging_sides_are_never_confused(vision: str) -> None:
    colours = palette.diverging(3, 3, around_zero=True)
    assert min(difference(a, b, vision) for a, b in combinations(colours, 2)) > APART


def test_diverging_strength_depends_on_the_distance_from_zero() -> None:
    assert palette.diverging(2, 4) == (
        *palette.diverging(4, 0)[2:],
        *palette.diverging(0, 4),
    )


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize(
    "colours",
    [tuple(palette.GAP_STATUS.values()), (*GRID, palette.NO_DATA)],
    ids=["gap_status", "bivariate"],
)
def test_categories_are_told_apart(vision: str, colours: tuple[str, ...]) -> None:
    assert min(difference(a, b, vision) for a, b in combinations(colours, 2)) > APART


@pytest.mark.parametrize("vision", VISIONS)
def test_two_measures_darken_along_both_sides(vision: str) -> None:
    lightness = np.array([lab(colour, vision)[0] for colour in GRID]).reshape(3, 3)
    assert (np.diff(lightness, axis=0) < 0).all()
    assert (np.diff(lightness, axis=1) < 0).all()


def test_counts_are_readable_in_the_cells_of_two_measures() -> None:
    assert all(palette.contrast(palette.readable_on(cell), cell) >= 4.5 for cell in GRID)


@pytest.mark.parametrize("vision", VISIONS)
def test_no_data_is_not_a_class(vision: str) -> None:
    shown = {*palette.sequential(MAX_CLASSES), *palette.diverging(3, 3, around_zero=True)}
    assert min(difference(palette.NO_DATA, colour, vision) for colour in shown) > APART


def test_one_of_the_two_lines_of_an_outline_contrasts_with_any_surface() -> None:
    surfaces = {
        *palette.sequential(MAX_CLASSES),
        *palette.diverging(4, 4, around_zero=True),
        *palette.GAP_STATUS.values(),
        *GRID,
        palette.NO_DATA,
    }
    lines = (palette.OUTLINE_INK, palette.OUTLINE_CASING)
    assert all(max(palette.contrast(line, c) for line in lines) >= 3 for c in surfaces)


def test_hatching_shows_on_every_surface() -> None:
    surfaces = {*palette.sequential(MAX_CLASSES), *palette.diverging(4, 4), *GRID, palette.NO_DATA}
    assert all(palette.contrast(palette.hatch_ink(c), c) >= 3 for c in surfaces)


def test_texts_are_readable() -> None:
    assert palette.contrast(palette.TEXT, palette.BACKGROUND) >= 7
    assert palette.contrast(palette.MUTED, palette.SURFACE) >= 4.5
    assert palette.contrast(palette.PRIMARY, palette.BACKGROUND) >= 4.5
    assert palette.contrast(palette.WARNING_TEXT, palette.WARNING_BACKGROUND) >= 7


LIGHT = {
    "measured": palette.MEASURED,
    "felt": palette.FELT,
    "acts": palette.ACTS,
    "paper": palette.PAPER,
    "card": palette.CARD,
    "surface": palette.SURFACE,
    "line": palette.LINE,
    "text": palette.TEXT,
    "muted": palette.MUTED,
    "control-line": palette.CONTROL_LINE,
}
ROLES = pytest.mark.parametrize("roles", [LIGHT, palette.DARK], ids=["light", "dark"])


def test_the_themes_of_the_application_are_the_palette() -> None:
    theme = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
    for name, roles in (("light", LIGHT), ("dark", palette.DARK)):
        assert theme[name] == {
            "primaryColor": roles["measured"],
            "linkColor": roles["measured"],
            "backgroundColor": roles["paper"],
            "secondaryBackgroundColor": roles["surface"],
            "textColor": roles["text"],
            "borderColor": roles["control-line"],
            "dataframeBorderColor": roles["line"],
        }


def declared_roles(sheet: str, selector: str) -> list[dict[str, str]]:
    """Read the roles that a style sheet declares under a selector: light, then dark."""
    rules = re.findall(
        rf"{re.escape(selector)} \{{(.*?)\}}", (STATIC / sheet).read_text("utf-8"), re.DOTALL
    )
    found = [dict(re.findall(r"--fs-([\w-]+): (#[0-9a-f]{6});", rule)) for rule in rules]
    return [roles for roles in found if roles]


def test_the_stylesheet_has_the_roles_of_the_palette() -> None:
    light, dark = declared_roles("fragiscope.css", ":root")
    for roles, declared in ((LIGHT, light), (palette.DARK, dark)):
        assert {role: declared.get(role) for role in roles} == roles


def test_what_a_page_says_at_first_has_the_roles_of_the_palette() -> None:
    light, dark = declared_roles("first_paint.css", ".fs-first")
    for roles, declared in ((LIGHT, light), (palette.DARK, dark)):
        assert declared == {role: roles[role] for role in declared}
        assert {"paper", "card", "text", "muted"} <= declared.keys()


@ROLES
def test_roles_are_readable_on_each_ground(roles: dict[str, str]) -> None:
    grounds = [roles[name] for name in ("paper", "card", "surface")]
    for ink in ("text", "muted", "measured", "felt", "acts"):
        assert min(palette.contrast(roles[ink], ground) for ground in grounds) >= 4.5, ink
    fields = (roles["paper"], roles["card"])
    assert min(palette.contrast(roles["control-line"], ground) for ground in fields) >= 3


@pytest.mark.parametrize("vision", VISIONS)
@ROLES
def test_the_three_roles_are_told_apart(vision: str, roles: dict[str, str]) -> None:
    three = [roles[name] for name in ("measured", "felt", "acts")]
    assert min(difference(a, b, vision) for a, b in combinations(three, 2)) > APART


def test_the_name_mark_has_the_colours_of_the_palette() -> None:
    drawn = (STATIC / "fragiscope.svg").read_text(encoding="utf-8")
    assert drawn == identity.name_mark()
