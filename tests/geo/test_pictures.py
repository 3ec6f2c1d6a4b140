from __future__ import annotations

import io
import itertools
import math
import subprocess
import sys
from itertools import combinations
from xml.etree import ElementTree

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pypdfium2
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.patches import Circle, PathPatch
from PIL import Image
from pyproj import Geod, Transformer

from common import palette
from common.errors import InvalidDataError, UnknownNameError
from common.paths import ROOT
from geo.extents import EXTENTS, METROPOLE, OVERSEAS, Extent
from geo.map_signs import Axis
from geo.picture_formats import FORMATS, Format, parse_format
from geo.pictures import Crossed, Entry, Hatch, Legend, Scene, SheetTexts, sheet, to_bytes
from geo.pictures.files import PNG_DPI
from geo.pictures.frame import Frame, by_part
from geo.pictures.indexed import indexed_png
from geo.pictures.page import Box
from geo.pictures.painting import MOST_VECTOR_SHAPES
from geo.pictures.scale_bar import BAR_ID, bar_length, draw_scale_bar, round_length
from geo.pictures.shape_paths import polygons_path
from geo.pictures.texts import Style, text_block, text_width
from geo.projection import projected_crs

BLUE, RED = "#336699", "#aa3355"
NOTHING = gpd.GeoSeries([], crs=4326)
NO_CIRCLES = gpd.GeoDataFrame({"radius": []}, geometry=[], crs=4326)
SIGNATURES: dict[Format, bytes] = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}


def squares(west: float, south: float, count: int) -> gpd.GeoSeries:
    found = [shapely.box(west + k, south, west + k + 0.9, south + 0.9) for k in range(count)]
    return gpd.GeoSeries(found, index=[f"s{k}" for k in range(count)], crs=4326)


def scene(
    shapes: gpd.GeoSeries,
    classes: list[int | None] | None = None,
    hatching: list[Hatch] | None = None,
    highlight: gpd.GeoSeries = NOTHING,
) -> Scene:
    return Scene(
        shapes=shapes,
        classes=pd.Series(classes or [0] * len(shapes), index=shapes.index, dtype="Int8"),
        hatching=pd.Series(hatching or [Hatch.NONE] * len(shapes), index=shapes.index),
        colours=(BLUE, RED),
        borders=NOTHING,
        context=NOTHING,
        highlight=highlight,
        circles=NO_CIRCLES,
    )


def words(title: str = "Titre", band: str = "", foot: tuple[str, ...] = ()) -> SheetTexts:
    return SheetTexts(title, band, foot, Legend("Unité", "note", (Entry("haut", RED, 3),)))


def by_gid(figure: Figure, gid: str) -> PathPatch:
    found = next(artist for artist in figure.artists if artist.get_gid() == gid)
    assert isinstance(found, PathPatch)
    return found


def pixels_of(figure: Figure, gid: str) -> npt.NDArray[np.uint8]:
    """Pixels inside an artist of the page, its rim left out."""
    image = Image.open(io.BytesIO(to_bytes(figure, "png", "t", "d"))).convert("RGB")
    rows = np.asarray(image)
    left, bottom, right, top = map(int, by_gid(figure, gid).get_window_extent().extents)
    # A square of degrees is a little askew in Lambert-93: only its heart is looked at.
    wide, high = (right - left) // 8, (top - bottom) // 8
    return rows[len(rows) - top + high : len(rows) - bottom - high, left + wide : right - wide]


def share(pixels: npt.NDArray[np.uint8], colour: str) -> float:
    wanted = np.round(np.array(palette.rgb(colour)) * 255)
    return float((pixels == wanted).all(axis=-1).mean())


