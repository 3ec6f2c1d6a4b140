from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from common.errors import InvalidDataError, MissingDataError
from indicators.survey.answers import check_answers, read_answers
from indicators.survey.design import Design, parse_design

DesignMaker = Callable[..., Design]


def test_a_french_csv_keeps_codes_as_text_and_reads_decimal_commas(
    make_design: DesignMaker, tmp_path: Path
) -> None:
    design = make_design(
        columns={"weight": "poids"},
        territories={"departement": "dep"},
        measures={"emploi": {"column": "note"}},
    )
    path = tmp_path / "r.csv"
    path.write_text("\ufeffdep;poids;note\n01;1,5;7\n2A;2;\n", encoding="utf-8")
    answers = read_answers(path, design)
    assert answers["level:departement"].tolist() == ["01", "2A"]
    assert answers["level:france"].tolist() == ["FR", "FR"]
    assert answers["weight"].tolist() == [1.5, 2.0]
    assert answers["domain:emploi"].isna().tolist() == [False, True]
    assert answers["group"].tolist() == ["citoyens", "citoyens"]


def test_a_parquet_file_gives_the_same_as_the_csv(make_design: DesignMaker, tmp_path: Path) -> None:
    table = pd.DataFrame({"region": ["11", "94"], "emploi": pd.array([3, None], dtype="Int8")})
    table.to_parquet(tmp_path / "r.parquet")
    table.to_csv(tmp_path / "r.csv", index=False)
    design = make_design()
    pd.testing.assert_frame_equal(
        read_answers(tmp_path / "r.parquet", design), read_answers(tmp_path / "r.csv", design)
    )


def test_groups_are_translated_and_the_unknown_refused() -> None:
    content = {
        "title": "t", "producer": "p", "kind": "probability", "mention": "m", "year": 2026,
        "columns": {"group": "profil"}, "groups": {"maire": "elus"}, "measures": {"emploi": {}},
    }  # fmt: skip
    design = parse_design(content, "essai")
    table = pd.DataFrame({"profil": ["maire", "citoyens"], "emploi": [1, 2]})
    assert check_answers(table, design)["group"].tolist() == ["elus", "citoyens"]
    with pytest.raises(InvalidDataError, match="groupe parmi citoyens, elus"):
        check_answers(table.assign(profil="chasseurs"), design)


@pytest.mark.parametrize(
    ("given", "counting"),
    [(["Oui", "non", None], "oui"), ([1.0, 2.0, None], "1"), (["1,0", "2,0", None], "1")],
)
def test_categories_count_whatever_their_case_and_the_decimal_of_a_blank(
    make_design: DesignMaker, given: list[object], counting: str
) -> None:
    design = make_design(measures={"emploi": {"kind": "category", "category": [counting]}})
    table = pd.DataFrame({"region": ["11", "94", "94"], "emploi": given})
    answers = check_answers(table, design)["domain:emploi"]
    assert answers.fillna(-1).tolist() == [1, 0, -1]


def test_questions_that_nobody_answered_and_marks_of_blanks_are_told(
    make_design: DesignMaker, tmp_path: Path
) -> None:
    sought = {"column": "region", "kind": "category", "category": ["Ain"]}
    design = make_design(variables={"age": {"column": "age"}, "ain": sought})
    path = tmp_path / "r.csv"
    path.write_text("region;emploi;age\n11;;34\n" + "94;;-9\n" * 30, encoding="utf-8")
    said: list[str] = []
    read_answers(path, design, said)
    assert said[0] == "Aucune réponse, donc aucune estimation : emploi."
    assert "« region » (Ain)" in said[1]
    assert "« age », −9." in said[2]
    path.write_text("region;emploi;age\n11;;1,200\n94;;34.5\n", encoding="utf-8")
    with pytest.raises(InvalidDataError, match="séparateurs de milliers"):
        read_answers(path, design)


def test_personal_columns_are_refused_all_at_once(make_design: DesignMaker) -> None:
    table = pd.DataFrame(
        {
            "region": ["11", "94"], "emploi": [1, 2], "Nom": ["A", "B"],
            "contact": ["a@b.fr", None], "remarque": ["x" * 61, "court"],
        }
    )  # fmt: skip
    with pytest.raises(InvalidDataError) as caught:
        check_answers(table, make_design())
    for piece in ("d’après son nom", "« contact » : téléphone ou adresse", "« remarque » : texte"):
        assert piece in str(caught.value)


