"""The tables of a note: domains and their dots, partnerships, comparable places, what lacks."""

from __future__ import annotations

from typing import cast

import pandas as pd

from atlas.desk import Desk
from atlas.partnership_matrix import counts_and_presence
from atlas.profile import Profile
from common.french import NO_BREAK_SPACE, number
from indicators.domains import DOMAIN_KEYS, OVERALL
from indicators.partnerships import Category, Presence
from reports.content.words import Words, domain_name, outer_side, rank_range
from reports.grammar import capitalised, typographic
from reports.note import Cell, Column, Dot, Paragraph, Table

_REFERENCES = {"region": "Région", "france": "France"}
_READINGS = {"weak": "fragilité établie", "strong": "solidité établie", "plain": "non établi"}
_UNKNOWN = f"n.{NO_BREAK_SPACE}c."
#: Mark of a zero that incomplete lists leave open.
_PARTLY = "*"
_RATE_DECIMALS = 2


def domains_table(profile: Profile, words: Words) -> Table:
    """Lay out the 16 domains: a dot with its interval, score, rank, means."""
    known = profile.domains.dropna(axis="columns", how="all").columns
    references = {key: name for key, name in _REFERENCES.items() if key in known}
    rows = []
    for key in [*DOMAIN_KEYS, OVERALL]:
        row = profile.domain(key)
        dot = _dot(row)
        reading = _READINGS[dot.kind] if dot else "sans score"
        rows.append(
            (
                Cell(domain_name(key)),
                Cell(reading, dot=dot),
                Cell(number(row["score"])),
                Cell(rank_range(row)),
                *(Cell(number(row[column])) for column in references),
            )
        )
    return Table(
        f"Rang parmi les {words.peers} et intervalle selon les choix de calcul : carré plein, "
        "fragilité établie ; rond plein, solidité établie ; rond vide, ni l’une ni l’autre. "
        "Repères verticaux : tiers du classement",
        (
            Column("Domaine", width=2.1),
            Column("Lecture", "center", 3.0, axis="Moins fragile → plus fragile"),
            Column("Score", "right", 0.7),
            Column("Rang", "right", 1.5),
            *(Column(name, "right", 0.8) for name in references.values()),
        ),
        tuple(rows),
        compact=True,
    )


def _dot(row: pd.Series) -> Dot | None:
    """Place a rank on an axis whose right end is the most fragile."""
    if pd.isna(row["rank"]):
        return None
    last = max(float(row["ranked"]) - 1, 1.0)

    def place(rank: float) -> float:
        return round(1 - (float(rank) - 1) / last, 4)

    known = pd.notna(row["rank_low"]) and pd.notna(row["rank_high"])
    return Dot(
        place(row["rank"]),
        place(row["rank_high"]) if known else None,
        place(row["rank_low"]) if known else None,
        outer_side(row),
    )


def matrix_table(desk: Desk, profile: Profile) -> Table:
    """Lay out the partnerships by domain and category, with the rate per 10,000 inhabitants."""
    matrix, presence = counts_and_presence(desk, profile.place)
    columns = {category.value: category.label for category in Category}
    columns["non_precisee"] = "Non précisée"
    rates = profile.partnership_rates
    rows = []
    for key in DOMAIN_KEYS:
        counts = cast("pd.Series", matrix.loc[key])
        means = cast("pd.Series", presence.loc[key])
        rate = cast("pd.Series", rates.loc[key])
        rows.append(
            (
                Cell(domain_name(key)),
                *(Cell(_count(counts[column], means[column])) for column in columns),
                Cell(_count(rate["count"], rate["presence"])),
                Cell(_listed(rate)),
                Cell(_rate(rate)),
                Cell(number(rate["france"], _RATE_DECIMALS)),
            )
        )
    return Table(
        "Partenariats recensés, par domaine servi et par catégorie, et nombre pour "
        "10 000 habitants (intervalle à 95 %)",
        (
            Column("Domaine", width=2.85),
            *(Column(label, "right", 1.2) for label in columns.values()),
            Column("Total", "right", 0.72),
            Column("dont listes complètes", "right", 1.15),
            Column("Pour 10 000 hab.", "right", 1.75),
            Column("France", "right", 0.75),
        ),
        tuple(rows),
        compact=True,
    )


def matrix_legend(matrix: Table) -> Paragraph:
    """Say what the marks of :func:`matrix_table` mean, and on what its rates rest."""
    shown = {cell.text for row in matrix.rows for cell in row}
    marks = []
    if f"0{_PARTLY}" in shown:
        marks.append(
            f"0{_PARTLY} : aucun partenariat recensé, {_PARTLY} listes en partie incomplètes"
        )
    if _UNKNOWN in shown:
        marks.append(f"{_UNKNOWN} : non connu, aucune liste complète à ce niveau")
    text = (
        "Le taux ne compte que les partenariats des listes complètes dans toute la France : les "
        "autres sont dans le total, sans taux comparable."
    )
    return Paragraph(" ".join([text, *(f"{mark}." for mark in marks)]), small=True)


def _count(value: float, presence: str) -> str:
    if pd.isna(value):
        return _UNKNOWN
    return number(value) + (_PARTLY if presence == Presence.NOT_LISTED else "")


def _listed(rate: pd.Series) -> str:
    """Write the number on which a rate rests, where there is one."""
    unknown = pd.isna(rate["count"]) or pd.isna(rate["listed"])
    return _UNKNOWN if unknown else number(rate["listed"])


def _rate(rate: pd.Series) -> str:
    if pd.isna(rate["count"]) or pd.isna(rate["per_10000"]):
        return _UNKNOWN
    rates = (number(rate[name], _RATE_DECIMALS) for name in ("per_10000", "low", "high"))
    return "{} ({} à {})".format(*rates).replace(" ", NO_BREAK_SPACE)


def similar_table(similar: pd.DataFrame) -> Table:
    """Lay out the comparable territories and why they are."""
    return Table(
        "Territoires comparables par leur structure, du plus proche au moins proche",
        (
            Column("Territoire", width=1.5),
            Column("Habitants", "right", 0.6),
            Column("Ce qui se ressemble", width=3.0),
            Column("Ce qui diffère le plus", width=1.4),
        ),
        tuple(
            (
                Cell(typographic(str(row["name"]))),
                Cell(number(row["population"]) if pd.notna(row["population"]) else "–"),
                Cell(capitalised(typographic(str(row["why"])))),
                Cell(capitalised(typographic(str(row["differs"])))),
            )
            for _, row in similar.iterrows()
        ),
        compact=True,
    )


def missing_table(missing: pd.DataFrame) -> Table:
    """Lay out what is not known, one row a reason: the domains, and what each lacks.

    The reason is cut to its first sentence; the codebook has the rest.
    """
    reasons = missing["why"].str.split(r"\.\s", regex=True).str[0].str.rstrip(".")
    return Table(
        "Ce qui manque dans les données, et pourquoi",
        (Column("Pourquoi", width=1.0), Column("Ce qui manque", width=2.6)),
        tuple(
            (Cell(capitalised(typographic(str(why)))), Cell(_by_domain(rows)))
            for why, rows in missing.groupby(reasons, sort=False)
        ),
        compact=True,
    )


def _by_domain(rows: pd.DataFrame) -> str:
    """Enumerate what is missing, domain by domain."""
    return " • ".join(
        f"{domain_name(str(key))} : {typographic(' ; '.join(what))}"
        for key, what in rows.groupby("domain", sort=False)["what"]
    )
