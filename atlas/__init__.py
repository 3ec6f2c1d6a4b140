"""The join desk: the one room where territories meet numbers; and its functions for Python.

``from atlas import layer, profile, territories, scores, gaps``: frames of pandas and geopandas out,
without a desk to carry; docs/python.md shows each at work. The functions are loaded when they are
first named: importing the package, or one of its modules, reads nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from atlas.compare.scores_frame import scores as scores
    from atlas.desk.frames import caption as caption
    from atlas.desk.session import use_data as use_data
    from atlas.desk.territories_frame import territories as territories
    from atlas.divergences.clusters_frame import clusters as clusters
    from atlas.divergences.frames import gaps as gaps
    from atlas.divergences.frames import known_gaps as known_gaps
    from atlas.divergences.frames import pair as pair
    from atlas.jobs.catalogue_frames import indicators as indicators
    from atlas.jobs.catalogue_frames import places as places
    from atlas.jobs.catalogue_frames import questions as questions
    from atlas.layers.frame import layer as layer
    from atlas.profiles.frames import profile as profile

#: Where each function is: as the imports above, which a type checker reads.
_HOMES = {
    "caption": "atlas.desk.frames",
    "clusters": "atlas.divergences.clusters_frame",
    "gaps": "atlas.divergences.frames",
    "indicators": "atlas.jobs.catalogue_frames",
    "known_gaps": "atlas.divergences.frames",
    "layer": "atlas.layers.frame",
    "pair": "atlas.divergences.frames",
    "places": "atlas.jobs.catalogue_frames",
    "profile": "atlas.profiles.frames",
    "questions": "atlas.jobs.catalogue_frames",
    "scores": "atlas.compare.scores_frame",
    "territories": "atlas.desk.territories_frame",
    "use_data": "atlas.desk.session",
}
__all__ = [
    "caption",
    "clusters",
    "gaps",
    "indicators",
    "known_gaps",
    "layer",
    "pair",
    "places",
    "profile",
    "questions",
    "scores",
    "territories",
    "use_data",
]

if not TYPE_CHECKING:  # a type checker knows the imports above, and no other name

    def __getattr__(name: str) -> object:
        """Load a function when it is first named (PEP 562)."""
        if name not in _HOMES:
            raise AttributeError(f"module 'atlas' has no attribute {name!r}")
        found = getattr(import_module(_HOMES[name]), name)
        globals()[name] = found
        return found

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
