"""``country(desk)``: what a profile can say of France, which no score compares with anything."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from atlas.desk.about import About, about_of
from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import indicator_sources
from atlas.desk.parents import place_name
from atlas.desk.place_values import place_values
from atlas.desk.provenance import IDENTITY_SOURCE
from atlas.partnerships.around import records_of
from atlas.partnerships.natures import natures_of
from atlas.partnerships.overlay import partnership_sources
from atlas.profiles.identity import identity_of
from atlas.profiles.indicators import indicators_of, series_of
from atlas.profiles.portrait import portrait_of
from atlas.profiles.trends import trends_of
from common.levels import FRANCE_CODE, Level, Territory
from indicators.partnerships import select
from indicators.scores.objective import default_recipe

FRANCE = Territory(Level.FRANCE, FRANCE_CODE)


@dataclass(frozen=True)
class CountryProfile:
    """France, described. Each attribute is that of the same name of a profile.

    Attributes
    ----------
    identity, portrait, indicators, trends : see :class:`atlas.profiles.Profile`.
    partnerships : records of the country that go on, grants apart.
    natures, natures_presence : numbers of records by domain and nature, and what each means.
    about : what a reader must know of it, the surveys left aside.
    """

    identity: pd.Series
    portrait: pd.DataFrame
    indicators: pd.DataFrame
    trends: pd.DataFrame
    partnerships: pd.DataFrame
    natures: pd.DataFrame
    natures_presence: pd.DataFrame
    about: About


def country(desk: Desk) -> CountryProfile:
    """Describe France."""
    values = place_values(desk, FRANCE)
    indicators = indicators_of(desk, FRANCE, values, ())
    series = series_of(desk, values)
    natures, presence = natures_of(desk, FRANCE)
    records = select(records_of(desk, FRANCE))
    return CountryProfile(
        identity=identity_of(desk, FRANCE),
        portrait=portrait_of(desk, FRANCE, values, indicators, ()),
        indicators=indicators,
        trends=trends_of(desk.catalogue, values, series),
        partnerships=records,
        natures=natures,
        natures_presence=presence,
        about=about_of(
            desk,
            place_name(desk, FRANCE),
            sources=(
                IDENTITY_SOURCE,
                *indicator_sources([desk.catalogue[key] for key in indicators["key"]]),
                *partnership_sources(desk, records),
            ),
            recipe=default_recipe(),
        ),
    )
