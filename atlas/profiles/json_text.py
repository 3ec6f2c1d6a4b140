"""A profile as JSON, for scripts and archives: complete, and the same bytes each time.

Keys of the object:

==================  ==============================================================================
place, level, name  reference (``level:code`` or ``perimetre:codes:name``), level of the
                    territories compared, French name
communes            current commune codes of the place
twin                territory that has exactly the communes of a perimeter, else null
title, sources,     see :data:`atlas.desk.written.MEMBERS`: origin of the figures, sentences that
mentions …          must go with survey figures, whether some views were drawn by a program
                    (demonstration) and the mark that must then go with them, fingerprints of the
                    data (data_version) and of the choices of the scores (recipe)
identity, parents,  see :class:`atlas.profiles.Profile`; tables are lists of objects, one per row,
programmes,         and the index of a table is its key ``domain``; a missing number is null and
portrait, domains,  has its ``status`` beside; shares are 0-1, areas km², scores 0-100
indicators,
answers,
differences, views,
programme, waves,
series, trends,
missing,
partnerships,
ended_partnerships,
matrix, presence,
natures,
natures_presence,
partnership_rates
whose               in ``answers`` and ``views``: « own » for what was measured of the place itself,
                    « larger » for what was measured of a territory that holds it and others, and
                    is not said of the place
territories         how many territories are of the level, the place included
strengths,          keys of the domains that the rank interval supports, the clearest first
weaknesses
==================  ==============================================================================

Each indicator also has its definition, direction (1: high is more fragile), producer, licence and
caveats.
"""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.place import Place
from atlas.desk.written import members
from atlas.profiles.missing import whole_reasons
from atlas.profiles.model import Profile
from common.json_values import json_rows, plain
from common.levels import Territory
from geo.perimeter import Perimeter

#: What the catalogue says of an indicator, by the name of the member that holds it.
_DECLARED = {
    **{name: name for name in ("definition", "direction", "scale", "rule")},
    "producer": "origin",
    **{name: name for name in ("licence", "caveats")},
}


def to_json(desk: Desk, profile: Profile) -> str:
    """Write a profile as JSON text; the keys are those of the module."""
    content = {
        "place": str(profile.place),
        "level": profile.place.level.value,
        "name": profile.name,
        "communes": sorted(desk.communes(profile.place)),
        "twin": _twin(profile.place),
        **members(profile.about, "json"),
        "identity": {
            str(key): ", ".join(value) if isinstance(value, tuple) else plain(value)
            for key, value in profile.identity.items()
        },
        "parents": [_named(desk, parent) for parent in profile.parents],
        "programmes": list(profile.programmes),
        "portrait": json_rows(profile.portrait),
        "territories": profile.territories,
        "domains": _by_domain(profile.domains),
        "strengths": [str(key) for key in profile.strengths.index],
        "weaknesses": [str(key) for key in profile.weaknesses.index],
        "indicators": [_described(desk, row) for row in json_rows(profile.indicators)],
        "answers": json_rows(profile.answers),
        "differences": json_rows(profile.differences),
        "views": json_rows(profile.views),
        "programme": json_rows(profile.programme),
        "waves": json_rows(profile.waves),
        "series": json_rows(profile.series),
        "trends": json_rows(profile.trends),
        "missing": json_rows(_missing(profile)),
        "partnerships": json_rows(profile.partnerships.sort_values(["attached", "record"])),
        "ended_partnerships": profile.ended_partnerships,
        "matrix": _by_domain(profile.matrix),
        "presence": _by_domain(profile.presence),
        "natures": _by_domain(profile.natures),
        "natures_presence": _by_domain(profile.natures_presence),
        "partnership_rates": _by_domain(profile.partnership_rates),
    }
    return json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _twin(place: Place) -> str | None:
    twin = place.twin if isinstance(place, Perimeter) else None
    return None if twin is None else str(twin)


def _missing(profile: Profile) -> pd.DataFrame:
    rows = profile.missing
    return rows[["domain", "what"]].assign(why=whole_reasons(rows))


def _named(desk: Desk, territory: Territory) -> dict[str, str]:
    return {"place": str(territory), "name": str(desk.territory_row(territory)["name"])}


def _described(desk: Desk, row: dict[str, Any]) -> dict[str, Any]:
    indicator = desk.catalogue[row["key"]]
    return row | {member: getattr(indicator, name) for member, name in _DECLARED.items()}


def _by_domain(table: pd.DataFrame) -> list[dict[str, Any]]:
    return json_rows(table.rename_axis("domain").reset_index())
