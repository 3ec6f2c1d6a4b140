"""Which indicators an answer rests on, and where its figures come from."""

from __future__ import annotations

from atlas.desk.desk import Desk
from atlas.desk.provenance import Source
from common.errors import UnknownNameError
from indicators.base.catalogue import Indicator
from indicators.base.domains import domains_of
from indicators.views.perceptions import Survey
from own_data.kinds.keys import is_own


def find_indicator(desk: Desk, key: str) -> Indicator:
    """Find an indicator by its key.

    Raises
    ------
    UnknownNameError
        If the catalogue has none of that name.
    """
    try:
        return desk.catalogue[key]
    except KeyError:
        raise UnknownNameError("l’indicateur", key, list(desk.catalogue)) from None


def index_indicators(desk: Desk, domain_key: str) -> list[Indicator]:
    """List the indicators that enter a score: of a domain, of a dimension, or the overall one."""
    domains = domains_of(domain_key)
    return [
        indicator
        for indicator in desk.catalogue.values()
        if indicator.in_index and indicator.domain in domains
    ]


def indicator_sources(indicators: list[Indicator]) -> tuple[Source, ...]:
    """List the origins of indicators, one for each producer, work and licence."""
    years: dict[tuple[str, str, str, bool], set[int]] = {}
    for one in indicators:
        origin = (one.producer, one.work, one.licence, is_own(one.key))
        years.setdefault(origin, set()).add(one.year)
    found = (
        Source(producer, "", year_span(spanned), licence, work, own)
        for (producer, work, licence, own), spanned in years.items()
    )
    return tuple(sorted(found, key=lambda source: (source.origin, source.licence)))


def survey_source(desk: Desk, survey: Survey) -> Source:
    """Give the origin of a survey's figures."""
    years = desk.once(("survey years", survey.key), lambda: _survey_years(desk, survey))
    own = is_own(survey.key)
    return Source(survey.producer, survey.title, year_span(years), survey.licence, own=own)


def _survey_years(desk: Desk, survey: Survey) -> set[int]:
    rows = desk.question_estimates
    return set(rows.loc[rows["survey"] == survey.key, "year"])


def years_of(indicators: list[Indicator]) -> str:
    """Write the years of indicators, ``2019-2022``."""
    return year_span({indicator.year for indicator in indicators})


def year_span(years: set[int]) -> str:
    """Write the first and the last of some years.

    >>> year_span({2022, 2019}), year_span({2022})
    ('2019-2022', '2022')
    """
    return str(min(years)) if len(years) == 1 else f"{min(years)}-{max(years)}"
