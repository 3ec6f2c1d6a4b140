"""From the national files to the partnership records."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from common.errors import InvalidDataError, MissingDataError
from common.levels import Level
from common.paths import DATA, ROOT
from indicators.partnerships import RECORDS_FILE, SCHEMES_FILE, Kind, read_records
from pipeline.partnerships import anct, carpooling, contracts, funding, services, urban_policy
from pipeline.partnerships.build import (
    build_partnerships,
    finish,
    read_crosswalk,
    without_stray_points,
)
from pipeline.partnerships.grant_domains import domains_named
from pipeline.partnerships.reader_frame import rows_of, sheet, tidy
from pipeline.partnerships.source_places import SourcePlaces

SOURCES = ROOT.parent / "shared" / "data"

#: code, name, SIREN, EPCI.
COMMUNES = [
    ("01001", "Le Bourg", "210100017", "200000001"),
    ("01002", "Saint-Denis", "210100025", "200000001"),
    ("02001", "Saint-Denis", "210200015", "200000002"),
    ("02002", "La Côte", "210200023", "200000002"),
    ("75056", "Paris", "217500016", "200000003"),
    ("93001", "La Plaine", "219300019", "200000003"),
]
EPT = "200000009"


@pytest.fixture
def places(tmp_path: Path) -> SourcePlaces:
    """A country of six communes, with one merged commune, one arrondissement and one EPT."""
    boundaries, codes = tmp_path / "data" / "boundaries", tmp_path / "codes"
    for folder in (boundaries, codes, tmp_path / "partnerships"):
        folder.mkdir(parents=True)
    rows = [("commune", code, name, "84") for code, name, _, _ in COMMUNES]
    rows += [("epci", f"20000000{n}", f"CC n° {n}", "84") for n in (1, 2, 3)]
    rows += [("departement", code, code, "84") for code in ("01", "02", "75")]
    rows += [("region", "75", "Nouvelle-Aquitaine", "")]
    territories = pd.DataFrame(rows, columns=["level", "code", "name", "region"])
    territories.to_parquet(boundaries / "territories.parquet")
    members = pd.DataFrame(
        [("epci", epci, code) for code, _, _, epci in COMMUNES],
        columns=["level", "code", "commune"],
    )
    members.to_parquet(boundaries / "memberships.parquet")
    commune_file = [
        {"code": code, "nom": name, "type": "commune-actuelle", "siren": siren}
        for code, name, siren, _ in COMMUNES
    ]
    (codes / "communes.json").write_text(json.dumps(commune_file))
    ept = [{"code": EPT, "membres": [{"code": "93001"}]}]
    (codes / "ept.json").write_text(json.dumps(ept))
    current = [(code, code) for code, *_ in COMMUNES]
    passage = pd.DataFrame(
        [*current, ("01099", "01001"), ("75101", "75056")], columns=["DEPCOM_HIST", "DEPCOM"]
    )
    passage.to_csv(codes / "table_passage_com_historique_cog2025.csv", index=False)
    columns = ["DATE_EFF", "MOD", "TYPECOM_AV", "COM_AV", "TYPECOM_AP", "COM_AP"]
    pd.DataFrame(columns=columns).to_csv(codes / "insee_mvtcommunes_1943_2025.csv", index=False)
    return SourcePlaces(tmp_path, tmp_path / "data")


def by(key: str, frame: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Give the rows of a frame by one of its columns."""
    return {row[key]: row for row in rows_of(frame)}


def write(tmp_path: Path, name: str, header: str, *rows: str) -> None:
    (tmp_path / "partnerships" / name).write_text("\n".join([header, *rows]), encoding="utf-8")


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (["01001"], "commune:01001"),
        (["01099"], "commune:01001"),  # merged
        (["75101"], "commune:75056"),  # arrondissement
        (["210200023"], "commune:02002"),  # SIREN of a commune
        (["200000002"], "epci:200000002"),
        (["01001", "01002", "02002"], "commune:02002|epci:200000001"),  # a whole EPCI
        ([EPT], "commune:93001"),
        (["97801", "", "200000008"], None),
    ],
)
def test_codes_become_territories_of_today(
    places: SourcePlaces, codes: list[str], expected: str | None
) -> None:
    assert places.joined(codes) == expected


