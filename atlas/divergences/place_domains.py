"""One territory, all the domains: what is measured there, what is felt, and of which territory."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from atlas.desk.about import About, about_of
from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import index_indicators, indicator_sources, survey_source
from atlas.divergences.divergences import METHOD, best_readings
from atlas.divergences.readings import READINGS
from atlas.divergences.view import holder
from common.levels import MAPPED_LEVELS, Level, Territory
from indicators.base.domains import DOMAIN_KEYS, OVERALL
from indicators.scores.objective import default_recipe


@dataclass(frozen=True)
class PlaceDomains:
    """The 16 domains of a territory.

    Attributes
    ----------
    territory, name : the territory.
    measured : index domain, in the order of the index: score, rank, ranked, rank_low, rank_high;
        missing where there is no score, or no interval.
    felt : index domain, those that have an answer: :data:`atlas.divergences.readings.READINGS`
        and level (of the territory that answered: itself, or the smallest one that holds it).
    about : what a reader must know of it.
    """

    territory: Territory
    name: str
    measured: pd.DataFrame
    felt: pd.DataFrame
    about: About


def place_domains(desk: Desk, territory: Territory) -> PlaceDomains:
    """Put side by side what is measured and felt of a territory, domain by domain."""
    felt = _felt(desk, territory)
    surveys = [desk.surveys[key] for key in felt["survey"].unique()]
    compared = [desk.catalogue[key] for key in felt["indicator"].unique() if key]
    indicators = list(dict.fromkeys([*index_indicators(desk, OVERALL), *compared]))
    name = str(desk.territory_row(territory)["name"])
    return PlaceDomains(
        territory=territory,
        name=name,
        measured=_measured(desk, territory),
        felt=felt,
        about=about_of(
            desk,
            f"Mesuré et ressenti, domaine par domaine – {name}",
            method=METHOD,
            note=" ".join(dict.fromkeys(text for one in surveys for text in one.caveats)),
            sources=(
                *(survey_source(desk, survey) for survey in surveys),
                *indicator_sources(indicators),
            ),
            surveys=surveys,
            recipe=default_recipe(),
        ),
    )


def _measured(desk: Desk, territory: Territory) -> pd.DataFrame:
    scores = desk.scores_of(territory).set_index("domain")[["score", "rank", "ranked"]]
    ranks = desk.rank_intervals_of(territory).set_index("domain")[["rank_low", "rank_high"]]
    return scores.join(ranks).reindex(list(DOMAIN_KEYS))


def _felt(desk: Desk, territory: Territory) -> pd.DataFrame:
    """Keep, of each domain, the best answer of the smallest territory that has one."""
    known = pd.DataFrame(columns=[*READINGS.names, "level"])
    for level in MAPPED_LEVELS[MAPPED_LEVELS.index(territory.level) :]:
        known = _with_level(desk, known, level, holder(desk, level, territory))
    return known.set_index("subject", drop=False).reindex(
        [key for key in DOMAIN_KEYS if key in set(known["subject"])]
    )


def _with_level(
    desk: Desk, known: pd.DataFrame, level: Level, who: Territory | None
) -> pd.DataFrame:
    if who is None:
        return known
    rows = best_readings(desk, level)
    rows = rows[(rows["code"] == who.code) & rows["subject"].isin(DOMAIN_KEYS)]
    new = rows[~rows["subject"].isin(known["subject"])].assign(level=level.value)
    return new if known.empty else pd.concat([known, new], ignore_index=True)
