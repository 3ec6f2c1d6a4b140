"""One writer of GeoJSON (RFC 7946): features, and what is said of the collection."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from common.json_values import json_rows, json_text

#: Decimals of a degree; the sixth is about 0.1 m, finer than the boundaries.
_DECIMALS = 6


def geojson_text(
    identifiers: Sequence[str],
    properties: pd.DataFrame,
    shapes: npt.NDArray[np.object_],
    members: Mapping[str, Any],
) -> str:
    """Write a FeatureCollection.

    Parameters
    ----------
    identifiers : one per feature.
    properties : one row per feature; the columns are the properties, every number finite or null.
    shapes : geometries in WGS 84, or None for a feature that has no place.
    members : foreign members of the collection, already plain.

    Returns
    -------
    str
        Rings follow the right-hand rule; coordinates have six decimals.
    """
    wound = shapely.orient_polygons(shapes, exterior_cw=False)
    geometries = [
        None if text is None else json.loads(text, parse_float=_rounded)
        for text in shapely.to_geojson(wound)
    ]
    features = [
        {"type": "Feature", "id": identifier, "properties": row, "geometry": geometry}
        for identifier, row, geometry in zip(
            identifiers, json_rows(properties), geometries, strict=True
        )
    ]
    return json_text({"type": "FeatureCollection", **members, "features": features})


def _rounded(number: str) -> float:
    return round(float(number), _DECIMALS)
