"""Places where a service is offered with a national label or a national funding."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from pipeline.partnerships.reader_frame import read_text, rows_of, sheet, years_in
from pipeline.partnerships.source_places import SourcePlaces

#: Where the list of 2022 puts the structures that it could not place.
_NOWHERE = ("44.9687", "4.691")
_STATUS_PROFILES = {"publique": "collectivite|etat", "privée": "etat"}


def read_france_services(sources: Path, places: SourcePlaces) -> pd.DataFrame:
    """Read the France services of August 2024: one record per site."""
    raw = read_text(sources, "partenariats_france_services_2024_08.csv")
    return sheet(
        {
            "scheme": "france_services",
            "id": row["id_fs"],
            "title": row["lib_fs"],
            "territories": places.joined([row["insee_com"]]),
            "lon": row["longitude"],
            "lat": row["latitude"],
            "start_year": years_in(row["labellisation_fs"])[0],
        }
        for row in rows_of(raw)
    )


def read_aidants_connect(sources: Path, places: SourcePlaces) -> pd.DataFrame:
    """Read the Aidants Connect of February 2024: one record per structure.

    The source counts structures by commune, without naming them. Those that are France services
    too are left out, since they are already records.
    """
    raw = read_text(sources, "num_aidants_connect_communes_2024.csv")
    counts = raw["nb_structures_aidants_connect"].astype("int64") - raw[
        "nb_labellisees_france_services"
    ].astype("int64")
    return sheet(
        {
            "scheme": "aidants_connect",
            "id": f"{code}-{number}",
            "title": _numbered("Structure habilitée Aidants Connect", code, number, count, places),
            "territories": places.joined([code]),
        }
        for code, count in zip(raw["code_insee"], counts, strict=True)
        for number in range(1, count + 1)
    )


def _numbered(title: str, code: str, number: int, count: int, places: SourcePlaces) -> str:
    """Tell apart the structures of a commune that the source does not name."""
    return f"{title} – {places.name_at(code)}" + (f" ({number} sur {count})" if count > 1 else "")


def read_digital_advisers(sources: Path, places: SourcePlaces) -> pd.DataFrame:
    """Read the structures that host conseillers numériques (June 2022): one record each."""
    raw = read_text(sources, "partenariats_conseillers_numeriques_2022.csv")
    raw["nowhere"] = (raw["latitude"] == _NOWHERE[0]) & (raw["longitude"] == _NOWHERE[1])
    keys = ["insee_com", "latitude", "longitude", "nb_cnfs", "type"]
    raw = raw.sort_values(keys, kind="stable", ignore_index=True)
    number = raw.groupby("insee_com").cumcount() + 1
    return sheet(
        {
            "scheme": "conseiller_numerique",
            "id": f"{row['insee_com'] or 'sans-code'}-{rank}",
            "title": _adviser_title(row, places),
            "profiles": _STATUS_PROFILES[row["type"]],
            "territories": places.joined([row["insee_com"]]),
            "lon": None if row["nowhere"] else row["longitude"],
            "lat": None if row["nowhere"] else row["latitude"],
            "start_year": years_in(row["date_de_validation_en_comité_de_sélection"])[0],
            "amount_eur": row["investissement_financier_estimatif_total_de_l.etat"],
        }
        for row, rank in zip(rows_of(raw), number, strict=True)
    )


def _adviser_title(row: dict[str, str], places: SourcePlaces) -> str:
    posts = int(row["nb_cnfs"])
    word = "poste de conseiller numérique" if posts == 1 else "postes de conseiller numérique"
    return f"{posts} {word}, structure {row['type']} – {places.name_at(row['insee_com'])}"
