"""Partnerships around a place: what is done in a larger territory that it is a part of.

The one rule of the product, for the profile, the page of the records, the note and the exports
(``docs/decisions/0016-partnerships-around.md``). A record is around a place when it names an EPCI,
a CRTE, a département or a région where more than half of the inhabitants of the place live, and is
not the place's own. It is the rule by which the records of the place count in that territory
(:mod:`indicators.partnerships.attachment`), read the other way. The country is not around anyone.
"""

from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.place import Place
from atlas.partnerships.attachment import commune_population, own_records
from common.levels import Level, Territory
from indicators.partnerships import commune_weights

#: Values of ``attached``: the place's own records, and those of larger territories.
INSIDE, AROUND = "inside", "around"
#: The same in French, after a number of records.
WHERE = {
    INSIDE: "sur le territoire",
    AROUND: "d’un territoire plus large (EPCI, CRTE, département ou région)",
}
_PLACE = ["level", "code"]


def records_of(desk: Desk, place: Place) -> pd.DataFrame:
    """List the records of a place, and those around it.

    Returns
    -------
    DataFrame
        Columns of the records, in their order; ``attached``: ``inside`` for the place's own
        (:func:`atlas.partnerships.attachment.own_records`), ``around`` for the others; ``share``:
        1, or the part of the inhabitants of the larger territory who live in the place (the
        largest part, if the record names several).
    """
    shares = wider_territories(desk, place).rename("share")
    named = desk.gathered("upper places", lambda: _upper_places(desk))
    share = named.join(shares, on=_PLACE, how="inner").groupby("record")["share"].max()
    records = desk.records
    own = records.index.isin(own_records(desk, place).index)
    found = records[own | records["record"].isin(share.index)]
    inside = pd.Series(own, index=records.index)[found.index]
    return found.assign(
        attached=inside.map({True: INSIDE, False: AROUND}),
        share=found["record"].map(share).astype("float64").mask(inside, 1.0),
    )


def wider_territories(desk: Desk, place: Place) -> pd.Series:
    """Find the territories where more than half of the inhabitants of a place live.

    Returns
    -------
    Series
        Indexed by level and code, without the place itself: the part of their own inhabitants who
        live in the place.
    """
    members, total = desk.shared("weighed memberships", lambda: _weighed_memberships(desk))
    communes = desk.communes(place)
    held = members[members.index.isin(communes)].groupby(_PLACE)["weight"].sum()
    here = commune_weights(commune_population(desk).loc[communes]).sum()
    held = held[held > here / 2]
    if isinstance(place, Territory):
        held = held.drop((place.level, place.code), errors="ignore")
    return held / total.reindex(held.index)


def _weighed_memberships(desk: Desk) -> tuple[pd.DataFrame, pd.Series]:
    """Memberships with what their commune weighs, indexed by it; the weights of territories."""
    weights = commune_weights(commune_population(desk))
    members = desk.memberships
    members = members.assign(weight=members["commune"].map(weights)).set_index("commune")
    return members, members.groupby(_PLACE)["weight"].sum()


def _upper_places(desk: Desk) -> pd.DataFrame:
    """Records that name a territory which has communes: record, level, code."""
    named = desk.record_places
    return named.loc[named["level"] != Level.COMMUNE, ["record", *_PLACE]]
