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
    ("column", "values", "fault"),
    [
        ("nom", ["A", "B"], "donnée personnelle"),
        ("adresse_mail", ["a@b.fr", "c@d.fr"], "donnée personnelle"),
        ("DateNaissance", ["1970-01-01", "1980-01-01"], "donnée personnelle"),
        ("remarque", ["x" * 61, "court"], "texte libre"),
    ],
)
def test_personal_columns_are_refused(
    make_design: DesignMaker, column: str, values: list[str], fault: str
) -> None:
    table = pd.DataFrame({"region": ["11", "94"], "emploi": [1, 2], column: values})
    with pytest.raises(InvalidDataError, match=fault):
        check_answers(table, make_design())


def test_wrong_cells_are_named_with_their_place(make_design: DesignMaker) -> None:
    table = pd.DataFrame({"region": "11", "w": [1, -2, 0], "emploi": ["4", "11", "beaucoup"]})
    with pytest.raises(InvalidDataError) as caught:
        check_answers(table, make_design(columns={"weight": "w"}))
    assert "« w », 2 cellules, la première au répondant 2" in str(caught.value)
    assert "« emploi », 2 cellules" in str(caught.value)
    assert "trouvé « 11 »" in str(caught.value)


def test_missing_columns_and_files_are_refused(make_design: DesignMaker, tmp_path: Path) -> None:
    with pytest.raises(InvalidDataError, match="« emploi » absente"):
        check_answers(pd.DataFrame({"region": ["11"]}), make_design())
    with pytest.raises(InvalidDataError, match="aucune réponse"):
        check_answers(pd.DataFrame({"region": [], "emploi": []}), make_design())
    with pytest.raises(MissingDataError, match=r"r\.csv"):
        read_answers(tmp_path / "r.csv", make_design())
