"""The territories against the national rates: domain by domain, then indicator by indicator."""

from __future__ import annotations

from typing import Literal, cast

import pandas as pd

from atlas.compare.national import NationalRates
from atlas.desk.desk import Desk
from atlas.desk.wording import briefly, quantity
from common.french import number, signed
from common.grammar import typographic
from indicators.base.domains import DOMAIN_KEYS
from reports.content.words import bare, domain_name, labelled
from reports.report import Cell, Column, Dot, Table

#: Distance drawn on each side of the country; beyond, the dot stands at the end of the axis.
REACH = 3.0
#: Distance under which a domain is said to be near the national rate.
NEAR = 0.5
_READINGS: dict[str, str] = {
    "weak": "plus fragile que la France",
    "strong": "moins fragile que la France",
    "plain": "proche de la France",
}
TOO_FEW = "trop peu d’indicateurs connus"
_CENTRE = 0.5


def national_table(desk: Desk, rates: NationalRates, code: str, name: str) -> Table:
    """Draw the 16 domains of a territory against the country, each with its farthest indicator."""
    means = cast("pd.Series", rates.domains.loc[code])
    rows = []
    for key in DOMAIN_KEYS:
        distance = float(means[key])
        side = _side(distance)
        dot = None if pd.isna(distance) else _bar(distance, side)
        rows.append(
            (
                Cell(domain_name(key)),
                Cell(TOO_FEW if dot is None else _READINGS[side], dot=dot),
                Cell(_told_farthest(desk, rates, code, key, name)),
                Cell(signed(distance, 1) if dot else "–"),
            )
        )
    return Table(
        f"{name} face au taux national, par domaine ; 1 est l’écart habituel entre régions. Trait "
        f"central : la France. Carré : plus fragile d’au moins {number(NEAR, 1)} ; rond plein : "
        f"moins fragile d’autant ; rond vide : proche. L’axe s’arrête à {number(REACH)} de part "
        "et d’autre",
        (
            Column("Domaine", width=1.7),
            Column("Lecture", "center", 2.3, axis="Moins fragile ← France → plus fragile"),
            Column("Indicateur le plus éloigné du taux national", width=4.0),
            Column("Écart", "right", 0.6),
        ),
        tuple(rows),
        compact=True,
    )


def indicators_table(desk: Desk, rates: NationalRates, code: str, name: str) -> Table:
    """Lay out the indicators of the index that are known here, beside the country."""
    own = rates.of(code)
    own = own[own["value"].notna()]
    rows = []
    for key, row in own.iterrows():
        one = desk.catalogue[str(key)]
        rows.append(
            (
                Cell(domain_name(one.domain)),
                Cell(labelled(one.label, one.unit, row["year"])),
                Cell(bare(row["value"], one.unit)),
                Cell(bare(row["france"], one.unit)),
                Cell(signed(row["deviation"], 1) if pd.notna(row["deviation"]) else "–"),
            )
        )
    return Table(
        f"Indicateurs de l’indice connus pour {name}, et France la même année ; l’écart est "
        "positif vers la fragilité, et 1 est l’écart habituel entre régions",
        (
            Column("Domaine", width=1.35),
            Column("Indicateur (année)", width=4.9),
            Column(name, "right", 1.1),
            Column("France", "right", 1.1),
            Column("Écart", "right", 0.5),
        ),
        tuple(rows),
        compact=True,
    )


def spread_table(desk: Desk, rates: NationalRates) -> Table:
    """Draw, for each domain, where the territories of a level stand around the country."""
    names = desk.territories_of(rates.level)["name"]
    plural = rates.level.plural
    rows = []
    for key in DOMAIN_KEYS:
        known = rates.domains[key].dropna().sort_values(kind="stable")
        told = [
            f"{names[code]} ({signed(value, 1)})"
            for code, value in zip(known.index.astype(str), known, strict=True)
        ]
        rows.append(
            (
                Cell(domain_name(key)),
                Cell("de la moins à la plus fragile", dot=_strip(known)),
                Cell(typographic(told[0])),
                Cell(typographic(told[-1])),
                Cell(number(len(known))),
            )
        )
    return Table(
        f"Les {plural} autour du taux national, par domaine ; 1 est l’écart habituel entre "
        f"régions. Rond : la France ; chaque trait vertical : une {rates.level.label}. L’axe "
        f"s’arrête à {number(REACH)} de part et d’autre",
        (
            Column("Domaine", width=1.6),
            Column("Lecture", "center", 2.6, axis="Moins fragile ← France → plus fragile"),
            Column("La moins fragile", width=1.7),
            Column("La plus fragile", width=1.7),
            Column(f"{plural.capitalize()} connues", "right", 0.8),
        ),
        tuple(rows),
        compact=True,
    )


def country_table(desk: Desk, rates: NationalRates) -> Table:
    """Lay out the national rates, with the two ends of the territories of the level."""
    names = desk.territories_of(rates.level)["name"]
    rows = []
    for key, some in rates.rates.groupby("indicator", sort=False):
        one = desk.catalogue[str(key)]
        known = some.dropna(subset=["value"]).set_index("code")
        ordered = (known["value"] * one.direction).sort_values(kind="stable").index
        ends = [
            f"{names[code]} : {bare(known.loc[code, 'value'], one.unit)}"
            for code in (ordered[0], ordered[-1])
        ]
        rows.append(
            (
                Cell(domain_name(one.domain)),
                Cell(labelled(one.label, one.unit, some["year"].iloc[0])),
                Cell(bare(some["france"].iloc[0], one.unit)),
                *(Cell(typographic(end)) for end in ends),
            )
        )
    return Table(
        f"Indicateurs de l’indice : taux national, {rates.level.label} la moins fragile et la plus "
        "fragile de celles qui sont connues",
        (
            Column("Domaine", width=1.3),
            Column("Indicateur (année)", width=3.3),
            Column("France", "right", 1.4),
            Column("La moins fragile", width=1.9),
            Column("La plus fragile", width=1.9),
        ),
        tuple(rows),
        compact=True,
    )


def _side(distance: float) -> Literal["weak", "strong", "plain"]:
    """Say on which side of the country a domain is, if it is not near.

    >>> _side(0.5), _side(-1.2), _side(0.2)
    ('weak', 'strong', 'plain')
    """
    if abs(distance) < NEAR or pd.isna(distance):
        return "plain"
    return "weak" if distance > 0 else "strong"


def _place(distance: float) -> float:
    """Place a distance on the axis, the country in its middle.

    >>> _place(0), _place(1.5), _place(-7)
    (0.5, 0.75, 0.0)
    """
    kept = max(-REACH, min(REACH, float(distance)))
    return round(_CENTRE + kept / (2 * REACH), 4)


def _bar(distance: float, side: Literal["weak", "strong", "plain"]) -> Dot:
    place = _place(distance)
    return Dot(place, min(place, _CENTRE), max(place, _CENTRE), side, (_CENTRE,))


def _strip(known: pd.Series) -> Dot:
    places = tuple(_place(value) for value in known)
    return Dot(_CENTRE, places[0], places[-1], "plain", places)


def _told_farthest(desk: Desk, rates: NationalRates, code: str, key: str, name: str) -> str:
    row = rates.telling(code, key)
    if row is None:
        return "–"
    one = desk.catalogue[str(row.name)]
    value, france = quantity(row["value"], one.unit), briefly(row["france"], one.unit)
    return typographic(f"{one.label} : {value} (France : {france}, {row['year']})")