def test_names_are_trusted_only_when_one_territory_bears_them(places: SourcePlaces) -> None:
    assert [str(found) for found in places.named(Level.COMMUNE, "LE BOURG")] == ["commune:01001"]
    assert places.named(Level.COMMUNE, "Saint-Denis") == ()
    assert places.named(Level.COMMUNE, "Bourg") == ()
    assert [str(found) for found in places.named(Level.EPCI, "CC n° 2")] == ["epci:200000002"]


def test_a_line_may_designate_several_places(places: SourcePlaces, tmp_path: Path) -> None:
    write(
        tmp_path,
        "partenariats_anct_dispositifs_2024.csv",
        "dispositif,libelle_dispositif,id_territoire,nom_territoire,code_geo,niveau,date_signature",
        "cde,x,cde-1 ; cde-2,Ici ; Là,01001,commune,",
        "cde,x,cde-2,Là,02002,commune,",
        "cde,x,cde-2,Là,02002,commune,",
        "pvd,x,pvd-1,Bourg,01099,commune,2021-05-28",
        "acv2,x,acv-1,Ailleurs,02002,commune,",
        "ti,x,ti-1,Industrie,200000001,epci_ou_siren,",
    )
    found = by("id", anct.read_schemes_2024(tmp_path, places))
    assert list(found) == ["cde-1", "cde-2", "pvd-1"]  # acv2 and ti: other lists
    assert found["cde-2"]["title"] == "Là"
    assert found["cde-2"]["territories"] == "commune:01001|commune:02002"
    assert found["pvd-1"]["start_year"] == 2021


def test_two_lists_of_engagement_give_each_place_once(places: SourcePlaces, tmp_path: Path) -> None:
    write(
        tmp_path,
        "partenariats_anct_tec_2026.csv",
        "id_tec,lib_groupement,siren_groupement,code_geo",
        "ai-1,Le Bourg,01001,01001",
        "ai-2,Le Bourg,01001,01001",
        "patde-1,Saint-Denis,02001,02001",
        "patde-2,Saint-Denis,01002,01002",
    )
    write(
        tmp_path,
        "partenariats_engagement_citoyen_anct.csv",
        "id_engcit,codgeo,libgeo,echelon,Dispositif,periode,projet_partage,url",
        "ai-7,01001,Le Bourg,commune,AI,Sep. 2021-Dec.2022,,https://exemple.fr/",
        "patde-9,01002,Saint-Denis,commune,PATDE,2021-2025,,",
        "cco-1,75,Nouvelle-Aquitaine,region,CCO,,,",
        "cco-2,200000077,Un pays,,CCO,,,",
    )
    # Saint-Denis (Aisne) was found by name alone: the other list says it is the other one.
    frame = anct.read_engagement(tmp_path, places)
    found = by("id", frame)
    assert len(frame) == len(found) == 4
    assert set(found) == {"01001", "01002", "75", "200000077"}
    assert found["01001"]["link"] == "https://exemple.fr/"
    assert (found["01001"]["start_year"], found["01001"]["end_year"]) == (2021, 2022)
    assert found["75"]["territories"] == "region:75"
    assert pd.isna(found["200000077"]["territories"])


def test_structures_counted_elsewhere_are_left_out(places: SourcePlaces, tmp_path: Path) -> None:
    write(
        tmp_path,
        "num_aidants_connect_communes_2024.csv",
        "code_insee,nb_structures_aidants_connect,nb_labellisees_france_services",
        "01001,3,1",
        "02002,1,1",
    )
    found = services.read_aidants_connect(tmp_path, places)
    assert found["territories"].tolist() == ["commune:01001"] * 2
    assert found["id"].is_unique


