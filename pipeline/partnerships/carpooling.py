"""Campaigns of car-sharing incentives: an authority and the operators that it agrees with."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from common.levels import Level
from pipeline.partnerships.reader_frame import read_text, rows_of, sheet, years_in
from pipeline.partnerships.source_places import SourcePlaces, write_places

#: What two lines of one agreement share: Clermont lists drivers and passengers apart.
_AGREEMENT = ["autorite", "codes", "operateurs", "date_debut", "date_fin"]
#: An authority of the list that is a company.
_COMPANIES = frozenset({"Autoroutes et tunnel du Mont-Blanc (ATMB)"})


def read_campaigns(sources: Path, places: SourcePlaces) -> pd.DataFrame:
    """Read the campaigns of the Registre de preuve de covoiturage: one record per agreement.

    A campaign that follows another is another record, with its own operators and years. What the
    authority plans to spend at most is not what it spent: there is no amount.
    """
    name = "part_covoiturage_campagnes_aom_operateurs_2021_2027.csv"
    raw = read_text(sources, name).sort_values("campagne").drop_duplicates(_AGREEMENT)
    return sheet(
        {
            "scheme": "covoiturage",
            "id": row["campagne"],
            "title": row["autorite"],
            "partners": ", ".join([row["autorite"], *row["operateurs"].split(";")]),
            "profiles": "entreprise" if row["autorite"] in _COMPANIES else None,
            "scale": "regional" if row["niveau"] == "region" else "intercommunal",
            "territories": _place(row, places),
            "start_year": years_in(row["date_debut"])[0],
            "end_year": years_in(row["date_fin"])[0],
        }
        for row in rows_of(raw)
    )


def _place(row: dict[str, str], places: SourcePlaces) -> str | None:
    if row["niveau"] == "region":
        found = places.territory(Level.REGION, row["codes"])
        return None if found is None else write_places([found])
    return places.joined(row["codes"].split(";"))
