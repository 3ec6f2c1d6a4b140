"""``similar(desk, place)``: the territories of the same level whose structure is most alike.

The rules are those of ``docs/decisions/0008-similar-territories.md``: traits of structure alone
(:mod:`atlas.alike.structure`), five common traits at least, and the overseas départements apart.
"""

from __future__ import annotations

from typing import cast

import pandas as pd

from atlas.alike.structure import (
    TRANSFORMS,
    Trait,
    communes_of_level,
    structure_of,
    structures,
    traits_of_level,
)
from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import indicator_sources
from atlas.desk.place import OVERSEAS_PREFIX, Place, is_overseas
from atlas.desk.provenance import Source
from common.errors import NotAvailableError
from common.levels import Level, Territory
from indicators.base.catalogue import structure_keys
from indicators.scores.similarity import nearest, spreads, transformed

#: Fewest traits of structure that a place must have.
MINIMUM_TRAITS = 5
#: Traits named to say why two territories are alike.
NAMED_TRAITS = 3
COLUMNS = ["place", "code", "name", "departement", "population", "distance", "why", "differs"]

#: Said beside every list of similar territories.
RULE = (
    "Territoires du même niveau à la structure la plus proche : population et son évolution, "
    "densité, degré de ruralité, nombre de communes, résidences secondaires, établissements "
    "employeurs, couvert arboré ; ni les indicateurs des scores ni l’âge n’y entrent. L’outre-mer "
    "n’est comparé qu’à l’outre-mer."
)


def similar(desk: Desk, place: Place, count: int = 5) -> pd.DataFrame:
    """Find the territories that are most like a place in structure.

    Candidates are the territories of the level of the place (of the level that a perimeter is
    compared with), overseas for a place overseas and in metropolitan France otherwise, that have
    all the traits known of the place; a territory that shares a commune with the place is none.

    Returns
    -------
    DataFrame
        The nearest first: place (``level:code``), code, name, departement (code of the one where
        most of its inhabitants live, which tells homonyms apart; "" for a larger territory),
        population (Int64), distance (root mean square of the differences, in spreads of the trait
        over the level), why (French: the closest traits, with both values) and differs (the trait
        that differs most).

    Raises
    ------
    NotAvailableError
        For France as a whole, or where fewer than five traits are known.
    """
    level = place.level
    if level is Level.FRANCE:
        raise NotAvailableError("La France entière n’a pas de territoire semblable.")
    traits = traits_of_level(level)
    table = structures(desk, level)
    values, spread = desk.shared(("scaled structures", level), lambda: _scaled(table))
    own = structure_of(desk, place)
    one = transformed(own.to_frame().T, TRANSFORMS).iloc[0]
    candidates = values.loc[_candidates(desk, place)]
    found = nearest(candidates, one, spread, count=count, minimum=MINIMUM_TRAITS)
    territories = desk.territories_of(level).loc[found.index]
    named = [
        _explained(row.drop("distance"), own, cast("pd.Series", table.loc[str(code)]), traits)
        for code, row in found.iterrows()
    ]
    return pd.DataFrame(
        {
            "place": [str(Territory(level, str(code))) for code in found.index],
            "code": found.index.astype("str"),
            "name": territories["name"].to_numpy(),
            "departement": [_departement(desk, level, str(code)) for code in found.index],
            "population": territories["population"].array,
            "distance": found["distance"].to_numpy(),
            "why": [why for why, _ in named],
            "differs": [differs for _, differs in named],
        },
        columns=COLUMNS,
    )


def similar_sources(desk: Desk) -> tuple[Source, ...]:
    """List the origins of the traits of structure."""
    keys = structure_keys(desk.catalogue).values()
    territories = desk.manifest.tables["boundaries/territories.parquet"]
    people = Source(
        territories["producer"],
        "population et grille de densité",
        territories["vintage"],
        territories["licence"],
    )
    return (people, *indicator_sources([desk.catalogue[key] for key in keys]))


def _departement(desk: Desk, level: Level, code: str) -> str:
    """Code of the département of a smaller territory."""
    parents = desk.parents(Territory(level, code))
    return next((one.code for one in parents if one.level is Level.DEPARTEMENT), "")


def _scaled(table: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    values = transformed(table, TRANSFORMS)
    return values, spreads(values)


def _candidates(desk: Desk, place: Place) -> pd.Index:
    """Territories that a place may be compared with."""
    pairs = communes_of_level(desk, place.level)
    overseas = pairs.loc[pairs["commune"].str.startswith(OVERSEAS_PREFIX), "code"].unique()
    shared = pairs.loc[pairs["commune"].isin(desk.communes(place)), "code"].unique()
    codes = desk.territories_of(place.level).index
    same_side = codes.isin(overseas) == is_overseas(desk, place)
    found: pd.Index = codes[same_side & ~codes.isin(shared)]
    return found


def _explained(
    difference: pd.Series, own: pd.Series, other: pd.Series, traits: tuple[Trait, ...]
) -> tuple[str, str]:
    """Name the traits that are closest and the one that differs most, with both values."""
    by_key = {trait.key: trait for trait in traits}
    ordered = difference.abs().sort_values(kind="stable").index
    said = [by_key[str(key)].side_by_side(own[key], other[key]) for key in ordered]
    return " ; ".join(said[:NAMED_TRAITS]), said[-1]
