"""Projects and posts that the State or a national programme co-funds."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from common.french import fold
from common.levels import Level
from indicators.partnerships import SEPARATOR
from pipeline.partnerships.reader_frame import read_text, rows_of, sheet
from pipeline.partnerships.source_places import SourcePlaces, write_places
from pipeline.sources import source_file

#: Words of a title, without accent or case -> domain, by hand, with the reason.
GRANT_WORDS = Path(__file__).with_name("grant_words.csv")
#: First digit of the theme of an investment grant -> scheme.
GRANT_SCHEMES = {
    "1": "dotation_sante", "2": "dotation_economie", "3": "dotation_environnement",
    "4": "dotation_education", "5": "dotation_services_publics",
    "6": "dotation_mise_aux_normes", "7": "dotation_construction", "8": "dotation_ruralite",
}  # fmt: skip
#: Holder of an award of ACTEE -> scale. Syndicates work over a département or so.
_AWARD_SCALES = {
    "COMMUNE": "communal",
    "SYNDICAT_ENERGIE": "departemental",
    "SDIS": "departemental",
}


def read_grants(sources: Path, places: SourcePlaces) -> pd.DataFrame:
    """Read the investment grants of 2019 (DETR, DSIL, DSID): one record per project.

    The themes of the source are too mixed to be domains, but for education: each record serves
    the domains that the words of its title name (``grant_words.csv``).
    The coordinates of the source are those of the commune or of the EPCI: they are no points.
    """
    path = source_file(
        sources, "partnerships/partenariats_dotations_investissement_projets_2019.parquet"
    )
    raw = pd.read_parquet(path)
    raw["description"] = raw["description"].fillna("").str.strip()
    raw["domains"] = domains_named(raw["description"])
    return sheet(
        {
            "scheme": GRANT_SCHEMES[row["categorie"][0]],
            "id": row["id_projet"],
            "domains": row["domains"],
            "title": row["description"] or f"Projet sans intitulé ({row['dotation']} 2019)",
            "partners": row["nom_terr"],
            "territories": _grantee(row["echelon"], row["id_terr"], places),
            "start_year": 2019,
            "amount_eur": row["montant_sub"],
        }
        for row in rows_of(raw)
    )


def domains_named(titles: pd.Series[str]) -> pd.Series[str]:
    """Give the keys of the domains that titles name, separated by a bar.

    >>> domains_named(pd.Series(["Isolation de l’école", "Rue de la Gare"])).tolist()
    ['education|transition_energetique', '']
    """
    words = pd.read_csv(GRANT_WORDS, dtype="str").set_index("domain")["words"]
    folded = titles.map(fold)
    named = pd.Series("", index=titles.index, dtype="str")
    for key, pattern in words.sort_index().items():
        found = folded.str.contains(rf"\b(?:{pattern})\b", regex=True)
        named = named.mask(found, named + SEPARATOR + str(key))
    return named.str.lstrip(SEPARATOR)


def _grantee(scale: str, code: str, places: SourcePlaces) -> str | None:
    if scale != "conseil_departemental":
        return places.joined([code])
    found = places.territory(Level.DEPARTEMENT, code)
    return None if found is None else write_places([found])


def read_energy_awards(sources: Path, places: SourcePlaces) -> pd.DataFrame:
    """Read the awards of ACTEE: one record per award, placed in its département.

    An award whose département is not in the région that the source gives is left unplaced.
    """
    raw = read_text(sources, "partenariats_actee_laureats_energie.csv")
    rows = places.territories[places.territories["level"] == Level.DEPARTEMENT]
    region = rows.set_index("code")["region"]
    agrees = raw["departement_code"].map(region) == raw["region_code"]
    return sheet(
        {
            "scheme": "actee",
            "id": row["id"],
            "title": " – ".join(part for part in (row["aap"] or "ACTEE", row["nom"]) if part),
            "partners": row["nom"],
            "scale": _AWARD_SCALES.get(row["type"], "intercommunal"),
            "territories": f"departement:{row['departement_code']}" if sure else None,
            "amount_eur": row["aide_validee"],
        }
        for row, sure in zip(rows_of(raw), agrees, strict=True)
    )
