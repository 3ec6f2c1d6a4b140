"""Names on a map: in its frame, apart from one another."""

from __future__ import annotations

import geopandas as gpd
import pytest
import shapely
from matplotlib.figure import Figure
from matplotlib.text import Text

from geo.extents import METROPOLE
from geo.pictures.frame import Frame
from geo.pictures.labels import draw_labels
from geo.pictures.page import Box
from geo.pictures.texts import Style, text_width

BOX = Box(10, 10, 300, 200)
STYLE = Style(8, bold=True)


@pytest.fixture
def frame() -> Frame:
    return Frame(METROPOLE, BOX, (0.0, 0.0), 1.0)


def written(frame: Frame, places: dict[str, tuple[float, float]]) -> list[Text]:
    figure = Figure()
    points = gpd.GeoSeries([shapely.Point(*at) for at in places.values()], index=list(places))
    draw_labels(figure, frame, points, STYLE)
    texts = [artist for artist in figure.artists if isinstance(artist, Text)]
    return [text for text in texts if not text.get_path_effects()]  # their rims apart


def test_names_stand_on_their_points(frame: Frame) -> None:
    found = written(frame, {"Laon": (0, 0), "Guise": (0, 60)})
    assert [text.get_text() for text in found] == ["Laon", "Guise"]
    assert found[0].get_position()[0] == pytest.approx(BOX.middle[0])
    assert found[1].get_position()[1] - found[0].get_position()[1] == pytest.approx(60)


def test_a_name_that_would_cover_another_is_left_out(frame: Frame) -> None:
    found = written(frame, {"Laon": (0, 0), "Chambry": (4, 3), "Guise": (0, 40)})
    assert [text.get_text() for text in found] == ["Laon", "Guise"]


def test_a_name_stays_inside_the_frame(frame: Frame) -> None:
    name = "Villeneuve-sur-Aisne"
    half = text_width(name, STYLE) / 2
    for x in (-149, 149):
        middle = written(frame, {name: (x, 0)})[0].get_position()[0]
        assert BOX.left <= middle - half
        assert middle + half <= BOX.right
