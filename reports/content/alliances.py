"""Dynamics of alliances: need beside response, domain by domain, then partnerships to look at."""

from __future__ import annotations

import pandas as pd

from atlas.partnerships.natures import TOTAL
from common.french import NO_BREAK_SPACE, number, plural
from common.grammar import typographic
from indicators.partnerships import Kind
from indicators.partnerships.need_response import ReferenceSide
from indicators.scores.standing import Standing
from reports.content.words import domain_name, rank_range
from reports.report import Cell, Column, Table

#: In place of a number that no list allows to know.
UNKNOWN = f"n.{NO_BREAK_SPACE}c."
_NEEDS = {
    Standing.FRAGILE: "fragilité établie",
    Standing.FRAGILE_HALF: "plutôt fragile",
    Standing.SOLID: "solidité établie",
    Standing.SOLID_HALF: "plutôt solide",
    Standing.UNKNOWN: "sans score",
}
_RESPONSES = {
    ReferenceSide.HIGH: "plus qu’attendu",
    ReferenceSide.LOW: "moins qu’attendu",
    ReferenceSide.UNCLEAR: "non distinguable de l’attendu",
    ReferenceSide.UNKNOWN: "intervalle non défini",
}
#: Longest list of names that a cell has room for.
_LONGEST = 90


def need_table(portfolio: pd.DataFrame, peers: str) -> Table:
    """Lay out, by domain, the measured need and the partnerships that answer it.

    Parameters
    ----------
    portfolio : :data:`atlas.profiles.portfolio.PORTFOLIO`.
    peers : plural of the territories that are ranked.
    """
    return Table(
        f"Besoin mesuré (rang parmi les {peers}) et partenariats en cours, alliances, labels et "
        "projets cofinancés. Réponse : les listes complètes, à densité égale",
        (
            Column("Domaine", width=1.8),
            Column("Besoin", width=1.4),
            Column("Rang", "right", 1.5),
            Column("En cours", "right", 0.8),
            Column("Réponse", width=2.6),
        ),
        tuple(
            (
                Cell(domain_name(str(key))),
                Cell(need_words(row["standing"])),
                Cell(rank_range(row)),
                Cell(UNKNOWN if pd.isna(row[TOTAL]) else number(row[TOTAL])),
                Cell(response_words(row)),
            )
            for key, row in portfolio.iterrows()
        ),
        compact=True,
    )


def need_words(standing: str) -> str:
    """Say in a few words what the rank interval establishes of a need.

    >>> need_words("fragile"), need_words("open")
    ('fragilité établie', 'non établi')
    """
    return _NEEDS.get(Standing(standing), "non établi")


def response_words(row: pd.Series) -> str:
    """Say whether the partnerships of the complete lists are fewer than expected at the density.

    >>> row = {"total": 3, "expected_ratio": 0.5, "response": "low"}
    >>> response_words(pd.Series(row)), response_words(pd.Series(row | {"response": "unclear"}))
    ('moins qu’attendu (×0,5)', 'non distinguable de l’attendu (×0,5)')
    """
    if pd.isna(row[TOTAL]):
        return "aucune liste n’en dit rien"
    if pd.isna(row["expected_ratio"]):
        return "pas de liste complète"
    return f"{_RESPONSES[ReferenceSide(row['response'])]} (×{number(row['expected_ratio'], 1)})"


def examples_table(rows: pd.DataFrame, caption: str) -> Table:
    """Lay out partnerships to look at, one a row.

    Parameters
    ----------
    rows : domain, title, kind, partners, place, start_year, scheme_label.
    """
    return Table(
        caption,
        (
            Column("Domaine", width=1.2),
            Column("Intitulé et dispositif", width=3.0),
            Column("Nature", width=1.0),
            Column("Partenaires nommés", width=2.4),
            Column("Où", width=1.5),
        ),
        tuple(
            (
                Cell(domain_name(str(row["domain"]))),
                Cell(typographic(f"{row['title']} ({row['scheme_label']})")),
                Cell(Kind(row["kind"]).label),
                Cell(_partners(row["partners"])),
                Cell(_clipped(str(row["place"])) or "–"),
            )
            for _, row in rows.iterrows()
        ),
        compact=True,
    )


def _partners(text: object) -> str:
    if not isinstance(text, str) or not text:
        return "la source n’en nomme pas"
    return _clipped(text)


def _clipped(text: str) -> str:
    """Keep the first names of a list, and count the others.

    >>> _clipped(", ".join(["La commune de Saint-Aubin-du-Cormier"] * 5))
    'La commune de Saint-Aubin-du-Cormier, La commune de Saint-Aubin-du-Cormier et 3 autres'
    """
    names = text.split(", ")
    kept = [names[0]]
    for name in names[1:]:
        if len(", ".join([*kept, name])) > _LONGEST:
            break
        kept.append(name)
    left = len(names) - len(kept)
    more = f" et {number(left)} {plural(left, 'autre')}" if left else ""
    return typographic(", ".join(kept) + more)
