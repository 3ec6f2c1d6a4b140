"""Examples for a place: who already works on a domain, there or in comparable territories."""

from __future__ import annotations

import pandas as pd

from atlas.alike.similar import similar
from atlas.desk.desk import Desk
from atlas.desk.place import Place
from atlas.partnerships.attachment import own_by_territory, own_records
from atlas.partnerships.records import described_records
from common.levels import Level, Territory
from geo.nearest import nearest
from indicators.base.domains import DOMAIN_KEYS
from indicators.partnerships import KIND_ORDER, has_key

#: Comparable territories in which examples are looked for.
PEERS = 25
#: Most examples for a domain.
MOST_EXAMPLES = 2
COLUMNS = [
    *("domain", "record", "title", "kind", "partners", "category", "scheme_label", "start_year"),
    "page",
    *("territory", "territory_name", "distance_km", "why"),
]


def examples(desk: Desk, place: Place) -> pd.DataFrame:
    """Find partnerships to look at, domain by domain.

    Among the territories of the level whose structure is most like that of the place
    (:func:`atlas.alike.similar.similar`), alliances come first, then labels, then co-funded
    projects, those that go on; within a kind the nearest territory comes first, one example each.

    Parameters
    ----------
    desk : the opened data.
    place : a territory or a perimeter.

    Returns
    -------
    DataFrame
        :data:`COLUMNS`: distance_km between points inside the two places, as the crow flies (NaN
        overseas from elsewhere), why (the traits in common, French). A domain without any example
        has no row.

    Raises
    ------
    NotAvailableError
        If the place has no comparable territory.
    """
    peers = similar(desk, place, PEERS).set_index("code")
    peers["distance_km"] = _distances(desk, place, list(peers.index))
    attached = own_by_territory(desk, place.level)
    attached = attached[attached["code"].isin(peers.index)]
    records = described_records(desk).set_index("record")
    found = attached.join(records, on="record", how="inner").join(
        peers[["place", "name", "why", "distance_km"]].rename(
            columns={"place": "territory", "name": "territory_name"}
        ),
        on="code",
    )
    found["order"] = found["kind"].map({kind.value: rank for rank, kind in enumerate(KIND_ORDER)})
    found = found.sort_values(["order", "distance_km", "record"], kind="stable")
    frames = []
    for key in DOMAIN_KEYS:
        served = found[has_key(found["domains"], key)]
        one_each = served.drop_duplicates("code").drop_duplicates("record")
        frames.append(one_each.head(MOST_EXAMPLES).assign(domain=key))
    return pd.concat(frames, ignore_index=True)[COLUMNS]


def own_examples(desk: Desk, place: Place, most: int = MOST_EXAMPLES) -> pd.DataFrame:
    """Choose, domain by domain, partnerships of a place itself to tell, each told once.

    Alliances come first, then labels, then co-funded projects, those that go on; within a kind,
    those whose source names more partners.

    Parameters
    ----------
    desk : the opened data.
    place : a territory, France included, or a perimeter.
    most : examples of a domain, at most.

    Returns
    -------
    DataFrame
        domain, then :data:`atlas.partnerships.records.RECORD_FRAME` but for attached and share. A
        domain without any has no row.
    """
    found = own_records_described(desk, place)
    order = found["kind"].map({kind.value: rank for rank, kind in enumerate(KIND_ORDER)})
    named = found["partners"].fillna("").str.count(",") + found["partners"].notna()
    found = found.assign(order=order, named=-named).sort_values(
        ["order", "named", "record"], kind="stable"
    )
    frames, told = [], set[str]()
    for key in DOMAIN_KEYS:
        served = found[has_key(found["domains"], key) & ~found["record"].isin(told)].head(most)
        told |= set(served["record"])
        frames.append(served.drop(columns=["order", "named"]).assign(domain=key))
    chosen = pd.concat(frames, ignore_index=True)
    return chosen[["domain", *chosen.columns.drop("domain")]]


def own_records_described(desk: Desk, place: Place) -> pd.DataFrame:
    """Describe the records of a place itself that go on, grants apart.

    Returns
    -------
    DataFrame
        :data:`atlas.partnerships.records.RECORD_FRAME` but for attached and share.
    """
    own = own_records(desk, place)["record"]
    records = described_records(desk)
    return records[records["record"].isin(own)]


def _distances(desk: Desk, place: Place, codes: list[str]) -> list[float]:
    """Kilometres between a point inside the place and one inside each territory."""
    if isinstance(place, Territory):
        here = desk.territories_of(place.level).loc[[place.code], ["lon", "lat"]]
    else:
        communes = desk.territories_of(Level.COMMUNE).loc[list(place.communes), ["lon", "lat"]]
        here = communes.mean().to_frame().T
    there = desk.territories_of(place.level).loc[codes, ["lon", "lat"]]
    return list(nearest(there, here)["distance_m"] / 1_000)