@pytest.mark.parametrize("extent", EXTENTS, ids=lambda extent: extent.key)
def test_a_scale_bar_has_the_length_that_it_says_on_the_ground(extent: Extent) -> None:
    corners = gpd.GeoSeries.from_xy(
        [extent.west + 0.1, extent.east - 0.1], [extent.south + 0.1, extent.north - 0.1], crs=4326
    )
    metres = by_part(corners)[extent.key]
    frame = Frame.fit(extent, metres.total_bounds, Box(0, 0, 400, 300))
    figure = Figure(figsize=(6, 5), dpi=72)
    draw_scale_bar(figure, frame, 10, 10, Style(7))
    drawn = by_gid(figure, BAR_ID + extent.key).get_path().get_extents().width
    x, y = frame.centre
    to_degrees = Transformer.from_crs(projected_crs(frame.extent), 4326, always_xy=True)
    (west, east), lats = to_degrees.transform([x, x + drawn / frame.scale], [y, y])
    _, _, ground = Geod(ellps="GRS80").inv(west, lats[0], east, lats[1])
    # Lambert-93 and UTM stretch lengths by less than 0.3 % over the country.
    assert ground == pytest.approx(bar_length(frame), rel=3e-3)


@given(st.floats(1.0, 1e7))
def test_a_round_length_is_the_longest_that_fits(longest: float) -> None:
    found = round_length(longest)
    assert found <= longest < 2.5 * found * (1 + 1e-9)
    digits = f"{found:.0f}".rstrip("0")
    assert digits in ("1", "2", "5")


def test_a_frame_shows_all_its_bounds_at_one_scale() -> None:
    bounds = np.array([100_000.0, 6_100_000.0, 300_000.0, 6_150_000.0])
    frame = Frame.fit(METROPOLE, bounds, Box(20, 30, 200, 180))
    (west, south), (east, north) = frame.place(bounds.reshape(2, 2))
    assert 20 < west < east < 220
    assert 30 < south < north < 210
    assert (east - west) / 200_000 == pytest.approx((north - south) / 50_000, rel=1e-2)


def test_parts_of_the_country_are_projected_apart_and_strangers_refused() -> None:
    centres = [(e.west + e.east, e.south + e.north) for e in EXTENTS]
    points = gpd.GeoSeries.from_xy(
        *zip(*[(x / 2, y / 2) for x, y in centres], strict=True), crs=4326
    )
    parts = by_part(points)
    assert list(parts) == [extent.key for extent in EXTENTS]
    assert parts["la_reunion"].crs == "EPSG:2975"
    with pytest.raises(InvalidDataError, match="Londres"):
        by_part(gpd.GeoSeries.from_xy([-0.1], [51.5], index=["Londres"], crs=4326))


def test_holes_stay_empty_and_shared_edges_meet() -> None:
    ring = shapely.box(0, 0, 9_000, 9_000) - shapely.box(3_000, 3_000, 6_000, 6_000)
    clockwise = shapely.reverse(ring)
    frame = Frame.fit(METROPOLE, np.array([0.0, 0.0, 9_000.0, 9_000.0]), Box(0, 0, 100, 100))
    for polygon in (ring, clockwise):
        path = polygons_path(np.array([polygon], dtype=object), frame)
        area = sum(_signed_area(np.asarray(loop)) for loop in path.to_polygons())
        assert area == pytest.approx(ring.area * frame.scale**2, rel=1e-2)


def _signed_area(loop: npt.NDArray[np.float64]) -> float:
    x, y = loop.T
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]) / 2)