def test_a_structure_counts_once_whatever_its_posts(places: SourcePlaces, tmp_path: Path) -> None:
    relay, contract = ("adulte-relais",), ("01", "200000001", "01 - A")
    posts = pd.DataFrame(
        [
            (*relay, "2023", "P0", "MJC", 20_000.0, *contract),
            (*relay, "2024", "P1", "ASSOCIATION ALFA", 20_000.0, *contract),
            (*relay, "2024", "P1", "ASSOCIATION ALFA", 20_000.0, *contract),
            (*relay, "2025", "P1", "Alfa", 7_000.0, *contract),
            (*relay, "2025", "P2", "Alfa", 7_000.0, *contract),
            ("FONJEP", "2024", "P3", "BETA", 7_000.0, "75", None, None),
        ],
        columns=[
            "dispositif", "annee", "id_poste", "raison_sociale", "montant", "insee_dep",
            "codgeo_contrat", "lib_contrat",
        ],
    )  # fmt: skip
    name = "partenariats_politique_ville_fonjep_adulte_relais_2020_2025.parquet"
    posts.to_parquet(tmp_path / "partnerships" / name)
    found = by("scheme", urban_policy.read_posts(tmp_path, places))
    assert len(found) == 2
    assert found["adulte_relais"]["title"].endswith("– 2 postes d’adultes-relais")
    assert found["adulte_relais"]["amount_eur"] == 20_000  # one post in 2024, listed twice
    assert found["adulte_relais"]["territories"] == "epci:200000001"
    assert found["fonjep_ville"]["territories"] == "departement:75"
    contracts_in_force = urban_policy.read_city_contracts(tmp_path, places)
    assert contracts_in_force[["title", "territories"]].to_numpy().tolist() == [
        ["A", "epci:200000001"]
    ]


def test_a_contract_under_several_names_is_one_record(places: SourcePlaces, tmp_path: Path) -> None:
    write(
        tmp_path,
        "partenariats_anct_contrats_2020.csv",
        "id,lib,perimetre,nbcom,info1,info2,info3,layer",
        "CR1,CC ancienne,EPCI,24,Date de signature : 26 juillet 2017,,,cr zonage",
        "CR1,CC n° 1,EPCI,24,Date de signature : 26 juillet 2017,,,cr zonage",
        "CR1,CC n° 1,EPCI,24,Date de signature : 06 janvier 2016,,,cr zonage",
        "CR1,Un pays,PETR,75,Date de signature : 06 janvier 2016,,,cr zonage",
        "CTE1,CC n° 2,epci,5,En phase 2 d'expérimentation,,,cte zonage",
        "CDT006,Un bassin,epci,5,,,,cdt zonage",
        "CDT999,Un autre,epci,5,,,,cdt zonage",
        "CV1,Ville,epci,3,Siren EPCI 2015 : 200000001,,,cv zonage",
    )
    found = by("id", contracts.read_contracts(tmp_path, places))
    assert list(found) == ["CDT006-5", "CDT999-5", "CR1-24", "CR1-75", "CTE1-5"]
    assert found["CR1-24"]["title"] == "CC n° 1"
    assert found["CR1-24"]["territories"] == "epci:200000001"
    assert found["CR1-24"]["start_year"] == 2016
    assert pd.isna(found["CR1-75"]["territories"])
    years = {key: (row["start_year"], row["end_year"]) for key, row in found.items()}
    assert years["CR1-24"] == (2016, 2020)
    assert years["CDT006-5"] == (2017, 2027)
    assert pd.isna(years["CTE1-5"][0])
    assert years["CTE1-5"][1] == 2024
    assert pd.isna(years["CDT999-5"][1])  # unknown: nothing is made up


def test_a_campaign_names_its_authority_and_its_operators(
    places: SourcePlaces, tmp_path: Path
) -> None:
    write(
        tmp_path,
        "part_covoiturage_campagnes_aom_operateurs_2021_2027.csv",
        "campagne,autorite,niveau,codes,operateurs,date_debut,date_fin,budget_max_eur,domaine",
        "c1,CC n° 1,epci,200000001,Karos;Klaxit,2021-01-05,2023-01-31,2000,mobilité",
        "c2,CC n° 1,epci,200000001,Karos,2024-01-05,,2000,mobilité",
        "c3p,CC n° 2,epci,200000002,Karos,2024-01-05,2025-12-31,10,mobilité",
        "c3c,CC n° 2,epci,200000002,Karos,2024-01-05,2025-12-31,20,mobilité",
        "c4,Région,region,75,Klaxit,2024-01-05,2025-12-31,20,mobilité",
    )
    frame = carpooling.read_campaigns(tmp_path, places)
    found = by("id", frame)
    assert list(found) == ["c1", "c2", "c3c", "c4"]  # drivers and passengers: one agreement
    assert found["c1"]["partners"] == "CC n° 1, Karos, Klaxit"
    assert (found["c1"]["start_year"], found["c1"]["end_year"]) == (2021, 2023)
    assert pd.isna(found["c2"]["end_year"])
    assert found["c4"]["territories"] == "region:75"
    assert frame["amount_eur"].isna().all()  # a ceiling is not what was spent


