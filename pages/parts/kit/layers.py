"""Layers of the map, made once for the screens that show one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from atlas.layers.layer import Layer, layer
from atlas.layers.query import LayerQuery
from pages.parts.kit import cache_sizes as sizes
from pages.parts.kit.caches import cache_resource
from pages.parts.kit.desk import desk

#: What names a question in a cache: its texts, its measure by its key.
BY_KEYS: dict[str | type[Any], Callable[[Any], Any]] = {LayerQuery: repr}


@cache_resource(
    max_entries=sizes.LAYERS.entries, show_spinner="Préparation de la carte…", hash_funcs=BY_KEYS
)
def cached_layer(query: LayerQuery) -> Layer:
    """Make a layer once; sessions share it and must not change it."""
    return layer(desk(), query)
