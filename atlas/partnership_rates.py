"""Partnership rates that compare: per 10,000 inhabitants, smoothed, with their interval."""

from __future__ import annotations

from typing import cast

import pandas as pd

from atlas.desk import Desk
from atlas.partnership_matrix import (
    attached_records,
    commune_population,
    is_overseas,
    usual,
)
from atlas.place import Place
from common.errors import NotAvailableError
from geo.levels import Level, Territory
from indicators.domains import DOMAIN_KEYS, OVERALL, domain_label
from indicators.partnerships import (
    PER,
    Presence,
    comparable_counts,
    comparable_schemes,
    has_key,
    posterior,
    prior,
    rates,
    select,
    zero_presence,
)
from indicators.partnerships.rates import garwood

_ALL = (*DOMAIN_KEYS, OVERALL)
_COLUMNS = [
    "listed", "per_10000", "low", "high", "raw_per_10000", "exact_low", "exact_high", "france",
]  # fmt: skip


def rates_of(desk: Desk, place: Place, kind: str | None = None) -> pd.DataFrame:
    """Give the partnership rates of a place, domain by domain.

    Parameters
    ----------
    desk : the opened data.
    place : a territory below the country, or a perimeter.
    kind : count the partnerships of one kind only.

    Returns
    -------
    DataFrame
        Indexed by domain (16 keys, then ``ensemble``): count (Int64, all the own partnerships;
        NA where unknown), listed (Int64, those of complete lists, on which the rate rests),
        per_10000 (smoothed by empirical Bayes), low, high (95 %), raw_per_10000, exact_low and
        exact_high (95 %, of the raw rate: :func:`indicators.partnerships.rates.garwood`), france
        (the rate of all the territories of the level together), quotient (share of the domain here
        over its share everywhere) and presence (:class:`indicators.partnerships.Presence`). Rates
        are NaN where no complete list counts the domain at this level.
    """
    level = place.level
    everywhere = level_counts(desk, level, kind)
    people = desk.territories_of(level)["population"].astype("float64")
    people = people[people > 0]
    own = _own(desk, place, kind)
    if isinstance(place, Territory):
        listed = cast("pd.Series", everywhere.loc[place.code])
    else:
        schemes = listed_schemes(desk, level, kind)["scheme"]
        listed = _by_domain(own[own["scheme"].isin(schemes)]).reindex(everywhere.columns)
    here = float(commune_population(desk).loc[desk.communes(place)].sum())
    rows = {}
    for key in map(str, everywhere):
        known = prior(everywhere.loc[people.index, key].astype("float64"), people)
        row = {"listed": float(listed[key]), "france": PER * known.mean}
        if here > 0:
            smooth = posterior(pd.Series([row["listed"]]), pd.Series([here]), known).iloc[0] * PER
            row |= {"per_10000": smooth["rate"], "low": smooth["low"], "high": smooth["high"]}
            exact_low, exact_high = (PER * float(end) / here for end in garwood(row["listed"]))
            row |= {"raw_per_10000": PER * row["listed"] / here}
            row |= {"exact_low": exact_low, "exact_high": exact_high}
        rows[key] = row
    table = pd.DataFrame.from_dict(rows, orient="index").reindex(index=_ALL, columns=_COLUMNS)
    presence = _presence(desk, place, own, kind)
    count = _by_domain(own).mask(presence == Presence.UNKNOWN)
    table.insert(0, "count", count)
    return (
        table.astype({"listed": "Int64"})
        .assign(quotient=_quotient(listed, everywhere), presence=presence)
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
        Index code; the columns of :func:`indicators.partnerships.rates`, and ``france``, the rate
        of all the territories together.

    Raises
    ------
    NotAvailableError
        If no complete list counts the domain at this level.
    """
    counts = level_counts(desk, level, kind)
    if domain_key not in counts:
        raise NotAvailableError(
            f"Aucune liste complète ne recense de partenariats de cette sorte au niveau "
            f"{level.label} pour « {domain_label(domain_key)} » : leur absence n'y dirait rien. "
            "Choisissez un autre domaine, une autre nature ou un niveau plus large."
        )
    key = ("partnership_rates", level, domain_key, kind)
    return desk.once(key, lambda: _domain_rates(desk, level, counts[domain_key]))


def level_counts(desk: Desk, level: Level, kind: str | None = None) -> pd.DataFrame:
    """Count the partnerships of complete lists, worked out once.

    Returns
    -------
    DataFrame
        Index code, a column per domain that at least one of them serves, and ``ensemble``.
    """
    return desk.once(("partnership_counts", level, kind), lambda: _counts(desk, level, kind))


def listed_schemes(desk: Desk, level: Level, kind: str | None = None) -> pd.DataFrame:
    """Rows of the crosswalk on which the rates of a level rest."""
    schemes = comparable_schemes(desk.schemes, usual(desk), level.value)
    return schemes if kind is None else schemes[schemes["kind"] == kind]


def _counts(desk: Desk, level: Level, kind: str | None) -> pd.DataFrame:
    schemes = listed_schemes(desk, level, kind)
    records = select(desk.records[desk.records["scheme"].isin(schemes["scheme"])], kind=kind)
    counts = comparable_counts(
        records, desk.record_places, desk.memberships, commune_population(desk), level.value
    )
    return counts.loc[:, counts.sum() > 0]


def _domain_rates(desk: Desk, level: Level, counts: pd.Series) -> pd.DataFrame:
    population = desk.territories_of(level)["population"].astype("float64")
    table = rates(counts, population)
    known = table["per_10000"].notna()
    france = PER * table.loc[known, "count"].sum() / table.loc[known, "population"].sum()
    return table.assign(france=france)


def _quotient(listed: pd.Series, everywhere: pd.DataFrame) -> pd.Series:
    """Location quotient of each domain (see ``indicators.partnerships.location_quotient``)."""
    here = listed.drop(OVERALL, errors="ignore").astype("float64")
    there = everywhere.drop(columns=OVERALL, errors="ignore").sum()
    return here / (here.sum() or float("nan")) / (there / there.sum())


def _own(desk: Desk, place: Place, kind: str | None) -> pd.DataFrame:
    attached = attached_records(desk, place)
    own = attached.loc[attached["whole"], "record"]
    return select(desk.records[desk.records["record"].isin(own)], kind=kind)


def _by_domain(own: pd.DataFrame) -> pd.Series:
    counts = {key: int(has_key(own["domains"], key).sum()) for key in DOMAIN_KEYS}
    return pd.Series({**counts, OVERALL: len(own)}, dtype="Int64")


def _presence(desk: Desk, place: Place, own: pd.DataFrame, kind: str | None) -> pd.Series:
    zeros = _zeros(desk, place.level, kind, overseas=is_overseas(desk, place))
    return zeros.mask(_by_domain(own).reindex(zeros.index) > 0, Presence.PRESENT.value)


def _zeros(desk: Desk, level: Level, kind: str | None, *, overseas: bool) -> pd.Series:
    """Say what a count of zero would mean in each domain at a level, worked out once."""
    schemes = desk.schemes if kind is None else desk.schemes[desk.schemes["kind"] == kind]

    def meaning(key: str) -> str:
        asked = schemes if key == OVERALL else schemes[has_key(schemes["domains"], key)]
        return zero_presence(asked, usual(desk), level.value, overseas=overseas).value

    return desk.once(
        ("partnership zeros by domain", level, kind, overseas),
        lambda: pd.Series({key: meaning(key) for key in _ALL}, dtype="str"),
    )
