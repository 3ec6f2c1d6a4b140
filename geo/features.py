"""One writer of GeoJSON (RFC 7946): features, and what is said of the collection."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from common.json_values import json_rows, json_text

#: Decimals of a degree; the sixth is about 0.1 m, finer than the boundaries.
_DECIMALS = 6
#: Around a half, in units of the last decimal, where multiplying may have moved a number.
_UNSURE = 1e-6
#: A number of six decimals at most, in more of them.
_LONG = re.compile(r"-?\d+\.\d{7,}(?:e-\d+)?")
#: What it then holds.
_NOISE = ("0000", "9999")


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
    geometries = geometry_texts(as_handed_out(shapes))
    features = ",".join(
        f'{{"type":"Feature","id":{json_text(identifier)},"properties":{json_text(row)},'
        f'"geometry":{geometry}}}'
        for identifier, row, geometry in zip(
            identifiers, json_rows(properties), geometries, strict=True
        )
    )
    opened = json_text({"type": "FeatureCollection", **members, "features": []})
    return f"{opened.removesuffix(']}')}{features}]}}"


def as_handed_out(shapes: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    """Give shapes in WGS 84 as GeoJSON holds them: rings by the right-hand rule, six decimals."""
    wound = shapely.orient_polygons(shapes, exterior_cw=False)
    handed: npt.NDArray[np.object_] = shapely.transform(wound, _rounded)
    return handed


def geometry_texts(shapes: npt.NDArray[np.object_]) -> list[str]:
    """Write each shape as the geometry of a feature, null where there is none."""
    texts = shapely.to_geojson(shapes)
    return ["null" if one is None else _shortened(one) for one in texts]


def _shortened(geometry: str) -> str:
    """Write in few digits the numbers that GEOS wrote in seventeen: 5.5548400000000004."""
    if not any(digits in geometry for digits in _NOISE):
        return geometry
    return _LONG.sub(lambda found: repr(float(found[0])), geometry)


def _rounded(coordinates: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Round as a person does: what lies half-way in binary alone is looked at digit by digit."""
    scaled = coordinates * 10**_DECIMALS
    rounded: npt.NDArray[np.float64] = np.rint(scaled) / 10**_DECIMALS
    unsure = np.abs(np.abs(scaled - np.trunc(scaled)) - 0.5) < _UNSURE
    rounded[unsure] = [round(number, _DECIMALS) for number in coordinates[unsure].tolist()]
    return rounded
