"""The map of a note: the communes or the EPCI of the place, on its most fragile dimension."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.place import Place
from atlas.layers.layer import Layer, layer
from atlas.layers.query import LayerQuery
from atlas.maps.picture import picture
from atlas.profiles import Profile
from common.french import number, plural
from common.grammar import FEMININE_LEVELS, capitalised
from common.levels import Level, Territory
from indicators.base.domains import DIMENSION_KEYS, domain_label
from reports.content.words import Words
from reports.report import Figure

#: With more communes than this, the map shows EPCI.
MOST_COMMUNES = 250
#: Narrower than the page: the domains and the trends stand below.
WIDTH_MM = 140
#: The same beside a table of the same territories.
PARTS_MM = 88
#: Parts whose name is on the map.
NAMED = 3


def territory_map(desk: Desk, profile: Profile, words: Words) -> Figure:
    """Draw the parts of a place; a commune is drawn among those of its EPCI.

    The classes are those of the whole country: a colour means the same in every note.
    """
    place = profile.place
    key = most_fragile_dimension(profile)
    shown = _layer(desk, place, key)
    highlight = place if isinstance(place, Territory) and place.level is Level.COMMUNE else None
    level = shown.query.level
    svg = picture(
        desk,
        shown,
        "svg",
        highlight=highlight,
        width_mm=WIDTH_MM,
        compact=True,
        named=NAMED,
    )
    table = shown.table
    known = table[table["value"].notna()]
    about = domain_label(key).lower()
    where = words.the if highlight is None else "son EPCI"
    caption = (
        f"Fragilité mesurée, {about}, par {level.label} : {words.the}"
        if highlight is None
        else f"Fragilité mesurée, {about} : {words.the} parmi les communes de son EPCI"
    )
    caption += f". Couleurs : cinquièmes de {_all_of(level)} de France"
    counted = (
        f"{number(len(table))} {plural(len(table), level.label, level.plural)} dans {where}, "
        f"dont {number(len(known))} avec un score"
    )
    spread = (
        f" de {number(known['value'].min())} à {number(known['value'].max())} sur 100"
        if len(known)
        else ""
    )
    return Figure(caption, f"Carte. {capitalised(caption)}. {counted}{spread}.", svg)


def parts_map(desk: Desk, within: Territory, level: Level, key: str, where: str) -> Figure:
    """Draw the territories of a place on one score, in the classes of the whole country."""
    shown = layer(desk, LayerQuery(level=level, domain=key, within=within))
    svg = picture(
        desk,
        shown,
        "svg",
        width_mm=PARTS_MM,
        compact=True,
        named=NAMED,
    )
    known = shown.table["value"].dropna()
    caption = (
        f"Fragilité mesurée, {domain_label(key).lower()}, par {level.label} : {where}. "
        f"Couleurs : cinquièmes de {_all_of(level)} de France"
    )
    return Figure(
        caption,
        f"Carte. {capitalised(caption)}. {number(len(shown.table))} "
        f"{plural(len(shown.table), level.label, level.plural)}, dont {number(len(known))} avec un "
        f"score, de {number(known.min())} à {number(known.max())} sur 100.",
        svg,
    )


def _all_of(level: Level) -> str:
    """Name all the territories of a level of which the map shows some."""
    return f"{'toutes' if level in FEMININE_LEVELS else 'tous'} les {level.plural}"


def most_fragile_dimension(profile: Profile) -> str:
    """Give the key of the dimension where a place ranks among the most fragile.

    The first one of the programme where none has a rank.
    """
    rows = profile.domains.loc[list(DIMENSION_KEYS)]
    place = rows["rank"].astype("float64") / rows["ranked"].astype("float64")
    return str(place.idxmin()) if place.notna().any() else DIMENSION_KEYS[0]


def _layer(desk: Desk, place: Place, key: str) -> Layer:
    communes = desk.communes(place)
    around = place
    if isinstance(place, Territory) and place.level is Level.COMMUNE:
        epci = [parent for parent in desk.parents(place) if parent.level is Level.EPCI]
        around = epci[0] if epci else desk.parents(place)[0]
        communes = desk.communes(around)
    level = Level.COMMUNE if len(communes) <= MOST_COMMUNES else Level.EPCI
    if isinstance(around, Territory):
        return layer(desk, LayerQuery(level=level, domain=key, within=around))
    codes = desk.memberships
    if level is Level.COMMUNE:
        kept = pd.Index(communes)
    else:
        rows = codes[(codes["level"] == level.value) & codes["commune"].isin(communes)]
        kept = pd.Index(sorted(rows["code"].unique()))
    whole = layer(desk, LayerQuery(level=level, domain=key))
    return replace(whole, table=whole.table[whole.table.index.isin(kept)])
