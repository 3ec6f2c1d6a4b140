"""Make a comparison."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from atlas.compare.indicators import compare_indicators, shown_indicators
from atlas.compare.model import Basis, Compared, Comparison
from atlas.compare.scores import basis_of, compare_scores
from atlas.compare.views import compare_views
from atlas.desk.about import about_of
from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import indicator_sources, survey_source
from atlas.desk.parents import place_name
from atlas.desk.place import Place
from atlas.partnerships.overlay import partnership_sources
from atlas.profiles import Profile
from common.levels import Level, Territory
from indicators.base.domains import OVERALL, domain_label
from indicators.partnerships import has_key
from indicators.scores.objective import default_recipe

_RATES = ["position", "count", "listed", "smoothed_rate", "low", "high", "expected"]


def compare(
    desk: Desk,
    profile: Profile,
    others: Sequence[Profile],
    references: Sequence[Territory],
    domain_key: str,
) -> Comparison:
    """Put a place beside others.

    Parameters
    ----------
    desk : the opened data.
    profile : the place that is compared.
    others : the places chosen, of any level.
    references : larger territories that hold the place, or France, told by the median of the
        territories of the level.
    domain_key : the domain looked at, or ``ensemble``.
    """
    places: list[Place] = [profile.place, *references, *(one.place for one in others)]
    level = profile.place.level
    names = distinct_names(desk, places)
    compared = tuple(
        Compared(place, name, bare, basis := basis_of(place, level), _said(basis, level))
        for place, (name, bare) in zip(places, names, strict=True)
    )
    profiles = {0: profile} | dict(enumerate(others, start=1 + len(references)))
    views = compare_views(profiles, domain_key)
    surveys = [desk.surveys[key] for key in views["survey"].drop_duplicates()]
    declared = shown_indicators(desk, domain_key)
    records = pd.concat([one.partnerships for one in profiles.values()], ignore_index=True)
    if domain_key != OVERALL:
        records = records[has_key(records["domains"], domain_key)]
    return Comparison(
        compared=compared,
        level=level,
        domain=domain_key,
        scores=compare_scores(desk, compared, profiles),
        indicators=compare_indicators(desk, compared, declared),
        views=views,
        rates=_rates(compared, profiles, domain_key),
        about=about_of(
            desk,
            f"{', '.join(one.name for one in compared)} – {domain_label(domain_key)}",
            sources=(
                *indicator_sources(declared),
                *(survey_source(desk, survey) for survey in surveys),
                *partnership_sources(desk, records.drop_duplicates("record")),
            ),
            surveys=surveys,
            recipe=default_recipe(),
        ),
        references=len(references),
    )


def distinct_names(desk: Desk, places: Sequence[Place]) -> list[tuple[str, str]]:
    """Name places so that no two are named alike: by level, then by code or position.

    Returns
    -------
    list of pairs
        The name, and the same without the level where that was enough.
    """
    plain = [place_name(desk, place) for place in places]
    levelled = [
        name if plain.count(name) == 1 else f"{name} ({kind_of(place)})"
        for name, place in zip(plain, places, strict=True)
    ]
    coded = [
        f"{name} ({kind_of(place)}, {_sign(place, position)})"
        for position, (name, place) in enumerate(zip(plain, places, strict=True), start=1)
    ]
    return [
        (name, bare) if levelled.count(name) == 1 else (long, long)
        for name, bare, long in zip(levelled, plain, coded, strict=True)
    ]


def kind_of(place: Place) -> str:
    """Say what a place is: the name of its level, or a perimeter."""
    return place.level.label if isinstance(place, Territory) else "périmètre"


def _sign(place: Place, position: int) -> str:
    return place.code if isinstance(place, Territory) else f"n° {position}"


def _said(basis: Basis, level: Level) -> str:
    return {
        Basis.OWN: "score",
        Basis.MEDIAN: f"médiane de ses {level.plural}",
        Basis.NONE: f"pas de score à l’échelle des {level.plural}",
    }[basis]


def _rates(
    compared: tuple[Compared, ...], profiles: dict[int, Profile], domain_key: str
) -> pd.DataFrame:
    """Partnership rates of the places of the level: lists complete at one level are not at all."""
    rows = []
    for position, profile in profiles.items():
        table = profile.partnership_rates
        if compared[position].basis is Basis.OWN and domain_key in table.index:
            row = table.loc[domain_key]
            rows.append({"position": position, **{name: row[name] for name in _RATES[1:]}})
    return pd.DataFrame(rows, columns=_RATES).astype({"count": "Int64", "listed": "Int64"})
