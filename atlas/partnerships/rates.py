"""Partnership rates that compare: per 10,000 inhabitants, smoothed, with their interval.

They rest on the complete national lists alone (:attr:`atlas.desk.answers.Answers.national`): what
an organisation lists of its own territory, and nobody lists elsewhere, would compare a list with
none. It is counted, and enters no rate, nothing expected, and no meaning of a zero.
"""

from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.place import Place, is_overseas
from atlas.partnerships.attachment import (
    commune_population,
    own_by_territory,
    own_records,
    served_domains,
    usual,
)
from atlas.partnerships.density_reference import expected_everywhere, expected_here
from common.errors import NotAvailableError
from common.levels import Level
from indicators.base.domains import DOMAIN_KEYS, OVERALL, domain_label
from indicators.partnerships import (
    Kind,
    Presence,
    Prior,
    asked_schemes,
    comparable_counts,
    comparable_schemes,
    compared,
    complete_lists,
    location_quotient,
    select,
    zero_presence,
)
from indicators.partnerships.store import RATED

_ALL = (*DOMAIN_KEYS, OVERALL)
_COLUMNS = [
    "listed", "smoothed_rate", "low", "high", "raw_rate", "exact_low", "exact_high", "expected",
    "ratio", "ratio_low", "ratio_high",
]  # fmt: skip


def rates_of(desk: Desk, place: Place, kind: str | None = None) -> pd.DataFrame:
    """Give the partnership rates of a place, domain by domain.

    Parameters
    ----------
    desk : the opened data.
    place : a territory below the country, or a perimeter.
    kind : count the partnerships of one kind only; without it the rate rests on alliances and
        labels, the count on all the kinds but the grants.

    Returns
    -------
    DataFrame
        Indexed by domain (16 keys, then ``ensemble``): count (Int64, all the own partnerships
        that go on, those of an organisation included; NA where unknown), listed (Int64, those on
        which the rate rests), the columns of :func:`indicators.partnerships.compared` (rates for
        10,000 inhabitants, what is expected at this density, ratio to it), quotient
        (:func:`indicators.partnerships.location_quotient`)
        and presence (:class:`indicators.partnerships.Presence`). Rates are NaN where no complete
        list counts the domain at this level.
    """
    level = place.level
    everywhere = _everywhere(desk, level, kind)
    own = select(own_records(desk, place), kind=kind)
    schemes = listed_schemes(desk, level, kind)["scheme"]
    listed = _by_domain(own[own["scheme"].isin(schemes)]).reindex(everywhere.index)
    here = float(commune_population(desk).loc[desk.communes(place)].sum())
    expected = expected_here(desk, place, kind).reindex(everywhere.index)
    people = pd.Series(here, index=everywhere.index)
    known = Prior(**{name: everywhere[name] for name in Prior._fields})
    rows = compared(listed, people, expected, known).assign(listed=listed)
    table = rows.reindex(index=_ALL, columns=_COLUMNS)
    own_counts = _by_domain(own)
    presence = _presence(desk, place, own_counts, kind)
    count = own_counts.mask(presence == Presence.UNKNOWN)
    table.insert(0, "count", count)
    return (
        table.astype({"listed": "Int64"})
        .assign(quotient=_quotient(listed, everywhere["counted"]), presence=presence)
        .rename_axis("domain")
    )


def domain_rates(
    desk: Desk, level: Level, domain_key: str, kind: str | None = None
) -> pd.DataFrame:
    """Give the rates of every territory of a level in one domain, worked out once.

    Parameters
    ----------
    desk : the opened data.
    level : level of the territories.
    domain_key : one of the 16 domains, or ``ensemble``.
    kind : count the partnerships of one kind only.

    Returns
    -------
    DataFrame
        Index code; the columns of :func:`indicators.partnerships.compared`.

    Raises
    ------
    NotAvailableError
        If no complete list counts the domain at this level, or for the grants of all the domains.
    """
    if kind == Kind.GRANT and domain_key == OVERALL:
        raise NotAvailableError(
            "Les subventions d’investissement ne font pas un ensemble : la moitié n’ont aucun "
            "domaine (voirie, toitures, mairies). Choisissez un domaine."
        )
    counts = level_counts(desk, level, kind)
    if domain_key not in counts:
        raise NotAvailableError(
            f"Aucune liste complète ne recense de partenariats de cette sorte au niveau "
            f"{level.label} pour « {domain_label(domain_key)} » : leur absence n’y dirait rien. "
            "Choisissez un autre domaine, une autre nature ou un niveau plus large."
        )
    key = ("partnership_rates", level, domain_key, kind)
    return desk.shared(key, lambda: _domain_rates(desk.national, level, kind, domain_key))


