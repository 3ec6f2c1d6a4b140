"""Columns of real questionnaires: which ones are refused, and which are not."""

from __future__ import annotations

import pandas as pd
import pytest

from indicators.survey.personal_data import personal_columns

TEXTS = ["abc1", "def2", "ghi3", "jkl4"]


def faults(name: str, values: list[object]) -> list[str]:
    return list(personal_columns(pd.DataFrame({name: values}), 2026))


@pytest.mark.parametrize(
    "name",
    [
        "nom", "NOM", "Nom1", "prenom", "Prénom", "nom_prenom", "lastName", "first_name",
        "full name", "nom_enquete_prenom", "date_naissance", "DateNaissance", "DDN", "birthDate",
        "dob", "email", "adresse_mail", "courriel", "tel", "telephone_portable", "numero_mobile",
        "adresse", "rue", "street_address", "latitude", "NIR", "num_secu",
        "numero_securite_sociale", "siret", "IBAN", "ip", "adresse_ip", "IPAddress",
        "commentaire", "q12_verbatim",
        "autre_precisez", "Comments", "texte_libre",
    ],
)  # fmt: skip
def test_a_name_that_announces_personal_data_is_refused(name: str) -> None:
    (fault,) = faults(name, [*TEXTS])
    assert f"« {name} »" in fault
    assert "retirez-la" in fault


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("nombre_enfants", [0, 1, 2]),
        ("nom_commune", ["Foix", "Pamiers"]),
        ("commune_name", ["Foix", "Pamiers"]),
        ("annee_naissance", [1961, 1999, 1980]),
        ("pays_naissance", ["France", "Italie"]),
        ("tranche_age", ["18-24", "25-34"]),
        ("code_postal", ["09000", "09100"]),
        ("siren_epci", ["200067940", "200066223"]),
        ("epci", ["200067940", "200066223"]),
        ("telephone_portable", ["oui", "non", None]),
        ("securite_rue", [3, 7, 10]),
        ("usage_mobile", ["tous les jours", "jamais"]),
        ("mobilite", [1, 5]),
        ("comment_se_deplace", ["voiture", "vélo"]),
        ("temps_libre", [2, 3]),
        ("id_repondant", ["0001", "0002"]),
        ("identifiant", ["19647336097927", "19647336016018"]),
        ("date_reponse", ["12/05/2026", "2026-05-13"]),
        ("poids", ["1,234", "0,98"]),
        ("profession", ["Cadres et professions intellectuelles supérieures", "Employés"]),
        ("economie", [1, 2]),
        ("reponse", [float("nan")] * 2),
    ],
)
def test_an_ordinary_column_is_accepted(name: str, values: list[object]) -> None:
    assert faults(name, values) == []


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        (["oui", "marie.durand@exemple.fr", "non"], "adresse électronique"),
        (["06 12 34 56 78", "+33 5 61 00 00 00", ""], "téléphone"),
        (["12 rue des Lilas", "3 bis, avenue Foch"], "adresse"),
        (["1 85 05 78 006 084 36", "285057800608436"], "identifie"),
        (["73282932000074", "44306184100047"], "identifie"),
        (["192.168.0.1", "10.0.0.2"], "IP"),
        (["Mme Durand", "M. Martin"], "nom d’une personne"),
        (["12/03/1970", "1985-11-02", "01.01.1992"], "date de naissance"),
        (["x" * 61, "non"], "texte libre"),
        ([f"je trouve que tout va mal ici {i}" for i in range(8)], "texte libre"),
    ],
)
def test_values_betray_a_column_whose_name_says_nothing(values: list[object], reason: str) -> None:
    (fault,) = faults("q7", values)
    assert reason in fault


def test_dates_of_birth_read_from_parquet_are_recognised() -> None:
    born = pd.DataFrame({"d": pd.to_datetime(["1970-01-02", "1980-05-06"])})
    answered = pd.DataFrame({"d": pd.to_datetime(["2026-01-02", "2026-05-06"])})
    assert len(list(personal_columns(born, 2026))) == 1
    assert not list(personal_columns(answered, 2026))
