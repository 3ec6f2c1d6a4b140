"""Small maps: each territory in the colour of its class, the DROM in a row below."""

from __future__ import annotations

import io

import geopandas as gpd
import pandas as pd
import shapely
from PIL import Image

from common import palette
from geo.pictures.thumbnails import HEIGHT, WIDTH, ground, thumbnail

COLOURS = ("#ff0000", "#00ff00")


def pixels(shapes: gpd.GeoSeries, classes: pd.Series) -> Image.Image:
    return Image.open(io.BytesIO(thumbnail(ground(shapes), classes, COLOURS))).convert("RGB")


def ink(colour: str) -> tuple[int, ...]:
    return tuple(round(255 * part) for part in palette.rgb(colour))


def test_each_territory_has_the_colour_of_its_class_and_a_hole_has_none() -> None:
    west, east = shapely.box(2, 46, 3, 47), shapely.box(3, 46, 4, 47)
    pierced = shapely.Polygon(west.exterior, [shapely.box(2.3, 46.3, 2.7, 46.7).exterior])
    shapes = gpd.GeoSeries([pierced, east], index=["a", "b"], crs=4326)
    image = pixels(shapes, pd.Series([1, None], index=["a", "b"], dtype="Int8"))
    assert image.size == (WIDTH, HEIGHT)
    assert image.getpixel((WIDTH // 4, HEIGHT // 2)) == ink(palette.SURFACE)
    assert image.getpixel((30, HEIGHT // 2)) == ink(COLOURS[1])
    assert image.getpixel((3 * WIDTH // 4, HEIGHT // 2)) == ink(palette.NO_DATA)
    assert image.getpixel((2, 2)) == ink(palette.SURFACE)


def test_the_other_parts_of_the_country_stand_below_and_what_is_surrounded_is_seen() -> None:
    around, inside = shapely.box(2, 46, 4, 47), shapely.box(2.8, 46.4, 3.2, 46.6)
    island = shapely.box(55.3, -21.3, 55.7, -20.9)
    shapes = gpd.GeoSeries([inside, around, island], index=["in", "out", "far"], crs=4326)
    image = pixels(shapes, pd.Series([1, 0, 1], index=["in", "out", "far"], dtype="Int8"))
    below = [image.getpixel((x, HEIGHT - 30)) for x in range(WIDTH)]
    assert ink(COLOURS[1]) in below
    assert ink(COLOURS[0]) not in below
    middle = {image.getpixel((WIDTH // 2, y)) for y in range(HEIGHT // 2)}
    assert {ink(one) for one in COLOURS} <= middle