@given(st.text(st.characters(codec="utf-8"), max_size=200), st.floats(20, 300))
def test_lines_fit_their_width_and_lose_no_letter(text: str, width: float) -> None:
    style = Style(8)
    lines = text_block(text, style, width).lines
    assert all(text_width(line, style) <= width or len(line) == 1 for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(
        text_block(text, style, math.inf).lines
    ).replace(" ", "")


def test_classes_hatching_and_absence_look_different() -> None:
    cases: dict[str, tuple[int | None, Hatch]] = {
        "flat": (0, Hatch.NONE),
        "rising": (0, Hatch.RISING),
        "falling": (0, Hatch.FALLING),
        "dotted": (0, Hatch.DOTTED),
        "crossed": (0, Hatch.CROSSED),
        "level": (0, Hatch.LEVEL),
        "blank": (None, Hatch.NONE),
        "secret": (None, Hatch.RISING),
    }
    seen = {}
    for name, (rank, pattern) in cases.items():
        figure = sheet(scene(squares(3.0, 46.0, 1), [rank], [pattern]), words(), 60)
        gid = f"{'sans-donnee' if rank is None else 'classe-1'}-metropole"
        seen[name] = pixels_of(figure, gid)
    assert share(seen["flat"], BLUE) == 1.0
    assert share(seen["blank"], palette.NO_DATA) == 1.0
    hatched = [name for name, (_, pattern) in cases.items() if pattern is not Hatch.NONE]
    for name in hatched:
        ground = palette.NO_DATA if name == "secret" else BLUE
        assert 0.5 < share(seen[name], ground) < 0.97, name
    for one, other in combinations([name for name in hatched if name != "secret"], 2):
        assert (seen[one] != seen[other]).mean() > 0.02, (one, other)


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_picture_has_its_format_and_the_same_bytes_twice(fmt: Format) -> None:
    shapes = pd.concat([squares(1.0, 46.0, 3), squares(45.0, -12.9, 1).rename({"s0": "m"})])
    drawn = [
        to_bytes(
            sheet(scene(gpd.GeoSeries(shapes), [0, 1, None, 1]), words("Été <à> $2$"), 150),
            fmt,
            "Été <à> $2$",
            "Une description & plus",
        )
        for _ in range(2)
    ]
    assert drawn[0] == drawn[1]
    assert drawn[0].startswith(SIGNATURES[fmt])


def test_each_file_carries_its_title_and_description() -> None:
    figure = sheet(scene(squares(1.0, 46.0, 1)), words("Été <à> $2$"), 150)
    files = {fmt: to_bytes(figure, fmt, "Été <à> $2$", 'Dit "tout" & plus') for fmt in FORMATS}
    png = Image.open(io.BytesIO(files["png"]))
    assert png.info["Title"] == "Été <à> $2$"
    assert png.info["dpi"][0] == pytest.approx(PNG_DPI, abs=0.1)
    pdf = pypdfium2.PdfDocument(files["pdf"])
    assert pdf.get_metadata_dict()["Title"] == "Été <à> $2$"
    assert pdf.get_metadata_dict()["CreationDate"] == ""
    assert "Été <à> $2$" in pdf[0].get_textpage().get_text_bounded()
    root = ElementTree.fromstring(files["svg"])  # noqa: S314 -- our own file
    svg = "{http://www.w3.org/2000/svg}"
    assert root.get("role") == "img"
    assert root.findtext(f"{svg}title") == "Été <à> $2$"
    desc = root.find(f"{svg}desc")
    assert desc is not None
    assert desc.text == 'Dit "tout" & plus'
    assert desc.get("id") == root.get("aria-describedby")


def test_dom_stand_in_insets_in_their_order_each_with_its_scale() -> None:
    shapes = [squares(1.0, 46.0, 3)]
    for extent in OVERSEAS[::-1]:
        x, y = (extent.west + extent.east) / 2, (extent.south + extent.north) / 2
        shapes.append(gpd.GeoSeries([shapely.box(x, y, x + 0.05, y + 0.05)], [extent.key], 4326))
    figure = sheet(scene(gpd.GeoSeries(pd.concat(shapes))), words(), 200)
    bars = [str(a.get_gid()) for a in figure.artists if str(a.get_gid()).startswith(BAR_ID)]
    assert bars == [BAR_ID + extent.key for extent in EXTENTS]
    boxes = [by_gid(figure, f"classe-1-{extent.key}").get_window_extent() for extent in OVERSEAS]
    assert all(left.x1 < right.x0 for left, right in itertools.pairwise(boxes))
    main = by_gid(figure, "classe-1-metropole").get_window_extent()
    assert all(box.y1 < main.y0 for box in boxes)


def test_one_dom_alone_fills_the_frame() -> None:
    island = gpd.GeoSeries([shapely.box(55.3, -21.3, 55.7, -20.95)], ["r"], 4326)
    figure = sheet(scene(island), words(), 150)
    bars = [a.get_gid() for a in figure.artists if str(a.get_gid()).startswith(BAR_ID)]
    assert bars == [BAR_ID + "la_reunion"]
    assert by_gid(figure, "classe-1-la_reunion").get_window_extent().width > 150 / 25.4 * 72 * 0.5


def test_a_warning_makes_a_band_and_its_absence_none() -> None:
    gids = {
        band: {a.get_gid() for a in sheet(scene(squares(1, 46, 1)), words(band=band), 150).artists}
        for band in ("", "Attention")
    }
    assert "bandeau" in gids["Attention"]
    assert "bandeau" not in gids[""]


def test_a_small_highlighted_place_gets_a_ring() -> None:
    shapes = squares(1.0, 46.0, 5)
    small = gpd.GeoSeries([shapely.box(2.0, 46.2, 2.01, 46.21)], ["c"], 4326)
    for place, ringed in ((small, True), (shapes[:1], False)):
        figure = sheet(scene(shapes, highlight=place), words(), 150)
        assert any(isinstance(artist, Circle) for artist in figure.artists) is ringed
        assert share(_whole(figure), palette.SELECTED_INK) > 0


def _whole(figure: Figure) -> npt.NDArray[np.uint8]:
    return np.asarray(Image.open(io.BytesIO(to_bytes(figure, "png", "", ""))).convert("RGB"))


def test_too_many_shapes_become_an_image_in_a_vector_file() -> None:
    side = math.ceil(math.sqrt(MOST_VECTOR_SHAPES + 1))
    step = np.arange(side) * 0.02
    x, y = (grid.ravel() for grid in np.meshgrid(1 + step, 45 + step))
    many = gpd.GeoSeries(shapely.box(x, y, x + 0.02, y + 0.02), crs=4326)
    for shapes, embedded in ((many, True), (many[:500], False)):
        svg = to_bytes(sheet(scene(shapes), words(), 100), "svg", "", "")
        assert (b"<image" in svg) is embedded


def test_long_words_wrap_and_the_page_grows() -> None:
    short, long = (
        sheet(scene(squares(1.0, 46.0, 1)), words(title), 100) for title in ("a", "x" * 400)
    )
    assert long.bbox_inches.height > short.bbox_inches.height
    assert long.bbox_inches.width == pytest.approx(100 / 25.4)


def test_two_crossed_measures_show_their_nine_counts() -> None:
    colours = tuple(colour for row in palette.BIVARIATE for colour in row)
    key = Crossed(
        Axis("Besoin", ("≤ 1", "entre", "> 2")),
        Axis("Réponse", ("≤ 30", "entre", "> 40")),
        colours,
        tuple(range(101, 110)),
    )
    legend = Legend("Croisement", "", (), key)
    figure = sheet(scene(squares(1.0, 46.0, 1)), SheetTexts("", "", (), legend), 150)
    text = pypdfium2.PdfDocument(to_bytes(figure, "pdf", "", ""))[0].get_textpage()
    found = text.get_text_bounded()
    assert all(str(count) in found for count in range(101, 110))
    for said in ("Besoin", "Réponse", "≤ 1", "> 2", "≤ 30", "> 40"):
        assert said in found


def test_a_palette_keeps_flat_colours_however_many_shades_there_are() -> None:
    shades = np.random.default_rng(7).integers(0, 256, (60, 60, 3), dtype=np.uint8)
    flat = np.full((60, 60, 3), (31, 78, 121), dtype=np.uint8)
    written = indexed_png(np.concatenate([shades, flat]), 200, {})
    read = np.asarray(Image.open(io.BytesIO(written)).convert("RGB"))
    assert (read[60:] == (31, 78, 121)).all()
    assert Image.open(io.BytesIO(written)).mode == "P"


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="png"):
        parse_format("jpg")


TOGETHER = """
import sys
from concurrent.futures import ThreadPoolExecutor
from geo.pictures import texts

sys.setswitchinterval(1e-6)
letters = [chr(code) for code in sorted(texts._charmap()) if code > 32]

def widths(_):
    return [texts._advance.__wrapped__(letter, False) for letter in letters]

alone = widths(0)
with ThreadPoolExecutor(8) as pool:
    assert all(found == alone for found in pool.map(widths, range(40)))
"""


def test_pictures_drawn_at_the_same_time_do_not_break_the_font() -> None:
    done = subprocess.run([sys.executable, "-c", TOGETHER], cwd=ROOT, check=False)
    assert done.returncode == 0, "FreeType stops the process where two threads ask the same font"