def test_a_project_of_the_green_fund_is_placed_by_what_the_source_gives(
    places: SourcePlaces, tmp_path: Path
) -> None:
    header = (
        "annee,code_departement,code_commune,code_commune_source,nom_commune,epci_beneficiaire,"
        "mesure,domaine,projet,beneficiaire,siren,porteur_type,montant_engage"
    )
    rows = [
        "2023,01,01001,01001,Le Bourg,,Développement du covoiturage,m,Aire,Le Bourg,1,commune,5",
        "2023,02,,,,200000002,Recyclage foncier,m,Une friche,CC n° 2,1,EPCI/syndicat (20,24),5",
        "2023,02,,,,,Ingénierie,m,Une étude,DEP AISNE,1,departement,5.5",
        "2023,02,,,,,Ingénierie,m,Une étude,UN SYNDICAT,1,syndicat mixte (25),5.5",
    ]
    rows[1] = rows[1].replace("EPCI/syndicat (20,24)", '"EPCI/syndicat (20,24)"')
    name = "part_fonds_vert_2023_projets.csv"
    write(tmp_path, name, header, *rows)
    frame = funding.read_green_fund(tmp_path, places)
    assert frame["territories"].fillna("").tolist() == [
        "commune:01001", "epci:200000002", "departement:02", "",
    ]  # fmt: skip
    assert frame["scheme"].tolist() == [
        "fonds_vert_mobilite", "fonds_vert_friches",
        "fonds_vert_ingenierie", "fonds_vert_ingenierie",
    ]  # fmt: skip
    assert frame["amount_eur"].sum() == 21
    write(tmp_path, name, header, rows[0].replace("covoiturage", "vélo"))
    with pytest.raises(InvalidDataError, match="Développement du vélo"):
        funding.read_green_fund(tmp_path, places)


def test_a_departement_that_contradicts_its_region_places_nothing(
    places: SourcePlaces, tmp_path: Path
) -> None:
    write(
        tmp_path,
        "partenariats_actee_laureats_energie.csv",
        "id,nom,type,region_code,departement_code,aap,aide_validee",
        "a,Un syndicat,SYNDICAT_ENERGIE,84,01,CHÊNE,1000.5",
        "b,Commune de Meudon,COMMUNE,11,02,,",
    )
    found = by("id", funding.read_energy_awards(tmp_path, places))
    assert found["a"]["territories"] == "departement:01"
    assert found["a"]["scale"] == "departemental"
    assert found["a"]["amount_eur"] == 1000.5
    assert pd.isna(found["b"]["territories"])


def test_an_absent_file_is_named(places: SourcePlaces, tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match=r"partenariats_anct_ti_2026\.csv"):
        anct.read_industry(tmp_path, places)


def test_points_far_from_their_commune_are_blanked() -> None:
    territories = pd.DataFrame(
        {
            "level": "commune",
            "code": ["A1", "B1"],
            "lon": 2.0,
            "lat": 48.0,
            "area_km2": [10, 18_000],
        }
    )
    read = pd.DataFrame(
        {
            "territories": ["commune:A1", "commune:A1", "commune:B1", None, "commune:A1"],
            "lon": [2.1, 3.0, 3.0, 2.0, np.nan],
            "lat": [48.0, 48.0, 48.0, 48.0, np.nan],
        }
    )
    kept = without_stray_points(read, territories)
    assert kept["lon"].notna().tolist() == [True, False, True, False, False]
    assert kept["lat"].isna().tolist() == kept["lon"].isna().tolist()


def test_a_scheme_without_a_row_is_refused() -> None:
    read = sheet([{"scheme": "inconnu", "id": "1", "title": "Un projet"}])
    with pytest.raises(InvalidDataError, match="dispositif sans ligne : inconnu"):
        finish(read, read_crosswalk())


