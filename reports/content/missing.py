"""What is not known of a place, and why."""

from __future__ import annotations

import pandas as pd

from atlas.profiles import Profile
from common.grammar import capitalised, counted, typographic
from indicators.base.domains import OVERALL
from reports.content.words import domain_name
from reports.report import Block, Cell, Column, Paragraph, Section, Table


def missing_section(profile: Profile, *, new_page: bool = False) -> Section:
    """Say what is not known of a place, and why."""
    blocks: tuple[Block, ...] = (
        Paragraph("Tous les indicateurs de l’indice ont une valeur pour ce territoire."),
    )
    # The groups that nobody asked are told beside the table of those that were.
    measured = profile.missing[profile.missing["domain"] != OVERALL]
    if len(measured):
        blocks = (missing_table(measured, profile.domains),)
    return Section("Ce qui manque", blocks, new_page=new_page)


def missing_table(missing: pd.DataFrame, domains: pd.DataFrame) -> Table:
    """Lay out what is not known, one row a reason: the domains, and what each lacks.

    The indicators of a domain of which nothing is known are counted: the page of the profile names
    them, with what the catalogue adds to a reason.

    Parameters
    ----------
    missing, domains : of the profile.
    """
    unknown = domains.index[domains["available"].eq(0)]
    named = missing["indicator"].eq("") | ~missing["domain"].isin(unknown)
    return Table(
        "Ce qui manque dans les données, et pourquoi",
        (Column("Pourquoi", width=1.0), Column("Ce qui manque", width=2.6)),
        tuple(
            (Cell(capitalised(typographic(str(why)))), Cell(_by_domain(rows, named)))
            for why, rows in missing.groupby("why", sort=False)
        ),
        compact=True,
    )


def _by_domain(rows: pd.DataFrame, named: pd.Series) -> str:
    """Enumerate what is missing, domain by domain."""
    told = []
    for key, some in rows.groupby("domain", sort=False):
        kept = some["what"][named[some.index]]
        counted_ones = len(some) - len(kept)
        what = [*kept, *([counted(counted_ones, "indicateur")] if counted_ones else [])]
        told.append(f"{domain_name(str(key))} : {typographic(' ; '.join(what))}")
    return " • ".join(told)
