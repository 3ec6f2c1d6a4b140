from __future__ import annotations

import math
from pathlib import Path

import pytest

from common.errors import InvalidDataError, UnknownNameError
from indicators.base.levers import Lever
from indicators.base.reference_points import (
    COUNT,
    FROM_REPORT,
    reference_point,
    reference_points,
)

#: The dimension most often put first first.
DIMENSION_ORDER = ("economique", "societale", "sociale", "environnementale")


def values(key: str) -> dict[str, float]:
    point = next(point for point in reference_points() if point.key == key)
    return {value.label: value.value for value in point.values}


def test_the_published_figures_are_those_of_the_programme() -> None:
    assert list(values("jouer_collectif").values()) == [0.81, 0.92, 0.83, 0.97, 0.98]
    assert list(values("entreprises_partenariats_societaux").values()) == [0.57, 0.38]
    assert list(values("entreprises_dix_salaries").values()) == [0.37, 0.59, 0.26]
    assert list(values("nombre_de_partenariats").values()) == [674_100, 89_000, 0.71, 829_273]
    assert list(values("associations_partenariats").values())[:2] == [0.38, 0.47]
    assert list(values("maires_alliances").values()) == [0.87, 0.30, 0.47]
    assert list(values("citoyens_alliances").values()) == [0.74, 0.21, 0.49]
    assert list(values("leviers").values()) == [0.48, 0.32, 0.20]
    assert list(values("etudes_de_cas").values())[::2] == [350, 350]
    assert list(values("coconstruction").values()) == [0.84, 0.81]
    assert list(values("petits_partenariats").values()) == [0.45]
    assert list(values("programme_impact").values()) == [21, 13, 10]
    assert values("impact_positif")["Ils sont source d’innovation"] == 0.69
    assert values("odd")["Connaissent bien ou très bien leurs priorités"] == 0.13
    assert list(values("structures_interet_general").values()) == [0.90]


def test_the_answers_of_2020_keep_the_words_of_the_survey_and_sum_to_everyone() -> None:
    found = values("sortie_de_crise")
    for who, total, shares in (
        ("citoyens", 0.81, [0.29, 0.52, 0.09, 0.04, 0.03, 0.03]),
        ("dirigeants", 0.84, [0.36, 0.48, 0.11, 0.05, 0.0, 0.0]),
    ):
        parts = {label: share for label, share in found.items() if f"({who})" in label}
        assert list(parts.values()) == shares
        assert next(iter(parts)) == f"dont incontournable ({who})"
        assert sum(shares) == pytest.approx(1)
        assert sum(shares[:2]) == pytest.approx(total)
        assert total in found.values()


def test_what_was_published_in_words_has_no_number() -> None:
    words = {
        point.key: [value.words for value in point.values if value.words]
        for point in reference_points()
        if any(value.words for value in point.values)
    }
    assert words == {
        "associations_partenariats": ["près de 4 sur 10"],
        "sujets_des_entreprises": ["parmi les premiers"] * 3,
        "recherche_societale": ["plus d’un tiers"],
        "impact_positif": ["parmi les premiers"] * 3,
        "odd": ["1 sur 2"],
        "etudes_de_cas": ["plus de 600"],
    }
    for point in reference_points():
        for value in point.values:
            assert math.isnan(value.value) == bool(value.words)


def test_the_three_programmes_are_all_there() -> None:
    titles = {
        survey.title.split()[0].split("-")[0]
        for point in reference_points()
        for value in point.values
        for survey in value.surveys
    }
    assert {"ARPEA", "PHARE", "IMPACT"} <= titles


def test_the_four_dimensions_keep_their_sums_and_their_caveat() -> None:
    found = values("dimensions")
    first = [share for label, share in found.items() if label.endswith("en premier")]
    assert sum(first) == pytest.approx(1)
    assert sum(set(found.values()) - set(first)) == pytest.approx(2)
    point = next(point for point in reference_points() if point.key == "dimensions")
    assert "lues sur un graphique" in point.caveat


def test_a_figure_about_a_dimension_or_a_lever_names_it() -> None:
    dimensions = [value.dimension for value in reference_point("dimensions").values]
    assert dimensions == [key for key in DIMENSION_ORDER for _ in ("first", "first or second")]
    levers = [value.lever for value in reference_point("leviers").values]
    assert levers == [Lever.ACTION, Lever.VISION, Lever.REGULATION]
    with pytest.raises(UnknownNameError):
        reference_point("inconnu")


def test_no_figure_is_without_a_mention() -> None:
    for point in reference_points():
        assert point.mentions
        for value in point.values:
            assert value.surveys
            for survey in value.surveys:
                assert survey.shown in point.mentions
                assert survey.mention or (FROM_REPORT in survey.shown)
                assert survey.date in survey.shown or "2020" in survey.shown


def test_the_mentions_known_in_full_are_complete() -> None:
    shown = " ".join(mention for point in reference_points() for mention in point.mentions)
    citizens = (
        "« Sondage OpinionWay Comisis pour L’observatoire des partenariats » du 5 au 7 mai 2020, "
        "système CAWI, échantillon de 1 057 personnes représentatif de la population française "
        "âgée de 18 ans et plus."
    )
    assert citizens in shown.replace("\u202f", " ")
    assert "13 au 20 mai 2020, 609 chefs d’entreprise, téléphone, système CATI." in shown


def test_only_figures_whose_mentions_are_all_known_are_complete() -> None:
    assert [point.key for point in reference_points() if point.complete] == ["sortie_de_crise"]
    for point in reference_points():
        assert point.complete == (FROM_REPORT not in " ".join(point.mentions))
    mayors = next(point for point in reference_points() if point.key == "maires_alliances")
    assert mayors.mentions == (
        "PHARE (maires), programme 2013-2018, réalisation OpinionWay, Comisis, pour L’observatoire "
        "des partenariats (Le RAMEAU avec la Caisse des Dépôts) ; mention complète à reprendre du "
        "rapport publié.",
    )


def test_shares_and_counts_are_told_apart() -> None:
    units = {
        value.unit for point in reference_points() for value in point.values if value.value > 1
    }
    assert units == {COUNT}


def test_all_the_faults_of_the_file_are_listed(tmp_path: Path) -> None:
    path = tmp_path / "reperes.toml"
    path.write_text(
        '[survey.a]\ntitle = "A"\ndate = "2020"\n'
        '[[figure]]\nkey = "x"\ntopic = "t"\nstatement = "s"\n'
        'values = [{ label = "l", value = 81, surveys = ["b"] }, '
        '{ label = "m", surveys = ["a"] }]\n',
        "utf-8",
    )
    with pytest.raises(InvalidDataError) as caught:
        reference_points(path)
    text = "\n".join(caught.value.faults)
    assert "fieldwork" in text
    assert "part de 0 à 1" in text
    assert "les mots publiés" in text
    assert "enquête attendue" in text
