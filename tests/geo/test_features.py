"""The writer of GeoJSON: rings, coordinates, properties, what is said of the collection."""

from __future__ import annotations

import json
from typing import cast

import numpy as np
import pandas as pd
import shapely
from hypothesis import example, given
from hypothesis import strategies as st

from geo.features import geojson_text

#: Degrees, and those whose seventh decimal is a half, which binary cannot hold.
DEGREES = st.one_of(
    st.floats(-180, 180),
    st.integers(-180_000_000, 180_000_000).map(lambda n: n / 1e6),
    st.integers(-1_800_000_000, 1_800_000_000).map(lambda n: n / 1e7),
    st.floats(-1e-4, 1e-4),
)


@given(st.lists(st.tuples(DEGREES, DEGREES), min_size=2, max_size=20))
@example([(5.55484, 46.0), (0.0000005, -0.0)])
def test_coordinates_are_written_as_python_rounds_and_writes_them(
    points: list[tuple[float, float]],
) -> None:
    shapes = np.array([shapely.LineString(points)], dtype=object)
    text = geojson_text(["a"], pd.DataFrame({"code": ["01"]}), shapes, {})
    slowly = [[round(x, 6), round(y, 6)] for x, y in points]
    expected = json.dumps(slowly, separators=(",", ":"))
    assert text.endswith(f'"geometry":{{"type":"LineString","coordinates":{expected}}}}}]}}')


def test_a_collection_is_read_back_with_its_members() -> None:
    clockwise = shapely.Polygon(
        [(0, 0), (0, 2), (2, 2), (2, 0)], [[(0.5, 0.5), (1, 0.5), (1, 1), (0.5, 1)]]
    )
    shapes = np.array([clockwise, shapely.Point(1 / 3, 2 / 3), None], dtype=object)
    rows = pd.DataFrame(
        {
            "code": ["01", "2A", "971"],
            "value": [0.5, np.nan, np.inf],
            "count": pd.array([1, None, 3], dtype="Int64"),
            "sure": [True, False, True],
        }
    )
    text = geojson_text(["a", "b", "c"], rows, shapes, {"title": "Essai", "recipe": None})
    read = json.loads(text)
    assert list(read) == ["type", "title", "recipe", "features"]
    assert (read["type"], read["title"], read["recipe"]) == ("FeatureCollection", "Essai", None)
    first, second, third = read["features"]
    shape = cast("shapely.Polygon", shapely.from_geojson(json.dumps(first["geometry"])))
    assert shape.equals(clockwise)
    assert shape.exterior.is_ccw
    assert not shape.interiors[0].is_ccw
    assert second["geometry"] == {"type": "Point", "coordinates": [0.333333, 0.666667]}
    assert (third["id"], third["geometry"]) == ("c", None)
    assert [one["properties"] for one in read["features"]] == [
        {"code": "01", "value": 0.5, "count": 1, "sure": True},
        {"code": "2A", "value": None, "count": None, "sure": False},
        {"code": "971", "value": None, "count": 3, "sure": True},
    ]
