"""The same territories many times: one small map a domain, or a year, all in the same classes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from atlas.desk.about import About
from atlas.desk.desk import Desk
from atlas.layers.drawn import FreeClasses
from atlas.layers.layer import Layer, layer
from atlas.layers.measure import Ask
from atlas.layers.measures.objective import OBJECTIVE
from atlas.layers.query import LayerQuery
from atlas.maps.cartography import class_labels, unit_text
from atlas.maps.class_choice import ClassScope, shown_unit, values_to_cut
from atlas.maps.multiples_question import Repeated, multiples_command, multiples_title
from common.errors import NotAvailableError
from common.french import number, plural
from geo.classes import Classes, classify
from geo.pictures.thumbnails import Ground, ground, thumbnail
from indicators.base.domains import DOMAIN_KEYS, domain_label
from indicators.base.values import available_years

#: More territories are no longer told apart on a small map, and take seconds to draw.
MOST_TERRITORIES = 6_000
#: Years shown, the most recent ones.
MOST_YEARS = 16


@dataclass(frozen=True)
class SmallMap:
    """One of the small maps.

    Attributes
    ----------
    query : the question that it answers, to open the map itself.
    title : domain or year.
    picture : PNG.
    told : French text for those who do not see it.
    """

    query: LayerQuery
    title: str
    picture: bytes
    told: str


@dataclass(frozen=True)
class SmallMultiples:
    """Small maps and what they share.

    Attributes
    ----------
    maps : in the order of the domains, or of the years.
    labels, colours : of the classes, from low to high.
    no_data : what is said of a territory without a value, "" where every map has them all.
    unit : French text of the unit.
    table : Territoire, Code and a column for each map, in the unit; shares in %.
    about : what goes with them all.
    """

    maps: tuple[SmallMap, ...]
    labels: tuple[str, ...]
    colours: tuple[str, ...]
    no_data: str
    unit: str
    table: pd.DataFrame
    about: About

    @property
    def heading(self) -> str:
        """Say what the classes measure, and that all maps have the same; a share has its %."""
        said = "Les mêmes classes sur toutes les cartes"
        return said if self.unit == "%" else f"{said} – {self.unit}"


def by_domain(desk: Desk, query: LayerQuery) -> SmallMultiples:
    """Draw what is measured in each of the 16 domains, for the territories of a question.

    Raises
    ------
    NotAvailableError
        If they are too many.
    """
    asked = {
        domain_label(key): replace(
            query, measure=OBJECTIVE, domain=key, indicator=None, year=None, group="citoyens"
        )
        for key in DOMAIN_KEYS
    }
    return _multiples(desk, asked, Repeated.DOMAINS)


def by_year(desk: Desk, query: LayerQuery) -> SmallMultiples:
    """Draw the years of the indicator of a question.

    Raises
    ------
    NotAvailableError
        If there are too many territories, or no year.
    """
    if Ask.YEAR not in query.measure.asks:
        raise NotAvailableError(
            f"La mesure « {query.measure.label} » n’a pas d’années : choisissez un indicateur."
        )
    years = years_of(desk, query)[-MOST_YEARS:]
    if not years:
        raise NotAvailableError(
            f"« {desk.catalogue[str(query.indicator)].label} » n’a pas d’années pour les "
            f"{query.level.plural} : choisissez un autre niveau."
        )
    asked = {str(year): replace(query, year=year) for year in years}
    return _multiples(desk, asked, Repeated.YEARS)


def years_of(desk: Desk, query: LayerQuery) -> list[int]:
    """List the years of the indicator of a question, at its level, oldest first."""
    key = str(query.indicator)
    return sorted(available_years(desk.indicator_values(query.level, key)).get(key, []))


def _multiples(desk: Desk, asked: Mapping[str, LayerQuery], repeated: Repeated) -> SmallMultiples:
    first = layer(desk, next(iter(asked.values())))
    if len(first.table) > MOST_TERRITORIES:
        raise NotAvailableError(
            f"{number(len(first.table))} {first.query.level.plural} : choisissez un « territoire "
            "affiché » ou un niveau plus large pour les voir sur de petites cartes."
        )
    layers = {title: layer(desk, query) for title, query in asked.items()}
    everywhere = [values_to_cut(desk, one, ClassScope.COUNTRY) for one in layers.values()]
    known = pd.concat([rows["value"] for rows in everywhere], ignore_index=True)
    classes = classify(known)
    drawn = first.measure.drawn
    colours = tuple(
        (drawn if isinstance(drawn, FreeClasses) else FreeClasses()).colours(len(classes))
    )
    labels = class_labels(first, classes)
    placed = ground(first.shapes())
    return SmallMultiples(
        tuple(_small(one, title, placed, classes, colours) for title, one in layers.items()),
        labels,
        colours,
        first.measure.no_data if any(_blank(one).any() for one in layers.values()) else "",
        unit_text(first),
        _table(layers),
        _about(desk, repeated, [one.about for one in layers.values()], first.query),
    )


def _about(desk: Desk, repeated: Repeated, abouts: Sequence[About], query: LayerQuery) -> About:
    """Say what goes with all the maps: every source and mention, a note where they share it."""
    notes = {one.note for one in abouts}
    return replace(
        next((one for one in abouts if one.own), abouts[0]),
        title=multiples_title(desk, query, repeated),
        note=notes.pop() if len(notes) == 1 else "",
        sources=tuple(dict.fromkeys(source for one in abouts for source in one.sources)),
        mentions=tuple(dict.fromkeys(text for one in abouts for text in one.mentions)),
        demonstration=any(one.demonstration for one in abouts),
        command=multiples_command(query, repeated),
    )


def _blank(one: Layer) -> pd.Series[bool]:
    """Tell the territories that a small map leaves without a class."""
    return one.table["value"].isna()


def _small(
    one: Layer, title: str, placed: Ground, classes: Classes, colours: tuple[str, ...]
) -> SmallMap:
    index = classes.index(one.table["value"])
    highest, unknown = int((index == len(colours) - 1).sum()), int(_blank(one).sum())
    level = one.query.level
    told = (
        f"Carte : {title}. Dans la classe la plus haute : {number(highest)} "
        f"{plural(highest, level.label, level.plural)} sur {number(len(index))} ; "
        f"sans donnée : {number(unknown)}."
    )
    return SmallMap(one.query, title, thumbnail(placed, index, colours), told)


def _table(layers: Mapping[str, Layer]) -> pd.DataFrame:
    first = next(iter(layers.values()))
    columns = {
        title: (one.table["value"] * shown_unit(one)).astype("float32").round(1)
        for title, one in layers.items()
    }
    table = pd.DataFrame({"Territoire": first.table["name"], "Code": first.table.index, **columns})
    return table.sort_values("Territoire").reset_index(drop=True)
