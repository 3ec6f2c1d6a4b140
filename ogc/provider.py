"""What pygeoapi asks of a collection, answered from a shelf."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pygeoapi.provider.base import BaseProvider, ProviderItemNotFoundError

from geo.standard_systems import ReferenceSystem
from ogc.shelf import Shelf, Window

#: Where pygeoapi finds the class, by its name.
NAME = "ogc.provider.ShelfProvider"


class ShelfProvider(BaseProvider):  # type: ignore[misc]  # pygeoapi ships no types
    """Reads one shelf, and writes nothing.

    Parameters
    ----------
    provider_def : of pygeoapi; ``data`` is the :class:`ogc.shelf.Shelf`, ``window`` that of the
        request (:class:`ogc.shelf.Window`) or None: pygeoapi would project its corners alone.
    """

    def __init__(self, provider_def: dict[str, Any]) -> None:
        super().__init__(provider_def)
        self._shelf: Shelf = provider_def["data"]
        self._window: Window | None = provider_def.get("window")
        self._fields = {
            meaning.name: {
                "type": self._shelf.kinds[meaning.name],
                "title": meaning.fr,
                **({"x-ogc-unit": meaning.unit} if meaning.unit else {}),
            }
            for meaning in self._shelf.meanings
        }

    def get_fields(self) -> dict[str, Any]:
        """Give the columns, each with its type, its French title and its unit."""
        return self._fields

    def query(  # noqa: PLR0917 - the names and the order are those of pygeoapi
        self,
        offset: int = 0,
        limit: int = 10,
        properties: Sequence[tuple[str, str]] = (),
        select_properties: Sequence[str] = (),
        skip_geometry: bool = False,
        crs_transform_spec: Any = None,
        **_others: Any,
    ) -> dict[str, Any]:
        """Give a page of the features asked for, as a GeoJSON collection."""
        wanted = {name: self._typed(name, text) for name, text in properties}
        found = self._shelf.find(self._window, wanted)
        page = found[offset : offset + limit]
        names = [name for name in self._shelf.kinds if name in select_properties] or [
            *self._shelf.kinds
        ]
        system = None if skip_geometry else _system(crs_transform_spec)
        return {
            "type": "FeatureCollection",
            "numberMatched": len(found),
            "numberReturned": len(page),
            "features": self._shelf.features(page, names, system),
        }

    def get(
        self, identifier: str, crs_transform_spec: Any = None, **_others: Any
    ) -> dict[str, Any]:
        """Give one feature.

        Raises
        ------
        ProviderItemNotFoundError
            If there is none of that name.
        """
        place = self._shelf.place_of(identifier)
        if place is None:
            raise ProviderItemNotFoundError
        (feature,) = self._shelf.features(
            [place], [*self._shelf.kinds], _system(crs_transform_spec)
        )
        return feature

    def _typed(self, name: str, text: str) -> str | float:
        return text if self._shelf.kinds[name] == "string" else float(text)


def _system(spec: Any) -> ReferenceSystem:
    """Find the reference system that pygeoapi asks for; none is that of GeoJSON."""
    if spec is None:
        return ReferenceSystem.CRS84
    return next(one for one in ReferenceSystem if one.uri == spec.target_crs_uri)
