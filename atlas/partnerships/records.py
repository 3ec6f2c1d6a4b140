"""Partnership records, chosen: by what they are, by where they are, ready to be shown."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from atlas.desk.about import About, about_of
from atlas.desk.desk import Desk
from atlas.desk.place import Place, is_overseas
from atlas.desk.provenance import Source
from atlas.desk.remade import command_words
from atlas.partnerships.around import AROUND, INSIDE, records_of
from atlas.partnerships.attachment import own_by_territory, usual
from common.grammar import capitalised
from common.levels import FRANCE_CODE, Level, Territory
from common.repeated import written_out
from common.table_schema import Field, TableSchema
from indicators.partnerships import (
    KIND_ORDER,
    NONE_STATED,
    RECORDS,
    Kind,
    Period,
    Presence,
    asked_schemes,
    complete_lists,
    has_key,
    points,
    select,
    zero_presence,
)
from own_data.kinds.keys import is_own

#: Said in every file of the records.
KIND_NOTE = (
    "Un label national désigne un lieu, un projet cofinancé ou une subvention reçoit de l’argent "
    "public : ce n’est pas une alliance entre partenaires. Une alliance dont la source ne nomme "
    "pas les partenaires le dit. Les domaines et la catégorie viennent de la table de "
    "correspondance de Fragiscope."
)
#: Said beside every map of the records.
HEAD_OFFICE_NOTE = (
    "Un partenariat est placé à l’adresse que donne sa source : souvent le siège ou la mairie du "
    "bénéficiaire, pas le lieu de l’action. Les préfectures et les grandes villes en montrent donc "
    "trop, leurs alentours trop peu."
)


@dataclass(frozen=True)
class RecordsQuery:
    """Which records are asked for; what is None chooses nothing.

    Attributes
    ----------
    domain, category, kind, scale, scheme, year, period : see
        :func:`indicators.partnerships.select`; without a kind, grants are left out.
    within : the place whose records are asked for; the whole country when None.
    around : with a place, whether those around it come too (:mod:`atlas.partnerships.around`).
    """

    domain: str | None = None
    category: str | None = None
    kind: str | None = None
    scale: str | None = None
    scheme: str | None = None
    year: int | None = None
    period: str = Period.CURRENT
    within: Place | None = None
    around: bool = False


#: What a reader must see of each record: :func:`described_records` without the last two columns.
RECORD_FRAME = TableSchema(
    "a record chosen; alliances first, those that name partners, then by scheme and title",
    ("record",),
    (
        *RECORDS.columns,
        Field("scheme_label", "str", "French name of the scheme"),
        Field("producer", "str", "producer of its list"),
        Field("licence", "str", "licence of its list"),
        Field("vintage", "str", "date of its list"),
        Field("page", "str", "address to read, http or https, or empty"),
        Field("place", "str", "French names of the places, or empty"),
        Field("attached", "str", "``inside`` or ``around`` (:mod:`atlas.partnerships.around`)"),
        Field("share", "float64", "1, or the part of the larger territory that lives here", "0-1"),
    ),
)

#: What the scheme of a record tells of it.
_OF_SCHEME = ["scheme_label", "producer", "licence", "vintage"]


@dataclass(frozen=True)
class Records:
    """The records that a question chooses.

    Attributes
    ----------
    query : the question.
    frame : :data:`RECORD_FRAME`.
    located : one row per point: record, lon, lat, weight, precision (``site`` or ``commune``),
        commune (code, null for a site); the records inside only.
    grants, ended : numbers of records that meet the other conditions and stand apart: grants where
        no kind is asked for, and what has ended where what goes on is.
    around_count : records of larger territories that the question left out, or let in.
    about : what a reader must know of them.
    """

    query: RecordsQuery
    frame: pd.DataFrame
    located: pd.DataFrame
    around_count: int
    grants: int
    ended: int
    about: About

    @property
    def with_points(self) -> int:
        """Number of records inside that have one point or more."""
        return int(self.located["record"].nunique())

    @property
    def unlocated(self) -> int:
        """Number of records inside that have no point."""
        inside = self.frame.loc[self.frame["attached"] == INSIDE, "record"]
        return int((~inside.isin(self.located["record"])).sum())


def choose_records(desk: Desk, query: RecordsQuery) -> Records:
    """Find the records that meet all the conditions.

    Raises
    ------
    UnknownNameError
        If a condition names something that does not exist.
    """
    told = None
    if query.within is not None:
        told = records_of(desk, query.within).set_index("record")[["attached", "share"]]
    chosen = _selected(desk, query, told)
    around_count = int((chosen["attached"] == AROUND).sum())
    if not query.around:
        chosen = chosen[chosen["attached"] == INSIDE]
    located = located_records(desk)
    inside = chosen.loc[chosen["attached"] == INSIDE, "record"]
    located = located[located["record"].isin(inside)]
    if query.within is not None:
        here = located["commune"].isin(desk.communes(query.within))
        located = located[here | located["commune"].isna()]
    return Records(
        query=query,
        frame=chosen.reset_index(drop=True),
        located=located.reset_index(drop=True),
        around_count=around_count,
        grants=_grants(desk, query, told),
        ended=_ended(desk, query, told),
        about=about_of(
            desk,
            "Partenariats recensés",
            note=f"{KIND_NOTE} {HEAD_OFFICE_NOTE}",
            sources=scheme_sources(desk.schemes[desk.schemes["scheme"].isin(chosen["scheme"])]),
            command=command_words("partnerships", **_asked_options(query)),
        ),
    )


def _asked_options(query: RecordsQuery) -> dict[str, object]:
    """Give the options by which a command asks the same question, those that say something."""
    asked = asdict(query) | {"within": query.within}
    return asked | {"period": None if query.period == Period.CURRENT else str(query.period)}


def _selected(desk: Desk, query: RecordsQuery, told: pd.DataFrame | None) -> pd.DataFrame:
    """Choose records, and say whether they are inside the place or around it.

    Parameters
    ----------
    told : attached and share of the records of the place, by record; None for the whole country.
    """
    chosen = described_records(
        desk,
        domain=query.domain,
        category=query.category,
        kind=query.kind,
        scale=query.scale,
        scheme=query.scheme,
        year=query.year,
        period=query.period,
    )
    if told is None:
        return chosen.assign(attached=INSIDE, share=1.0)
    return chosen.join(told, on="record", how="inner")


def _grants(desk: Desk, query: RecordsQuery, told: pd.DataFrame | None) -> int:
    """Count the grants inside that a question about no kind sets apart."""
    if query.kind or query.scheme:
        return 0
    return _inside(_selected(desk, replace(query, kind=Kind.GRANT.value), told))


def _ended(desk: Desk, query: RecordsQuery, told: pd.DataFrame | None) -> int:
    """Count the records inside that have ended, where those that go on are asked for."""
    if query.year or query.period != Period.CURRENT:
        return 0
    return _inside(_selected(desk, replace(query, period=Period.ENDED.value), told))


def _inside(records: pd.DataFrame) -> int:
    return int((records["attached"] == INSIDE).sum())


def counts_by_territory(desk: Desk, records: Records, level: Level) -> pd.DataFrame:
    """Count the chosen records of each territory of a level: its own, never shares.

    Returns
    -------
    DataFrame
        Index code, where there is at least one: name, lon, lat (a point inside), count (int64).
    """
    own = own_by_territory(desk, level)
    chosen = own[own["record"].isin(records.frame["record"])]
    counts = chosen.groupby("code").size().rename("count")
    within = records.query.within
    held = desk.codes_within(level, within if isinstance(within, Territory) else None)
    territories = desk.territories_of(level)[["name", "lon", "lat"]]
    found = territories.join(counts, how="inner")
    return found[found.index.isin(held)].sort_index()


def meaning_of_none(desk: Desk, query: RecordsQuery) -> Presence:
    """Say what finding no record would mean: an absence, or that nobody made the list."""
    # What an organisation lists by itself changes nothing to what the national lists do not say.
    schemes = desk.schemes if query.scheme else asked_schemes(desk.national.schemes, query.kind)
    if query.domain is not None:
        schemes = schemes[has_key(schemes["domains"], query.domain)]
    if query.category is not None:
        category = None if query.category == NONE_STATED else query.category
        schemes = schemes[
            schemes["category"].isna() if category is None else schemes["category"] == category
        ]
    for column, value in (("kind", query.kind), ("scheme", query.scheme)):
        if value is not None:
            schemes = schemes[schemes[column] == value]
    place = query.within or Territory(Level.FRANCE, FRANCE_CODE)
    overseas = query.within is not None and is_overseas(desk, place)
    return zero_presence(complete_lists(schemes, usual(desk), place.level.value, overseas=overseas))


def scheme_sources(schemes: pd.DataFrame) -> tuple[Source, ...]:
    """List the origins of some schemes, one for each."""
    columns = ("producer", "label", "vintage", "licence", "scheme")
    return tuple(
        Source(producer, label, vintage, licence, own=is_own(scheme))
        for producer, label, vintage, licence, scheme in zip(
            *(schemes[name] for name in columns), strict=True
        )
    )


def safe_page(address: object) -> str:
    """Keep the address of a page only if it is http or https, with a host; else "".

    >>> safe_page("https://france-pat.fr/x"), safe_page("javascript:alert(1)"), safe_page(None)
    ('https://france-pat.fr/x', '', '')
    """
    if not isinstance(address, str) or not address.isprintable() or " " in address:
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in ("http", "https") and parts.hostname else ""


def described_records(desk: Desk, **filters: Any) -> pd.DataFrame:
    """Choose records: :data:`RECORD_FRAME` but for attached and share.

    Parameters
    ----------
    desk : the opened data.
    filters : of :func:`indicators.partnerships.select`.
    """
    chosen = select(desk.records, **filters)
    told = desk.gathered("told of records", lambda: _told(desk)).loc[chosen.index]
    found = chosen.join(_of_schemes(desk), on="scheme").assign(
        title=chosen["title"].map(capitalised).astype("str"),
        page=written_out(told["page"]),
        place=told["place"],
    )
    return found.set_axis(told["rank"].to_numpy(dtype=int)).sort_index()


def located_records(desk: Desk) -> pd.DataFrame:
    """All the points of all the records (see :func:`indicators.partnerships.points`)."""
    return desk.gathered("located records", lambda: _located(desk))


def _located(desk: Desk) -> pd.DataFrame:
    found = points(desk.records, desk.territories_of(Level.COMMUNE))
    return found.sort_values(["record", "lat", "lon"], ignore_index=True)


def _of_schemes(desk: Desk) -> pd.DataFrame:
    schemes = desk.schemes.rename(columns={"label": "scheme_label"})
    return schemes.set_index("scheme")[_OF_SCHEME]


def _told(desk: Desk) -> pd.DataFrame:
    """What is worked out of all the records, in their order: page, place, and rank among them."""
    records = desk.records
    pages = {key: safe_page(link) for key, link in desk.schemes.set_index("scheme")["link"].items()}
    own = records["link"].map(safe_page)
    order = records["kind"].map({kind.value: rank for rank, kind in enumerate(KIND_ORDER)})
    # Within a kind, those whose source names the partners come first: they tell who acts.
    ranked = pd.DataFrame(
        {
            "order": order,
            "unnamed": records["partners"].isna(),
            "scheme_label": records["scheme"].map(_of_schemes(desk)["scheme_label"]),
            "title": records["title"].map(capitalised),
            "record": records["record"],
        }
    ).sort_values(["order", "unnamed", "scheme_label", "title", "record"])
    return pd.DataFrame(
        {
            "page": own.where(own != "", records["scheme"].map(pages)).astype("category"),
            "place": _place_names(desk),
            "rank": pd.Series(range(len(ranked)), index=ranked.index, dtype="int32"),
        }
    )


def _place_names(desk: Desk) -> pd.Series:
    """Name the places of each record, "" if none."""
    named = desk.record_places
    names = desk.territories.set_index(["level", "code"])["name"]
    keys = pd.MultiIndex.from_frame(named[["level", "code"]])
    told = pd.Series(names.reindex(keys).to_numpy(), index=named["record"]).fillna("")
    several = told[told.index.duplicated(keep=False)]
    together = several.groupby(level=0, sort=False).agg(", ".join)
    one = told[~told.index.duplicated(keep=False)]
    return desk.records["record"].map(pd.concat([one, together])).fillna("").astype("str")
