"""Make the profile of a place."""

from __future__ import annotations

import pandas as pd

from atlas.desk.about import about_of
from atlas.desk.desk import Desk, refuse_country
from atlas.desk.indicator_sources import indicator_sources, survey_source
from atlas.desk.parents import parents_of, place_name
from atlas.desk.place import Place, as_territory
from atlas.desk.place_values import place_values
from atlas.desk.provenance import IDENTITY_SOURCE
from atlas.desk.remade import command_words
from atlas.partnerships.around import INSIDE, records_of
from atlas.partnerships.matrix import counts_and_presence
from atlas.partnerships.natures import natures_of
from atlas.partnerships.overlay import partnership_sources
from atlas.partnerships.rates import rates_of
from atlas.profiles.answers import answers_of
from atlas.profiles.group_differences import differences_of
from atlas.profiles.identity import identity_of
from atlas.profiles.indicators import indicators_of, series_of
from atlas.profiles.missing import missing_of
from atlas.profiles.model import Profile
from atlas.profiles.portrait import portrait_of
from atlas.profiles.programme import programme_of
from atlas.profiles.programmes import programmes_of
from atlas.profiles.scores import domains_of, standing_out
from atlas.profiles.trends import trends_of
from atlas.profiles.views import views_of
from atlas.profiles.waves import waves_of
from geo.perimeter import Perimeter
from indicators.partnerships import Period, select
from indicators.scores.objective import default_recipe


def profile(desk: Desk, place: Place) -> Profile:
    """Describe one place.

    Parameters
    ----------
    desk : the opened data.
    place : an existing territory of one of the five mapped levels, or a perimeter.

    Raises
    ------
    NotAvailableError
        For France as a whole.
    """
    refuse_country(place.level)
    known = as_territory(place)
    parents = parents_of(desk, known)
    values = place_values(desk, known)
    indicators = indicators_of(desk, known, values, parents)
    domains = domains_of(desk, known, values, parents)
    strengths, weaknesses = standing_out(domains)
    views = views_of(desk, known, parents)
    series = series_of(desk, values)
    answers = answers_of(desk, known, parents)
    programme = programme_of(desk, known, parents)
    waves = waves_of(desk, known, parents)
    told = (answers["survey"], views["survey"], programme["survey"], waves["survey"],
            waves["survey_before"])  # fmt: skip
    used = dict.fromkeys(key for keys in told for key in keys)
    surveys = [desk.surveys[key] for key in used]
    every = records_of(desk, known)
    records = select(every)
    counts, presence = counts_and_presence(desk, known)
    natures, natures_presence = natures_of(desk, known)
    return Profile(
        place=place,
        name=place_name(desk, place),
        identity=identity_of(desk, place),
        parents=parents,
        programmes=programmes_of(desk, records),
        portrait=portrait_of(desk, known, values, indicators, parents),
        territories=len(desk.territories_of(place.level)) + isinstance(known, Perimeter),
        domains=domains,
        strengths=strengths,
        weaknesses=weaknesses,
        indicators=indicators,
        answers=answers,
        differences=differences_of(desk, answers),
        views=views,
        programme=programme,
        waves=waves,
        series=series,
        trends=trends_of(desk.catalogue, values, series),
        missing=missing_of(desk, known, domains, indicators, views),
        partnerships=records,
        ended_partnerships=_ended(every),
        matrix=counts,
        presence=presence,
        natures=natures,
        natures_presence=natures_presence,
        partnership_rates=rates_of(desk, known),
        about=about_of(
            desk,
            f"Profil – {place_name(desk, place)}",
            sources=(
                IDENTITY_SOURCE,
                *indicator_sources([desk.catalogue[key] for key in indicators["key"]]),
                *(survey_source(desk, survey) for survey in surveys),
                *partnership_sources(desk, records),
            ),
            surveys=surveys,
            recipe=default_recipe(),
            command=command_words("profile", str(place)),
        ),
    )


def _ended(records: pd.DataFrame) -> int:
    """Count the own records of a place that have ended, grants apart."""
    return len(select(records[records["attached"] == INSIDE], period=Period.ENDED))
