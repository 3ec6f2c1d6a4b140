"""A collection, kept so that a page of it is found and laid out in milliseconds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from atlas.desk.about import About
from atlas.desk.codebook import Meaning, column
from atlas.jobs.collections import FeatureSet
from common.json_values import json_rows
from geo.features import geometry_texts
from geo.standard_systems import ReferenceSystem, projected

#: Shapes that are opened at once when the shelf is made: all would take 100 MB.
_PART = 2_000


@dataclass(frozen=True)
class Window:
    """A rectangle in which features are asked for.

    Attributes
    ----------
    boxes : its parts, (least, least, most, most) in the order of the axes of the system; two of
        them where it crosses the antimeridian.
    system : in which they are.
    """

    boxes: tuple[tuple[float, float, float, float], ...]
    system: ReferenceSystem


class Shelf:
    """The features of one collection, in the order of their identifiers.

    Parameters
    ----------
    features : what it holds.
    """

    def __init__(self, features: FeatureSet) -> None:
        order = np.argsort(features.rows.index.to_numpy(dtype=object), kind="stable")
        self.key = features.key
        self.about: About = features.about
        self.keywords = features.keywords
        self._rows = features.rows.iloc[order]
        self._shapes = features.shapes[order]
        self._texts = self._in_parts(lambda part: geometry_texts(shapely.from_wkb(part)))
        self._places = {str(name): place for place, name in enumerate(self._rows.index)}
        self.kinds = {str(name): _kind(kind) for name, kind in self._rows.dtypes.items()}
        self._bounds = {system: self._bounds_in(system) for system in ReferenceSystem}

    def __deepcopy__(self, _memo: object) -> Shelf:
        """Stay one: pygeoapi copies its configuration, of which this is part."""
        return self

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def geometry(self) -> str:
        """Name the type of the shapes as the schema of a collection does."""
        (first,) = shapely.from_wkb(self._shapes[:1])
        return f"geometry-{first.geom_type.lower()}"

    @property
    def meanings(self) -> list[Meaning]:
        """What each column means, in their order."""
        return [column(name) for name in self.kinds]

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """West, south, east, north."""
        bounds = self._bounds[ReferenceSystem.CRS84]
        west, south = bounds[:, :2].min(axis=0)
        east, north = bounds[:, 2:].max(axis=0)
        return float(west), float(south), float(east), float(north)

    def find(
        self, window: Window | None, wanted: Mapping[str, str | float]
    ) -> npt.NDArray[np.intp]:
        """Find features.

        Parameters
        ----------
        window : which they meet; None chooses nothing.
        wanted : value of each column that is asked for.

        Returns
        -------
        array of int
            Their places, in order.
        """
        kept = np.ones(len(self), dtype=bool)
        for name, value in wanted.items():
            kept &= self._rows[name].eq(value).fillna(False).to_numpy(dtype=bool)
        if window is not None:
            kept &= self._meets(window, kept)
        return np.flatnonzero(kept)

    def place_of(self, identifier: str) -> int | None:
        """Give the place of a feature, None where there is none of that name."""
        return self._places.get(identifier)

    def features(
        self,
        places: Sequence[int] | npt.NDArray[np.intp],
        names: Sequence[str],
        system: ReferenceSystem | None,
    ) -> list[dict[str, Any]]:
        """Lay out features as GeoJSON has them, but for their shapes.

        Parameters
        ----------
        places : theirs, as :meth:`find` gives them.
        names : of the properties.
        system : of the coordinates; None leaves the shapes out.

        Returns
        -------
        list of dict
            ``geometry`` is the text of the geometry (``null`` without shapes): those of WGS 84 are
            written once, when the server starts.
        """
        rows = self._rows.iloc[np.asarray(places, dtype=np.intp)]
        return [
            {"type": "Feature", "id": str(identifier), "properties": told, "geometry": shape}
            for identifier, told, shape in zip(
                rows.index, json_rows(rows[list(names)]), self._drawn(places, system), strict=True
            )
        ]

    def _drawn(self, places: Any, system: ReferenceSystem | None) -> list[str]:
        if system is None:
            return ["null"] * len(places)
        if system is ReferenceSystem.CRS84:
            return [self._texts[place] for place in places]
        return geometry_texts(self._shapes_in(system, places))

    def _shapes_in(self, system: ReferenceSystem, places: Any) -> npt.NDArray[np.object_]:
        return projected(shapely.from_wkb(self._shapes[places]), system)

    def _bounds_in(self, system: ReferenceSystem) -> npt.NDArray[np.float64]:
        def bounds(part: npt.NDArray[np.object_]) -> npt.NDArray[np.float64]:
            found: npt.NDArray[np.float64] = shapely.bounds(
                projected(shapely.from_wkb(part), system)
            )
            return found

        return np.array(self._in_parts(bounds))

    def _in_parts(self, function: Callable[[npt.NDArray[np.object_]], Iterable[Any]]) -> list[Any]:
        """Call a function with the shapes, a part of them at once."""
        starts = range(0, len(self), _PART)
        return [one for start in starts for one in function(self._shapes[start : start + _PART])]

    def _meets(self, window: Window, among: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """Tell which features meet a window; those whose bounds cross its edge are looked at."""
        bounds = self._bounds[window.system]
        met = np.zeros(len(self), dtype=bool)
        for least_x, least_y, most_x, most_y in window.boxes:
            near = among & (bounds[:, :2] <= (most_x, most_y)).all(axis=1)
            near &= (bounds[:, 2:] >= (least_x, least_y)).all(axis=1)
            inside = (bounds[:, :2] >= (least_x, least_y)).all(axis=1)
            inside &= (bounds[:, 2:] <= (most_x, most_y)).all(axis=1)
            unsure = np.flatnonzero(near & ~inside & ~met)
            met |= near & inside
            box = shapely.box(least_x, least_y, most_x, most_y)
            met[unsure] = shapely.intersects(self._shapes_in(window.system, unsure), box)
        return met


def _kind(dtype: Any) -> str:
    """Name the type of a column as JSON Schema does."""
    if pd.api.types.is_integer_dtype(dtype):
        return "integer"
    return "number" if pd.api.types.is_float_dtype(dtype) else "string"
