"""The spine of a profile: where a place stands in each domain, beside what it is read against.

One scale for all the marks: a position among the territories of the level that have a rank, from 0
(the least fragile) to 100 (the most). What surrounds a place is told by the median position of the
territories of the level inside it; the median of the country is 50. What is felt is a position
among the territories of the level that the same survey asked.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from atlas.alike.similar import similar
from atlas.desk.desk import Desk
from atlas.desk.parents import told_once
from atlas.desk.place import as_territory
from atlas.desk.whose import Whose
from atlas.profiles.model import Profile
from atlas.profiles.reading import position_of, positions
from common.errors import NotAvailableError
from common.levels import Level, Territory
from common.table_schema import Field, TableSchema
from indicators.base.domains import DIMENSION_KEYS, DOMAIN_KEYS, OVERALL
from indicators.base.fragile_direction import FragileDirection

_KEYS = (*DIMENSION_KEYS, *DOMAIN_KEYS)
_POSITION = "0-100, share of the ranked territories that are less fragile"
#: Fewest ranked territories whose median position is told of what holds them, or of those alike.
FEWEST = 3
#: Territories alike whose median is drawn.
ALIKE = 5
#: Fewest territories asked among which an answer has a position.
FEWEST_ASKED = 8
#: Fewest years of a series that is drawn.
FEWEST_YEARS = 3
_FEW = f"fewer than {FEWEST} of them have a rank"
REFERENCES = ("departement", "region", "france", "similar")
SPINE = TableSchema(
    "a dimension or a domain, in the order of the programme",
    ("key",),
    (
        Field("position", "float64", "of the place", _POSITION, "it has no rank"),
        Field("low", "float64", "of its worst rank", _POSITION, "no interval is known"),
        Field("high", "float64", "of its best rank", _POSITION, "no interval is known"),
        Field("standing", "str", ":class:`indicators.scores.standing.Standing`"),
        Field("departement", "float64", "median of its territories of the level", _POSITION, _FEW),
        Field("region", "float64", "the same of the région", _POSITION, _FEW),
        Field("france", "float64", "the same of the country", _POSITION, "nothing is ranked"),
        Field("similar", "float64", f"median of the {ALIKE} territories alike", _POSITION, _FEW),
        Field("felt", "float64", "of what the group says of the place itself",
              "0-100, share of the territories asked that are less fragile",
              f"not asked, or of fewer than {FEWEST_ASKED} territories"),
        Field("felt_among", "Int64", "territories asked", absent="as felt"),
        Field("felt_asked", "str", "what was asked, in French; empty for the domain itself"),
        Field("felt_drawn", "boolean", "whether the answer is of the demonstration",
              absent="as felt"),
    ),
    index=("key",),
)  # fmt: skip


def spine(desk: Desk, profile: Profile, group: str) -> pd.DataFrame:
    """Place a profile in each dimension and domain.

    Parameters
    ----------
    desk : the opened data.
    profile : of the place.
    group : respondent group of what is felt.

    Returns
    -------
    DataFrame
        :data:`SPINE`.
    """
    own = positions(profile, _KEYS).reindex(list(_KEYS))[["position", "low", "high"]]
    rows = own.rename_axis("key").assign(standing=profile.domains["standing"].reindex(own.index))
    for name, codes in _around(desk, profile).items():
        rows[name] = _medians(peer_positions(desk, profile.place.level), codes)
    rows = rows.join(_felt(desk, profile, group))
    rows["felt_asked"] = rows["felt_asked"].astype("object").fillna("")
    types = {field.name: field.dtype for field in SPINE.columns if field.name != "key"}
    return rows.reindex(columns=list(types)).astype(types)


def peer_positions(desk: Desk, level: Level) -> pd.DataFrame:
    """Positions of all the territories of a level (code) by dimension and domain; NaN unranked."""
    return desk.shared(("peer positions", level), lambda: _peer_positions(desk, level))


def _peer_positions(desk: Desk, level: Level) -> pd.DataFrame:
    scores = {key: desk.domain_scores(level, key) for key in _KEYS}
    return pd.DataFrame(
        {key: position_of(one["rank"], one["ranked"]) for key, one in scores.items()}
    ).astype("float32")


def _around(desk: Desk, profile: Profile) -> dict[str, pd.Index]:
    """Codes of the level inside each reference, and of the territories alike."""
    level = profile.place.level
    order = list(Level).index
    wider = [
        parent
        for parent in told_once(desk, as_territory(profile.place), profile.parents)
        if parent.level.value in REFERENCES and order(parent.level) > order(level)
    ]
    found = {parent.level.value: desk.codes_within(level, parent) for parent in wider}
    try:
        found["similar"] = pd.Index(similar(desk, profile.place, ALIKE)["code"])
    except NotAvailableError:  # too little is known of its structure: nothing is alike
        found["similar"] = pd.Index([])
    return found


def _medians(peers: pd.DataFrame, codes: pd.Index) -> pd.Series:
    inside = peers.reindex(codes)
    return inside.median().where(inside.notna().sum() >= FEWEST).astype("float64")


def _felt(desk: Desk, profile: Profile, group: str) -> pd.DataFrame:
    """Place what a group says of the place itself among the territories that were asked."""
    views = profile.views_of(group, Whose.OWN)
    views = views[views["domain"] != OVERALL].drop_duplicates("domain")
    found = {}
    for row in views.itertuples(index=False):
        asked = _asked(desk, str(row.survey), group, str(row.domain), str(row.measured))
        if len(asked) < FEWEST_ASKED:
            continue
        found[str(row.domain)] = {
            "felt": 100 * (1 - np.sum(asked > row.value) / (len(asked) - 1)),
            "felt_among": len(asked),
            "felt_asked": row.asked,
            "felt_drawn": row.demonstration,
        }
    columns = ["felt", "felt_among", "felt_asked", "felt_drawn"]
    return pd.DataFrame.from_dict(found, orient="index", columns=columns)


def _asked(desk: Desk, survey: str, group: str, domain: str, measured: str) -> np.ndarray:
    """Give what the survey publishes of the territories of a level in one domain."""
    rows = desk.estimates
    level = Territory.parse(measured).level
    kept = (
        (rows["survey"] == survey)
        & (rows["group"] == group)
        & (rows["domain"] == domain)
        & (rows["level"] == level.value)
    )
    return rows.loc[kept, "value"].dropna().to_numpy(dtype="float64")


def leading_series(profile: Profile) -> pd.DataFrame:
    """Choose the series that tells where each domain goes.

    Of the indicators of the index followed for three years or more: what a test establishes first,
    then the longest.

    Returns
    -------
    DataFrame
        Rows of :data:`atlas.profiles.trends.PROFILE_TRENDS`, indexed by domain, with ``values``
        (those known, oldest first); nothing for the other domains.
    """
    rows = profile.trends
    rows = rows[rows["in_index"] & (rows["dates"] >= FEWEST_YEARS)]
    told = [FragileDirection(key).established for key in rows["fragile_direction"]]
    ordered = rows.assign(told=told).sort_values(["told", "dates"], ascending=False, kind="stable")
    chosen = ordered.drop_duplicates("domain").set_index("domain").drop(columns="told")
    known = profile.series.dropna(subset=["value"]).groupby("indicator")["value"].agg(list)
    return chosen.assign(values=known.reindex(chosen["indicator"]).to_numpy())