def level_counts(desk: Desk, level: Level, kind: str | None = None) -> pd.DataFrame:
    """Count the partnerships of complete lists, worked out once.

    Returns
    -------
    DataFrame
        Index code, a column per domain that at least one of them serves, and ``ensemble``.
    """
    return desk.shared(
        ("partnership_counts", level, kind), lambda: _counts(desk.national, level, kind)
    )


def listed_schemes(desk: Desk, level: Level, kind: str | None = None) -> pd.DataFrame:
    """Rows of the crosswalk on which the rates of a level rest: alliances and labels by default."""
    return comparable_schemes(desk.national.schemes, usual(desk), level.value, kind)


def _counts(desk: Desk, level: Level, kind: str | None) -> pd.DataFrame:
    schemes = listed_schemes(desk, level, kind)
    records = desk.records[desk.records["scheme"].isin(schemes["scheme"])]
    own = own_by_territory(desk, level)
    return comparable_counts(records, own, desk.territories_of(level).index, kind)


def _everywhere(desk: Desk, level: Level, kind: str | None) -> pd.DataFrame:
    """What the territories of a level say together, as the build stored it, by domain."""
    table = desk.partnership_rates
    asked = (table["level"] == level.value) & (table["kind"] == (kind or RATED))
    return table[asked].set_index("domain")


def _domain_rates(desk: Desk, level: Level, kind: str | None, domain_key: str) -> pd.DataFrame:
    counts = level_counts(desk, level, kind)[domain_key]
    people = desk.territories_of(level)["population"].astype("float64")
    expected = expected_everywhere(desk, level, kind)[domain_key]
    known = Prior(*_everywhere(desk, level, kind).loc[domain_key, list(Prior._fields)])
    return compared(counts, people, expected, known)


def _quotient(listed: pd.Series, counted: pd.Series) -> pd.Series:
    """Location quotient of each domain that a complete list counts."""
    here = listed.drop(OVERALL, errors="ignore")
    return location_quotient(here, counted.drop(OVERALL, errors="ignore"))


def _by_domain(own: pd.DataFrame) -> pd.Series:
    counts = served_domains(own).sum().astype("Int64")
    counts[OVERALL] = len(own)
    return counts


def _presence(desk: Desk, place: Place, own: pd.Series, kind: str | None) -> pd.Series:
    zeros = zeros_by_domain(desk, place.level, kind, overseas=is_overseas(desk, place))
    return zeros.mask(own.reindex(zeros.index) > 0, Presence.PRESENT.value)


def zeros_by_domain(desk: Desk, level: Level, kind: str | None, *, overseas: bool) -> pd.Series:
    """Say what a count of zero would mean in each domain at a level, worked out once.

    Returns
    -------
    Series
        Indexed by domain (16 keys, then ``ensemble``): values of
        :class:`indicators.partnerships.Presence`.
    """
    return desk.shared(
        ("partnership zeros by domain", level, kind, overseas),
        lambda: _zeros_by_domain(desk, level, kind, overseas=overseas),
    )


def _zeros_by_domain(desk: Desk, level: Level, kind: str | None, *, overseas: bool) -> pd.Series:
    schemes = asked_schemes(desk.national.schemes, kind)
    listed = complete_lists(schemes, usual(desk), level.value, overseas=overseas)
    served = served_domains(schemes)
    zeros = {key: zero_presence(listed[served[key]]).value for key in DOMAIN_KEYS}
    return pd.Series(zeros | {OVERALL: zero_presence(listed).value}, dtype="str")
