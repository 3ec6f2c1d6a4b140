"""Partnerships of the whole country: by domain and nature, then région by région."""

from __future__ import annotations

import pandas as pd

from atlas.partnerships.natures import KINDS, NO_DOMAIN, TOTAL
from atlas.partnerships.need_response import NeedResponse
from common.french import NO_BREAK_SPACE, number
from common.grammar import capitalised, typographic
from indicators.base.domains import OVERALL
from indicators.partnerships.need_response import Quadrant
from reports.content.alliances import UNKNOWN
from reports.content.words import domain_name, rank_range
from reports.report import Cell, Column, Table

_NAMES = {NO_DOMAIN: "Sans domaine précisé", OVERALL: "Ensemble, chacun une fois"}


def natures_table(natures: pd.DataFrame) -> Table:
    """Lay out the numbers of records by domain served and nature.

    Parameters
    ----------
    natures : of the country; see :func:`atlas.partnerships.natures.natures_of`.
    """
    columns = [*KINDS, TOTAL]
    return Table(
        "Partenariats recensés en France, par domaine servi et par nature ; un partenariat qui "
        f"sert deux domaines compte dans les deux ; {UNKNOWN} : aucune liste n’en dit rien",
        (
            Column("Domaine", width=2.6),
            Column("Alliances", "right"),
            Column("Labels", "right"),
            Column("Projets cofinancés", "right", 1.3),
            Column("Total", "right"),
        ),
        tuple(
            (
                Cell(_NAMES.get(str(key)) or domain_name(str(key))),
                *(Cell(UNKNOWN if pd.isna(row[name]) else number(row[name])) for name in columns),
            )
            for key, row in natures.iterrows()
        ),
        compact=True,
    )


def need_by_territory(answer: NeedResponse) -> Table:
    """Lay out need and response for all the territories of a level, the most fragile first."""
    frame = answer.frame.sort_values("need", ascending=False, na_position="last")
    frame = frame.assign(rank=frame["rank_low"])
    level = answer.query.level
    return Table(
        f"Besoin et réponse par {level.label} : rang de fragilité, alliances et labels des listes "
        "complètes, rapportés à ceux attendus à cette densité (intervalle à 95 %)",
        (
            Column(capitalised(level.label), width=1.8),
            Column("Rang", "right", 1.2),
            Column("Partenariats", "right", 0.9),
            Column("Pour 10 000 habitants", "right", 1.1),
            Column("Rapport à l’attendu", "right", 1.5),
            Column("Lecture", width=2.2),
        ),
        tuple(
            (
                Cell(typographic(str(row["name"]))),
                Cell(rank_range(row)),
                Cell(UNKNOWN if pd.isna(row["count"]) else number(row["count"])),
                Cell(number(row["raw_rate"], 2) if pd.notna(row["raw_rate"]) else UNKNOWN),
                Cell(_ratio(row)),
                Cell(Quadrant(row["quadrant"]).label),
            )
            for _, row in frame.iterrows()
        ),
        compact=True,
    )


def _ratio(row: pd.Series) -> str:
    if pd.isna(row["ratio"]):
        return UNKNOWN
    text = f"×{number(row['ratio'], 2)}"
    if pd.notna(row["ratio_low"]):
        text += f" ({number(row['ratio_low'], 2)} à {number(row['ratio_high'], 2)})"
    return text.replace(" ", NO_BREAK_SPACE)
