"""Contracts signed by several actors: territorial contracts, food projects."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from common.levels import Level, Territory
from pipeline.partnerships.reader_frame import read_text, rows_of, sheet, years_in
from pipeline.partnerships.source_places import SourcePlaces, write_places

#: First and last year that contracts state, by scheme and, where it depends, by number or phase.
CONTRACT_TERMS = Path(__file__).with_name("contract_terms.csv")
_LAYERS = {
    "amicb zonage": "ami_centre_bourg",
    "cdt zonage": "contrat_developpement",
    "cpier zonage": "cpier",
    "cr zonage": "contrat_ruralite",
    "cte zonage": "cte",
}
#: Perimeter as the list words it -> the level where the name is looked for.
_PERIMETERS = {
    "Commune": Level.COMMUNE,
    "communal": Level.COMMUNE,
    "EPCI": Level.EPCI,
    "epci": Level.EPCI,
    "département": Level.DEPARTEMENT,
}


def read_contracts(sources: Path, places: SourcePlaces) -> pd.DataFrame:
    """Read the contracts of 2020, but the contrats de ville, which a later list replaces.

    They are placed by their name, only if one territory of the level stated bears it exactly.
    Some are listed under several names and dates: what has the same number and as many communes
    is one contract, with the name that can be placed and the earliest date. The list gives no end:
    it comes from what the contracts state (``contract_terms.csv``), and is unknown elsewhere.
    """
    raw = read_text(sources, "partenariats_anct_contrats_2020.csv")
    raw = raw[raw["layer"].isin(_LAYERS)]
    raw["territories"] = [write_places(_contract_place(row, places)) for row in rows_of(raw)]
    raw["since"] = [years_in(text)[0] if "signature" in text else None for text in raw["info1"]]
    keys = ["layer", "id", "nbcom"]
    since = raw.groupby(keys)["since"].transform("min")
    raw = raw.assign(since=since, unplaced=raw["territories"].isna())
    raw = raw.sort_values([*keys, "unplaced", "lib"]).drop_duplicates(keys)
    terms = _contract_terms()
    return sheet(
        {
            "scheme": _LAYERS[row["layer"]],
            "id": f"{row['id']}-{row['nbcom']}",
            "title": row["lib"],
            "territories": row["territories"],
            **_term(row, terms),
        }
        for row in rows_of(raw)
    )


def _contract_terms() -> dict[tuple[str, str], dict[str, Any]]:
    raw = pd.read_csv(CONTRACT_TERMS, dtype="str", keep_default_na=False)
    return {(row["scheme"], row["contract"]): row for row in rows_of(raw)}


def _term(row: dict[str, Any], terms: dict[tuple[str, str], dict[str, Any]]) -> dict[str, Any]:
    """Give the years of a contract: its number, its phase or its scheme says them."""
    scheme = _LAYERS[row["layer"]]
    found = [terms.get((scheme, key)) for key in (row["id"], row["info1"], "")]
    said = next((term for term in found if term), {"start_year": "", "end_year": ""})
    return {
        "start_year": row["since"] if pd.notna(row["since"]) else said["start_year"] or None,
        "end_year": said["end_year"] or None,
    }


def _contract_place(row: dict[str, str], places: SourcePlaces) -> tuple[Territory, ...]:
    level = _PERIMETERS.get(row["perimetre"])
    return () if level is None else places.named(level, row["lib"])


def read_food_projects(sources: Path, places: SourcePlaces) -> pd.DataFrame:
    """Read the projets alimentaires territoriaux: one record each, placed in its EPCI.

    The perimeters come from the canteens that declare to a project: they say which EPCI takes
    part, not which communes.
    """
    listed = read_text(sources, "part_pat_liste_2026.csv").set_index("code_pat")["nom_pat"]
    canteens = read_text(sources, "part_pat_projets_alimentaires_communes_epci_2024.csv")
    older = canteens.drop_duplicates("code_pat").set_index("code_pat")["nom_pat"]
    names = listed.combine_first(older)
    members = canteens[canteens["siren_epci"] != ""].drop_duplicates(["code_pat", "siren_epci"])
    epci = members.sort_values("siren_epci").groupby("code_pat")
    codes = epci["siren_epci"].agg(list)
    partners = epci["nom_epci"].agg(", ".join)
    return sheet(
        {
            "scheme": "pat",
            "id": code,
            "title": names[code],
            "partners": partners.get(code),
            "territories": places.joined(codes.get(code, [])),
        }
        for code in names.sort_index().index
    )
