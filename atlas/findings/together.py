"""What is fragile where people are old: the domain that comes with it most, beyond chance.

The domains of its own dimension are left out: living alone is another side of growing old.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from atlas.desk.about import about_of
from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import index_indicators, indicator_sources
from atlas.findings.finding import CountryFinding, FindingKind
from atlas.findings.places import marked_places
from common.french import number
from common.levels import Level
from indicators.base.domains import DOMAINS, domain
from indicators.scores.objective import default_recipe
from indicators.scores.standing import Standing, standings

LEVEL = Level.EPCI
AGEING = "vieillissement"
_OTHERS = tuple(one.key for one in DOMAINS if one.dimension != domain(AGEING).dimension)
#: Times as many as chance would put together, from which it is worth telling.
MUCH = 1.4
#: Territories, below which it is not about the country.
FEW = 30
_METHOD = (
    "Un EPCI est compté où tout l’intervalle de son rang (neuf calculs défendables sur dix) est "
    "dans le tiers le plus fragile."
)


def together_finding(desk: Desk) -> CountryFinding | None:
    """Tell which domain is most fragile where people are old; None where none clearly is."""
    found = most_together(
        standings(_ranked(desk, AGEING)),
        {key: standings(_ranked(desk, key)) for key in _OTHERS},
    )
    return None if found is None else _told(desk, *found)


def most_together(
    ageing: pd.Series, others: Mapping[str, pd.Series]
) -> tuple[str, pd.Index, float] | None:
    """Find the domain that is fragile in most of the same territories, beyond chance.

    Parameters
    ----------
    ageing : :class:`indicators.scores.standing.Standing` by code.
    others : the same of each other domain.

    Returns
    -------
    tuple or None
        The domain, the codes that are fragile in both, how many there would be if the two had
        nothing to do with each other. None where no domain reaches :data:`MUCH` and :data:`FEW`.

    Examples
    --------
    >>> fragile = pd.Series(["fragile"] * 30 + ["open"] * 60)
    >>> key, codes, expected = most_together(fragile, {"a": fragile, "b": fragile[::-1]})
    >>> key, len(codes), expected
    ('a', 30, 10.0)
    """
    found = [(key, *_both(ageing, standing)) for key, standing in others.items()]
    told = [one for one in found if len(one[1]) >= max(FEW, MUCH * one[2])]
    return max(told, key=lambda one: len(one[1]) - one[2], default=None)


def _both(first: pd.Series, second: pd.Series) -> tuple[pd.Index, float]:
    """Codes fragile in both, and how many chance would put there, among those known in both."""
    known = [one[~one.isin([Standing.UNKNOWN, Standing.NO_INTERVAL])] for one in (first, second)]
    shared = known[0].index.intersection(known[1].index)
    if shared.empty:
        return shared, 0.0
    fragile = [one.reindex(shared) == Standing.FRAGILE for one in known]
    expected = float(fragile[0].sum()) * float(fragile[1].sum()) / len(shared)
    return shared[fragile[0] & fragile[1]], expected


def _ranked(desk: Desk, key: str) -> pd.DataFrame:
    intervals = desk.rank_intervals(LEVEL, key).set_index("code")[["rank_low", "rank_high"]]
    return desk.domain_scores(LEVEL, key)[["rank", "ranked"]].join(intervals)


def _told(desk: Desk, other: str, codes: pd.Index, expected: float) -> CountryFinding:
    both = (AGEING, other)
    names = [domain(key).short for key in both]
    count = number(len(codes))
    return CountryFinding(
        kind=FindingKind.TOGETHER,
        title=f"{names[0]} et {names[1].lower()} : {count} EPCI cumulent les deux fragilités",
        told=(
            "Neuf calculs défendables sur dix les placent dans le tiers le plus fragile de l’un et "
            f"de l’autre domaine. Ils seraient {number(expected)} si les deux n’avaient aucun lien."
        ),
        picture=marked_places(desk.territories_of(LEVEL), codes),
        picture_words=f"Carte des EPCI : les {count} qui cumulent les deux y sont marqués",
        about=about_of(
            desk,
            f"{names[0]} et {names[1].lower()}, par {LEVEL.label}",
            method=_METHOD,
            sources=indicator_sources([one for key in both for one in index_indicators(desk, key)]),
            recipe=default_recipe(),
        ),
        level=LEVEL,
        subjects=(other, AGEING),
    )