def test_weights_are_those_of_the_sampling_fractions_when_none_are_given(
    make_design: DesignMaker,
) -> None:
    table = pd.DataFrame(
        {"region": "11", "s": list("aab"), "n": ["10", "10", "0,25"], "emploi": [1, 2, 3]}
    )
    columns = {"stratum": "s", "population": "n"}
    answers = check_answers(table, make_design(columns=columns))
    assert answers["weight"].tolist() == [5, 5, 4]


def test_a_population_that_varies_or_is_too_small_is_refused(make_design: DesignMaker) -> None:
    table = pd.DataFrame({"region": "11", "s": list("aabb"), "n": [9, 8, 1.5, 1.5], "emploi": 1})
    with pytest.raises(InvalidDataError) as caught:
        check_answers(table, make_design(columns={"stratum": "s", "population": "n"}))
    assert "strate « a »" in str(caught.value)
    assert "2 unités tirées parmi 1,50" in str(caught.value)


def test_a_survey_of_its_own_variables_needs_no_group_of_ours() -> None:
    content = {
        "title": "t", "producer": "p", "kind": "probability", "mention": "m", "year": 2000,
        "blanks": ["NSP"], "columns": {"group": "profil"},
        "variables": {
            "score": {}, "part": {"kind": "category", "column": "type", "category": ["E", "H"]},
            "taux": {"kind": "ratio", "column": "score", "denominator": "base"},
        },
    }  # fmt: skip
    table = pd.DataFrame(
        {
            "profil": ["x", "y"], "score": ["1 200,5", "3"], "type": ["E", "M"], "base": ["2", "4"],
        }
    )  # fmt: skip
    answers = check_answers(table, parse_design(content, "essai"))
    assert answers["group"].tolist() == ["x", "y"]
    assert answers["domain:score"].tolist() == [1200.5, 3]
    assert answers["domain:part"].tolist() == [1, 0]
    assert answers["size:taux"].tolist() == [2, 4]


def test_a_plain_column_can_locate_respondents(make_design: DesignMaker) -> None:
    design = make_design().with_columns(["region", "column:taille"])
    table = pd.DataFrame({"region": ["11", None], "taille": ["S", "L"], "emploi": [1, 2]})
    answers = check_answers(table, design)
    assert answers["level:column:taille"].tolist() == ["S", "L"]
    assert answers["level:region"].isna().tolist() == [False, True]


def test_wrong_cells_are_named_with_their_place(make_design: DesignMaker) -> None:
    table = pd.DataFrame({"region": "11", "w": [1, -2, 0], "emploi": ["4", "11", "beaucoup"]})
    with pytest.raises(InvalidDataError) as caught:
        check_answers(table, make_design(columns={"weight": "w"}))
    assert "« w », 2 cellules, la première au répondant 2" in str(caught.value)
    assert "« emploi », 2 cellules" in str(caught.value)
    assert "trouvé « -2 »" in str(caught.value)


def test_what_one_person_answered_is_not_quoted(make_design: DesignMaker) -> None:
    design = make_design(measures={"emploi": {}, "sante": {"kind": "binary"}})
    table = pd.DataFrame({"region": "11", "emploi": ["4", "1723"], "sante": ["oui", "diabète"]})
    with pytest.raises(InvalidDataError) as caught:
        check_answers(table, design)
    message = str(caught.value)
    assert "« emploi », 1 cellule, la première au répondant 2" in message
    assert "« sante », 1 cellule" in message
    assert "1723" not in message
    assert "diabète" not in message


def test_missing_columns_and_files_are_refused(make_design: DesignMaker, tmp_path: Path) -> None:
    with pytest.raises(InvalidDataError, match="« emploi » absente"):
        check_answers(pd.DataFrame({"region": ["11"]}), make_design())
    with pytest.raises(InvalidDataError, match="aucune réponse"):
        check_answers(pd.DataFrame({"region": [], "emploi": []}), make_design())
    with pytest.raises(MissingDataError, match=r"r\.csv"):
        read_answers(tmp_path / "r.csv", make_design())
