"""A profile as JSON, for scripts and archives: complete, and the same bytes each time.

Keys of the object:

==================  ==============================================================================
place, level, name  reference (``level:code`` or ``perimetre:codes:name``), level of the
                    territories compared, French name
communes            current commune codes of the place
twin                territory that has exactly the communes of a perimeter, else null
data_version        fingerprint of the data; recipe: that of the choices of the scores
demonstration       whether some views were drawn by a program; demonstration_mark: the sentence
                    that must then go with them, else null
identity, parents,  see :class:`atlas.profile.Profile`; tables are lists of objects, one per row,
programmes,         and the index of a table is its key ``domain``; a missing number is null and
portrait, domains,  has its ``status`` beside; shares are 0-1, areas km², scores 0-100
indicators, views,
series, missing,
partnerships,
matrix, presence,
natures,
natures_presence,
partnership_rates
territories         how many territories are of the level, the place included
strengths,          keys of the domains that the rank interval supports, the clearest first
weaknesses
sources, mentions   origin of the figures, and the sentences that must go with survey figures
==================  ==============================================================================

Each indicator also has its definition, direction (1: high is more fragile), producer, licence and
caveats.
"""

from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.place import Place
from atlas.desk.provenance import DEMONSTRATION_MARK
from atlas.profile.model import Profile
from common.levels import Territory
from geo.perimeter import Perimeter

_DECLARED = ("definition", "direction", "scale", "rule", "producer", "licence", "caveats")


def to_json(desk: Desk, profile: Profile) -> str:
    """Write a profile as JSON text; the keys are those of the module."""
    content = {
        "place": str(profile.place),
        "level": profile.place.level.value,
        "name": profile.name,
        "communes": sorted(desk.communes(profile.place)),
        "twin": _twin(profile.place),
        "data_version": profile.data_version,
        "recipe": profile.recipe,
        "demonstration": profile.demonstration,
        "demonstration_mark": DEMONSTRATION_MARK if profile.demonstration else None,
        "identity": {
            str(key): ", ".join(value) if isinstance(value, tuple) else _plain(value)
            for key, value in profile.identity.items()
        },
        "parents": [_named(desk, parent) for parent in profile.parents],
        "programmes": list(profile.programmes),
        "portrait": _rows(profile.portrait),
        "territories": profile.territories,
        "domains": _rows(profile.domains.rename_axis("domain").reset_index()),
        "strengths": [str(key) for key in profile.strengths.index],
        "weaknesses": [str(key) for key in profile.weaknesses.index],
        "indicators": [_described(desk, row) for row in _rows(profile.indicators)],
        "views": _rows(profile.views),
        "series": _rows(profile.series),
        "missing": _rows(profile.missing),
        "partnerships": _rows(profile.partnerships.sort_values(["attached", "record"])),
        "matrix": _rows(profile.matrix.rename_axis("domain").reset_index()),
        "presence": _rows(profile.presence.rename_axis("domain").reset_index()),
        "natures": _rows(profile.natures.rename_axis("domain").reset_index()),
        "natures_presence": _rows(profile.natures_presence.rename_axis("domain").reset_index()),
        "partnership_rates": _rows(profile.partnership_rates.rename_axis("domain").reset_index()),
        "sources": [source.as_dict() for source in profile.sources],
        "mentions": list(profile.mentions),
    }
    return json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _twin(place: Place) -> str | None:
    twin = place.twin if isinstance(place, Perimeter) else None
    return None if twin is None else str(twin)


def _named(desk: Desk, territory: Territory) -> dict[str, str]:
    return {"place": str(territory), "name": str(desk.territory_row(territory)["name"])}


def _described(desk: Desk, row: dict[str, Any]) -> dict[str, Any]:
    indicator = desk.catalogue[row["key"]]
    return row | {name: getattr(indicator, name) for name in _DECLARED}


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    columns = [str(name) for name in frame]
    cells = [[_plain(value) for value in frame[name]] for name in frame]
    return [dict(zip(columns, row, strict=True)) for row in zip(*cells, strict=True)]


def _plain(value: object) -> Any:
    """Give a value that JSON has: text, whole number, number, boolean or null."""
    if value is None or value is pd.NA:
        return None
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if isinstance(value, bool | int | str) else str(value)
