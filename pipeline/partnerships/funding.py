"""Projects and posts that the State or a national programme co-funds."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from common.errors import InvalidDataError
from common.levels import Level
from pipeline.partnerships.grant_domains import domains_named
from pipeline.partnerships.reader_frame import read_text, rows_of, sheet
from pipeline.partnerships.source_places import SourcePlaces, write_places
from pipeline.sources import source_file

#: First digit of the theme of an investment grant -> scheme.
GRANT_SCHEMES = {
    "1": "dotation_sante", "2": "dotation_economie", "3": "dotation_environnement",
    "4": "dotation_education", "5": "dotation_services_publics",
    "6": "dotation_mise_aux_normes", "7": "dotation_construction", "8": "dotation_ruralite",
}  # fmt: skip
#: Measure of the Fonds vert, as the source words it -> scheme.
GREEN_FUND_SCHEMES = {
    "Rénovation énergétique des bâtiments publics locaux": "fonds_vert_energie",
    "Rénovation des parcs de luminaires d’éclairage public": "fonds_vert_energie",
    "Accompagnement de la stratégie nationale biodiversité 2030": "fonds_vert_nature",
    "Renaturation des villes et des villages": "fonds_vert_nature",
    "Soutien au tri à la source et à la valorisation des biodéchets": "fonds_vert_nature",
    "Prévention des risques d’incendies de forêt et de végétation": "fonds_vert_risques",
    (
        "Renforcement des aides apportées par les PAPI et appui financier aux collectivités, "
        "gestionnaires de digues, dans le cadre de la compétence GEMAPI"
    ): "fonds_vert_risques",
    "Appui aux collectivités de montagne soumises à des risques émergents": "fonds_vert_risques",
    (
        "Accompagnement pour l’adaptation des territoires littoraux au recul du trait de côte"
    ): "fonds_vert_risques",
    (
        "Renforcement de la protection des bâtiments contre les vents cycloniques"
    ): "fonds_vert_risques",
    "Développement du covoiturage": "fonds_vert_mobilite",
    (
        "Accompagnement du déploiement des zones à faibles émissions mobilité (ZFE)"
    ): "fonds_vert_mobilite",
    "Recyclage foncier": "fonds_vert_friches",
    "Ingénierie": "fonds_vert_ingenierie",
}
#: Kind of holder of a project of the Fonds vert, where the source tells it.
_HOLDER_PROFILES = {
    "commune": "collectivite|etat",
    "EPCI/syndicat (20,24)": "collectivite|etat",
    "syndicat mixte (25)": "collectivite|etat",
    "departement": "collectivite|etat",
    "region": "collectivite|etat",
    "etab. public local (26,27)": "collectivite|etat",
}
#: Holder of an award of ACTEE -> scale. Syndicates work over a département or so.
_AWARD_SCALES = {
    "COMMUNE": "communal",
    "SYNDICAT_ENERGIE": "departemental",
    "SDIS": "departemental",
}


def read_grants(sources: Path, places: SourcePlaces) -> pd.DataFrame:
    """Read the investment grants of 2019 (DETR, DSIL, DSID): one record per project.

    The themes of the source are too mixed to be domains: each record serves the domains that the
    words of its title name (:func:`pipeline.partnerships.grant_domains.domains_named`).
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


def _grantee(scale: str, code: str, places: SourcePlaces) -> str | None:
    if scale != "conseil_departemental":
        return places.joined([code])
    found = places.territory(Level.DEPARTEMENT, code)
    return None if found is None else write_places([found])


def read_green_fund(sources: Path, places: SourcePlaces) -> pd.DataFrame:
    """Read the projects that the Fonds vert granted in 2023: one record each.

    The commune is that of the project or of its holder, the source does not say which. Without a
    commune, the EPCI that benefits is the place, then the département that holds the project; the
    others have none. A measure says what the money is for, whatever the title.
    """
    raw = read_text(sources, "part_fonds_vert_2023_projets.csv")
    unknown = sorted(set(raw["mesure"]) - set(GREEN_FUND_SCHEMES))
    if unknown:
        raise InvalidDataError(
            "part_fonds_vert_2023_projets.csv",
            [f"mesure : attendu une mesure connue ; trouvé « {name} »" for name in unknown],
        )
    return sheet(
        {
            "scheme": GREEN_FUND_SCHEMES[row["mesure"]],
            "id": f"2023-{number}",
            "title": row["projet"],
            "partners": row["beneficiaire"],
            "profiles": _HOLDER_PROFILES.get(row["porteur_type"], "etat"),
            "territories": _green_place(row, places),
            "start_year": row["annee"],
            "amount_eur": row["montant_engage"],
        }
        for number, row in enumerate(rows_of(raw), start=1)
    )


def _green_place(row: dict[str, str], places: SourcePlaces) -> str | None:
    found = places.joined([row["code_commune"]]) or places.joined([row["epci_beneficiaire"]])
    if found is None and row["porteur_type"] == "departement":
        held = places.territory(Level.DEPARTEMENT, row["code_departement"])
        return None if held is None else write_places([held])
    return found


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