def test_texts_lose_addresses_and_line_breaks() -> None:
    assert tidy("Maison\r\n des  jeunes mjc@exemple.org") == "Maison des jeunes"
    assert tidy("Raccordement à l'application @ctes") == "Raccordement à l'application @ctes"


class TestCrosswalk:
    """The table that says what each scheme stands for."""

    @pytest.fixture(scope="class")
    def crosswalk(self) -> pd.DataFrame:
        return read_crosswalk()

    def test_every_row_gives_a_reason_in_french(self, crosswalk: pd.DataFrame) -> None:
        assert crosswalk["scheme"].is_monotonic_increasing
        assert crosswalk["reason"].str.len().min() > 40
        assert crosswalk["reason"].str.endswith(".").all()
        texts = crosswalk[["label", "reason", "coverage_note"]].fillna("").to_numpy().ravel()
        for text in texts:  # no-break space before high punctuation, typographic apostrophe
            assert not re.search(r" [:;?!»]|« |'", text), text

    def test_a_scheme_without_domain_says_why(self, crosswalk: pd.DataFrame) -> None:
        without = crosswalk[crosswalk["domains"] == ""]
        assert without["reason"].str.contains(r"[Aa]ucun domaine|pour un domaine").all()

    def test_incomplete_lists_say_what_is_missing(self, crosswalk: pd.DataFrame) -> None:
        partial = crosswalk[crosswalk["coverage"] == "partial"]
        assert partial["coverage_note"].notna().all()

    def test_public_co_funding_is_never_an_alliance(self, crosswalk: pd.DataFrame) -> None:
        grants = crosswalk[crosswalk["scheme"].str.startswith("dotation_")]
        assert len(grants) == 8
        assert grants["kind"].unique().tolist() == [Kind.GRANT]
        assert grants["category"].isna().all()
        assert (grants["domains"] == "").all()  # the words of each title say them


@pytest.mark.parametrize(
    ("title", "domains"),
    [
        ("Extension de la vidéoprotection", "securite"),
        ("Création d’une maison de santé pluridisciplinaire", "sante"),
        ("Mise aux normes de l'école primaire", "education"),
        ("Ancienne école : création de deux logements communaux", "mal_logement"),
        ("Réfection de la rue de la Gare", ""),
        ("Accessibilité et sécurisation du bourg et parking", ""),
        ("Extension de l’éclairage public", ""),
        ("Éclairage public à leds", "transition_energetique"),
        ("Renouvellement du réseau d’eau potable", ""),
        ("Toilettes pour personnes à mobilité réduite (PMR)", "diversite_handicap"),
        ("Aménagement du cimetière", ""),
        ("Mise en sécurité du pont", ""),
        ("EHPAD : chaufferie bois", "transition_energetique|vieillissement"),
    ],
)
def test_a_grant_serves_the_domains_that_its_title_names(title: str, domains: str) -> None:
    assert domains_named(pd.Series([title])).tolist() == [domains]


@pytest.mark.skipif(not SOURCES.is_dir(), reason="official files absent: nothing to rebuild from")
class TestRebuilt:
    """The tables of the repository against the official files."""

    @pytest.fixture(scope="class")
    def rebuilt(self, tmp_path_factory: pytest.TempPathFactory) -> Path:
        data = tmp_path_factory.mktemp("data")
        (data / "boundaries").symlink_to(DATA / "boundaries")
        build_partnerships(SOURCES, data)
        return data

    @pytest.mark.parametrize("name", [RECORDS_FILE, SCHEMES_FILE])
    def test_a_second_build_gives_the_same_bytes(self, rebuilt: Path, name: str) -> None:
        assert (rebuilt / name).read_bytes() == (DATA / name).read_bytes()

    def test_every_grant_is_a_record_with_its_amount(self, rebuilt: Path) -> None:
        raw = pd.read_parquet(
            SOURCES / "partnerships" / "partenariats_dotations_investissement_projets_2019.parquet"
        )
        built = read_records(rebuilt)
        grants = built[built["scheme"].str.startswith("dotation_")]
        assert len(grants) == len(raw)
        assert grants["amount_eur"].sum() == pytest.approx(raw["montant_sub"].sum())

    def test_the_tables_are_light(self, rebuilt: Path) -> None:
        assert sum((rebuilt / name).stat().st_size for name in (RECORDS_FILE, SCHEMES_FILE)) < 4e6
