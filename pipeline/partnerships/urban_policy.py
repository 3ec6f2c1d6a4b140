"""Urban policy: posts that the State funds in associations and communes, contrats de ville."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd

from common.french import fold
from common.levels import Level
from pipeline.partnerships.reader_frame import rows_of, sheet
from pipeline.partnerships.source_places import SourcePlaces, write_places
from pipeline.sources import source_file

_POSTS_FILE = "partnerships/partenariats_politique_ville_fonjep_adulte_relais_2020_2025.parquet"
_POST_SCHEMES = {"FONJEP": "fonjep_ville", "adulte-relais": "adulte_relais"}
_POST_WORDS = {
    "fonjep_ville": ("poste Fonjep", "postes Fonjep"),
    "adulte_relais": ("poste d’adulte-relais", "postes d’adultes-relais"),
}
#: Years of the contracts in force: the earlier ones follow other perimeters.
_POST_YEARS = ("2024", "2025")
_AMOUNT_YEAR = "2024"
#: Last year of the contracts in force (circulaire of 31 August 2023).
_LAST_YEAR = 2030
_PUBLIC = r"^(?:commune|ville|mairie|ccas|centre communal|communaute|metropole|departement)\b"
_NON_PROFIT = r"\b(?:ass|asso|assoc|association|mjc|ligue|centre social|regie de quartier)\b"


def read_posts(sources: Path, places: SourcePlaces) -> pd.DataFrame:
    """Read the posts of urban policy in 2024-2025: one record per structure and contract.

    A post that is renewed is listed each year, and twice in some years: the structure that holds
    it in a contrat de ville is the partner, and counts once. Names are compared without legal
    form, case or punctuation.
    """
    raw = _current_posts(sources).drop_duplicates(["dispositif", "annee", "id_poste"])
    contract = raw["codgeo_contrat"].fillna("")
    raw["place"] = contract.where(contract != "", "D" + raw["insee_dep"].fillna(""))
    raw["name"] = raw["raison_sociale"].map(structure_key)
    keys = ["dispositif", "place", "name"]
    spellings = raw.groupby([*keys, "raison_sociale"]).size().reset_index(name="lines")
    spellings = spellings.sort_values([*keys, "lines"], ascending=[True, True, True, False])
    held = raw.groupby(keys).agg(posts=("id_poste", "nunique"), since=("annee", "min"))
    held["spelling"] = spellings.drop_duplicates(keys).set_index(keys)["raison_sociale"]
    held["granted"] = raw[raw["annee"] == _AMOUNT_YEAR].groupby(keys)["montant"].sum()
    return sheet(_post_record(row, places) for row in rows_of(held.reset_index()))


def read_city_contracts(sources: Path, places: SourcePlaces) -> pd.DataFrame:
    """Read the contrats de ville in force: those to which a post of 2024-2025 belongs.

    They are those of the plan « Quartiers 2030 », to 2030.

    Two numbers of contract for one place (an EPCI over two départements) are one record.
    """
    raw = _current_posts(sources).dropna(subset=["codgeo_contrat"])
    named = raw.groupby("codgeo_contrat")["lib_contrat"].min()
    return sheet(
        {
            "scheme": "contrat_ville",
            "id": code,
            "title": name.partition(" - ")[2],
            "territories": places.joined([str(code)]),
            "end_year": _LAST_YEAR,
        }
        for code, name in named.items()
    )


def _current_posts(sources: Path) -> pd.DataFrame:
    path = source_file(sources, _POSTS_FILE)
    raw = pd.read_parquet(path)
    return raw[raw["annee"].isin(_POST_YEARS)]


def _post_record(row: dict[str, Any], places: SourcePlaces) -> dict[str, object]:
    """Make the record of a structure: its posts, the amount of the last complete year."""
    scheme, place = _POST_SCHEMES[row["dispositif"]], row["place"]
    departement = places.territory(Level.DEPARTEMENT, place[1:]) if place[0] == "D" else None
    return {
        "scheme": scheme,
        "id": f"{place}-{row['name'].replace(' ', '-')}",
        "title": f"{row['spelling']} – {row['posts']} {_POST_WORDS[scheme][row['posts'] > 1]}",
        "partners": row["spelling"],
        "profiles": _employer_profiles(scheme, row["spelling"]),
        "territories": write_places([departement]) if departement else places.joined([place]),
        "start_year": int(row["since"]),
        "amount_eur": row["granted"],
    }


def structure_key(name: str) -> str:
    """Reduce the name of a structure to what identifies it.

    >>> structure_key("ASSOCIATION LE VALDOCCO"), structure_key("Le Valdocco")
    ('le valdocco', 'le valdocco')
    """
    words = fold(name)
    return re.sub(r"^(?:ass|asso|assoc|association)\s+(?=\S)", "", words)


def _employer_profiles(scheme: str, name: str) -> str:
    """Give the profiles of the State and of the employer, as far as its name tells."""
    words = fold(name)
    if scheme == "fonjep_ville" or re.search(_NON_PROFIT, words):
        return "association|etat"
    return "collectivite|etat" if re.search(_PUBLIC, words) else "etat"
