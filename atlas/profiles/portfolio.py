"""The portfolio of a place: need by domain against its projects and partnerships.

What a préfet and the elected officials review together: where a fragility is established and
nothing is recorded, what goes on, what is about to end.
"""

from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from atlas.partnerships.examples import own_records_described
from atlas.partnerships.natures import KINDS, TOTAL
from atlas.partnerships.need_response import response_side
from atlas.profiles.model import Profile
from common.table_schema import Field, TableSchema
from indicators.base.domains import DOMAIN_KEYS
from indicators.partnerships import CURRENT_YEAR, has_key
from indicators.partnerships.need_response import fragile_side, quadrants

#: Years before the end of a project in which it is said to be about to end.
SOON = 1
_UNKNOWN = "no list says anything of them at this level"
PORTFOLIO = TableSchema(
    "a domain of the place, in their order",
    ("domain",),
    (
        Field("domain", "str", "one of the 16 domains"),
        Field("standing", "str", ":class:`indicators.scores.standing.Standing` of the domain"),
        Field("rank", "Int64", "1 the most fragile", absent="no score"),
        Field("rank_low", "Int64", "5 % of the choices of the recipe", absent="no interval"),
        Field("rank_high", "Int64", "95 % of them", absent="no interval"),
        Field("ranked", "Int64", "territories that have a rank"),
        *(Field(kind, "Int64", "own records of that kind", absent=_UNKNOWN) for kind in KINDS),
        Field(TOTAL, "Int64", "the three together, own lists included", absent=_UNKNOWN),
        Field("presence", "str", ":class:`indicators.partnerships.Presence` of the total"),
        Field("ending", "int64", "records that end this year or the next, where it is known"),
        Field("expected_ratio", "float64", "smoothed rate over the one expected",
              absent="no complete list counts the domain"),
        Field("response", "str", ":class:`indicators.partnerships.need_response.ReferenceSide`"),
        Field("quadrant", "str", ":class:`indicators.partnerships.need_response.Quadrant`"),
    ),
    index=("domain",),
)  # fmt: skip


def portfolio_of(desk: Desk, profile: Profile) -> pd.DataFrame:
    """Set the measured need of each domain against the records of the place.

    Returns
    -------
    DataFrame
        :data:`PORTFOLIO`.
    """
    keys = list(DOMAIN_KEYS)
    domains, rates = profile.domains.loc[keys], profile.partnership_rates.loc[keys]
    response = response_side(rates)
    need = fragile_side(domains["rank_low"], domains["rank_high"], domains["ranked"])
    ending = ending_of(desk, profile)
    frame = domains[["standing", "rank", "rank_low", "rank_high", "ranked"]].assign(
        **{name: profile.natures.loc[keys, name] for name in (*KINDS, TOTAL)},
        presence=profile.natures_presence.loc[keys, TOTAL],
        ending=[int(has_key(ending["domains"], key).sum()) for key in keys],
        expected_ratio=rates["ratio"],
        response=response,
        quadrant=quadrants(need, response),
    )
    counts = dict.fromkeys(["rank", "rank_low", "rank_high", "ranked"], "Int64")
    return frame.astype(counts).rename_axis("domain")[PORTFOLIO.names]


def ending_of(desk: Desk, profile: Profile, years: int = SOON) -> pd.DataFrame:
    """List the own records that end this year or soon after, the first to end first.

    Parameters
    ----------
    desk : the opened data.
    profile : the place.
    years : after this one.

    Returns
    -------
    DataFrame
        Columns of :data:`atlas.partnerships.records.RECORD_FRAME` but for attached and share; a
        record without a last year is not there.
    """
    records = own_records_described(desk, profile.place)
    ends = records["end_year"]
    soon = (ends <= CURRENT_YEAR + years).fillna(value=False)
    return records[soon.astype(bool)].sort_values(
        ["end_year", "title", "record"], ignore_index=True
    )
