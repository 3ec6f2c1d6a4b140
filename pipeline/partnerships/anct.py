"""The national schemes of the ANCT: places designated, perimeters, engagement of citizens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from common.french import fold
from common.levels import Level
from pipeline.partnerships.reader_frame import read_text, rows_of, sheet, years_in
from pipeline.partnerships.source_places import SourcePlaces, write_places

#: Schemes read in the list of 2024. Left out: ``acv2`` (second phase of the same places as
#: ``acv``), ``fs``, ``ti`` and ``fabp``, for which a more complete or a more recent file exists.
SCHEMES_2024 = (
    "acv", "ami", "amm", "cde", "citeduc", "fabt", "frla", "manuprox", "pao", "pvd", "va",
)  # fmt: skip
_SCHEMES_2024_FILE = "partenariats_anct_dispositifs_2024.csv"
_FRLA = "frla"
#: A title that the producer typed with a note to himself after it.
_CORRECTED_TITLES = {"fabt-109": "Scène nationale 61"}
#: Form of support of the programme « Territoires d'engagement » -> scheme.
_ENGAGEMENT = {
    "AI": "tec_atelier", "CCO": "tec_conseil", "PATDE": "tec_parcours", "PPTDE": "tec_projet",
}  # fmt: skip


def read_schemes_2024(sources: Path, places: SourcePlaces) -> pd.DataFrame:
    """Read the schemes of September 2024: one record per place designated.

    A line may name several places designated at once (``cde-002 ; cde-061``): each is a record.
    """
    raw = read_text(sources, _SCHEMES_2024_FILE)
    raw = raw[raw["dispositif"].isin(SCHEMES_2024)].drop_duplicates()
    lines = pd.DataFrame(_unfolded(raw)).drop_duplicates()
    groups = lines.groupby(["dispositif", "id"], sort=True, as_index=False)
    designated = groups.agg({"name": "first", "code": list, "date": "max"})
    return sheet(
        {
            "scheme": row["dispositif"],
            "id": row["id"],
            "title": _title(row, places),
            "territories": places.joined(row["code"]),
            "start_year": years_in(row["date"])[0],
        }
        for row in rows_of(designated)
    )


def _unfolded(raw: pd.DataFrame) -> Iterator[dict[str, str]]:
    """Give one line per place designated and code."""
    for row in rows_of(raw):
        identifiers = [part.strip() for part in row["id_territoire"].split(";")]
        names = [part.strip() for part in row["nom_territoire"].split(";")]
        if len(names) != len(identifiers):
            names = [row["nom_territoire"].strip()] * len(identifiers)
        for identifier, name in zip(identifiers, names, strict=True):
            # FRLA numbers its operations within a département.
            own = f"{identifier.replace(' ', '')}-{row['code_geo']}"
            yield {
                "dispositif": row["dispositif"],
                "id": own if row["dispositif"] == _FRLA else identifier,
                "name": name,
                "code": row["code_geo"],
                "date": row["date_signature"],
            }


def _title(row: dict[str, Any], places: SourcePlaces) -> str:
    """Give the name of the place or of the project; FRLA only says which zoning it falls under."""
    if row["dispositif"] == _FRLA:
        return f"Locaux d’activité restructurés – {places.name_at(row['code'][0])}"
    return _CORRECTED_TITLES.get(row["id"], str(row["name"]))


def read_industry(sources: Path, places: SourcePlaces) -> pd.DataFrame:
    """Read the Territoires d'industrie of 2023-2027."""
    raw = read_text(sources, "partenariats_anct_ti_2026.csv")
    return sheet(
        {
            "scheme": "ti",
            "id": identifier,
            "title": group["lib_ti"].iloc[0],
            "partners": group["lib_groupement"].iloc[0],
            "territories": places.joined(group["code_geo"]),
            "start_year": 2023,
            "end_year": 2027,
        }
        for identifier, group in raw.groupby("id_ti", sort=True)
    )


def read_foresight(sources: Path, places: SourcePlaces) -> pd.DataFrame:
    """Read the Fabriques prospectives of 2026, with the titles that the list of 2024 gives."""
    raw = read_text(sources, "partenariats_anct_fabriques_2026.csv")
    known = read_text(sources, _SCHEMES_2024_FILE)
    titles = known[known["dispositif"] == "fabp"].drop_duplicates("id_territoire")
    title = titles.set_index("id_territoire")["nom_territoire"]
    return sheet(
        {
            "scheme": "fabp",
            "id": identifier,
            "title": title.get(identifier, f"Fabrique prospective {identifier}"),
            "partners": group["lib_groupement"].iloc[0],
            "territories": places.joined(group["code_geo"]),
        }
        for identifier, group in raw.groupby("id_fabp", sort=True)
    )


def read_engagement(sources: Path, places: SourcePlaces) -> pd.DataFrame:
    """Read the support to citizen participation: one record per form of support and place.

    Two lists overlap (2026, and 2025 with départements, régions and links) and their numbers do
    not match: what names the same form of support and the same place is one record. The list of
    2026 found some codes by name; a place whose name several communes bear is kept only if the
    other list confirms its code.
    """
    recent = read_text(sources, "partenariats_anct_tec_2026.csv")
    recent = pd.DataFrame(
        {
            "form": recent["id_tec"].str.split("-").str[0].str.upper(),
            "code": recent["code_geo"],
            "name": recent["lib_groupement"],
            "scale": "",
            "period": "",
            "subject": "",
            "link": "",
        }
    )
    detailed = read_text(sources, "partenariats_engagement_citoyen_anct.csv")
    detailed = pd.DataFrame(
        {
            "form": detailed["Dispositif"],
            "code": detailed["codgeo"],
            "name": detailed["libgeo"],
            "scale": detailed["echelon"],
            "period": detailed["periode"],
            "subject": detailed["projet_partage"],
            "link": detailed["url"],
        }
    )
    doubtful = recent["name"].map(fold).isin(places.shared_names)
    recent = recent[~doubtful | recent["code"].isin(detailed["code"])]
    rows = pd.concat([detailed, recent]).drop_duplicates(["form", "code"])
    return sheet(
        {
            "scheme": _ENGAGEMENT[row["form"]],
            "id": row["code"] if row["code"].isalnum() else fold(row["code"]).replace(" ", "-"),
            "title": row["subject"] or row["name"],
            "partners": row["name"],
            "territories": _engaged_place(row, places),
            "start_year": years_in(row["period"])[0],
            "end_year": years_in(row["period"])[1],
            "link": row["link"],
        }
        for row in rows_of(rows.sort_values(["form", "code"]))
    )


def _engaged_place(row: dict[str, str], places: SourcePlaces) -> str | None:
    """Place by the level that the list states, which tells région 75 from département 75."""
    if row["scale"] not in (Level.DEPARTEMENT, Level.REGION):
        return places.joined([row["code"]])
    found = places.territory(Level(row["scale"]), row["code"])
    return None if found is None else write_places([found])
