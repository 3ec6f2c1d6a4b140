"""What a place is like, whatever its fragilities, beside the country."""

from __future__ import annotations

import pandas as pd

from common.grammar import typographic
from reports.content.words import bare, labelled
from reports.report import Cell, Column, Table


def portrait_table(portrait: pd.DataFrame, name: str) -> Table:
    """Lay out the traits of structure that are known of a place.

    Parameters
    ----------
    portrait : of a profile, or of the country, which is then not beside itself.
    name : of the place.
    """
    beside = bool(portrait["france"].notna().any())
    known = portrait[portrait["value"].notna()]
    return Table(
        f"Profil structurel : {name}{' et la France' if beside else ''}",
        (
            Column("Trait (année)", width=4.4),
            Column(typographic(name), "right", 1.8),
            *((Column("France", "right", 1.8),) if beside else ()),
        ),
        tuple(
            (
                Cell(labelled(str(row["label"]), str(row["unit"]), row["year"])),
                Cell(bare(row["value"], row["unit"])),
                *((Cell(bare(row["france"], row["unit"])),) if beside else ()),
            )
            for _, row in known.iterrows()
        ),
        compact=True,
    )
