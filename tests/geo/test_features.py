"""The writer of GeoJSON: rings, coordinates, properties, what is said of the collection."""

from __future__ import annotations

import json
from typing import cast

import numpy as np
import pandas as pd
import shapely

from geo.features import geojson_text


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
