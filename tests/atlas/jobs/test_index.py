"""The index command against published indices, and on bad files."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from atlas.jobs.index import UNBOUNDED, IndexRun, run_index
from atlas.jobs.index_ranks import run_ranks
from common.errors import (
    InvalidDataError,
    MissingDataError,
    NotAvailableError,
    UnknownNameError,
)
from common.number_columns import number_column
from common.paths import ROOT
from indicators.composite.cells import A_CODE, NOT_NEGATIVE, UNIQUE_CODE, cell_fault
from indicators.composite.hierarchy import A_DIRECTION, CODE_OF_AGGREGATE, OPTIONAL, REQUIRED
from indicators.composite.index_draws import SUFFIXES
from indicators.composite.options import Normalisation
from indicators.composite.recipe import Recipe
from indicators.composite.recipe_fields import option_reader, to_sections
from tests.clusters import local_cluster
from tests.published import CASES

RECIPES = ROOT / "recipes"
STAGES = {
    "raw": "Raw",
    "denominated": "Denominated",
    "imputed": "Imputed",
    "treated": "Treated",
    "normalised": "Normalised",
    "aggregated": "Aggregated",
}


@pytest.fixture(scope="module")
def asem(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder, out = CASES / "coinr", tmp_path_factory.mktemp("asem")
    data, meta = folder / "ASEM_iData.csv", folder / "ASEM_iMeta.csv"
    run_index(data, meta, RECIPES / "asem.toml", out / "index.csv", out)
    return folder, out


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_of_asem_is_coinr_s(stage: str, asem: tuple[Path, Path]) -> None:
    folder, out = asem
    published = pd.read_csv(
        folder / f"ASEM_COIN_expected_{STAGES[stage]}.csv", index_col="UnitCode"
    )
    ours = pd.read_csv(out / f"{stage}.csv", index_col="uCode")
    expected = published.loc[ours.index, ours.columns]
    assert ours.shape == (51, 60 if stage == "aggregated" else 49)
    assert set(published.select_dtypes("number").columns) - set(ours) == {"Year"}
    np.testing.assert_allclose(ours, expected, rtol=0, atol=1e-6)


def test_treatment_of_asem_is_coinr_s(asem: tuple[Path, Path]) -> None:
    folder, out = asem
    summary = folder / "ASEM_COIN_expected_TreatSummary.csv"
    published = pd.read_csv(summary, index_col="IndCode", keep_default_na=False)
    ours = pd.read_csv(out / "treatment.csv", index_col="iCode").loc[published.index]
    assert (ours[["low", "high"]].to_numpy() == published[["Low", "High"]].to_numpy()).all()
    assert (ours["treatment"] == "winsorise").tolist() == (
        published["Treatment"] != "None"
    ).tolist()


def test_scores_and_ranks_of_asem_are_coinr_s(asem: tuple[Path, Path]) -> None:
    folder, out = asem
    ours = pd.read_csv(out / "index.csv", index_col="uCode")
    scores = pd.read_csv(folder / "ASEM_COIN_expected_AggregatesScore.csv", index_col="UnitCode")
    ranks = pd.read_csv(folder / "ASEM_COIN_expected_AggregatesRank.csv", index_col="UnitCode")
    codes = [code for code in ranks if code != "UnitName"]
    assert len(codes) == 11
    ours = ours.loc[ranks.index]
    assert (ours[codes].round(2).to_numpy() == scores.loc[ranks.index, codes].to_numpy()).all()
    assert (ours[[f"{code}_rank" for code in codes]].to_numpy() == ranks[codes].to_numpy()).all()


@pytest.fixture(scope="module")
def svi(tmp_path_factory: pytest.TempPathFactory) -> tuple[pd.DataFrame, IndexRun]:
    data = CASES / "svi2018" / "svi2018_us_county_min.csv.gz"
    out = tmp_path_factory.mktemp("svi") / "svi.csv"
    meta = CASES / "svi2018" / "meta.csv"
    run = run_index(data, meta, RECIPES / "svi2018.toml", out)
    published = pd.read_csv(data, dtype={"FIPS": str}, index_col="FIPS").replace(-999, np.nan)
    return published, run


def test_every_county_of_the_svi_is_the_cdc_s(svi: tuple[pd.DataFrame, IndexRun]) -> None:
    published, run = svi
    index = run.index
    assert len(index.scores) == len(published) == 3142
    variables = [f"EPL_{str(code).removeprefix('EP_')}" for code in index.normalised]
    themes = {"THEMES": "THEMES", **{f"THEME{i}": f"THEME{i}" for i in range(1, 5)}}
    expected = published.loc[index.scores.index]
    # Published with four decimals: equal once rounded, missing where the CDC has -999.
    pairs = [
        (index.normalised, variables),
        (index.scores[list(themes)], [f"SPL_{theme}" for theme in themes.values()]),
        (index.percentiles[list(themes)], [f"RPL_{theme}" for theme in themes.values()]),
    ]
    for ours, columns in pairs:
        np.testing.assert_allclose(ours.round(4), expected[columns], rtol=0, atol=1e-9)
    assert index.scores["THEMES"].isna().sum() == 1


META = """iCode,Type,Level,Parent,Direction,Weight
a,Indicator,1,g,1,1
b,Indicator,1,g,-1,3
g,Aggregate,2,,1,1
"""
DATA = """uCode,uName,a,b
X,Ixe,1,10
Y,Igrec,3,0
Z,Zède,2,
"""
RECIPE = """name = "essai"
[availability]
threshold = "1/2"
[normalisation]
method = "minmax"
[weights]
method = "given"
"""


REPEATED = f"data.csv, {cell_fault(3, '« uCode »', UNIQUE_CODE, 'X', 'répété')}"


def files(
    folder: Path, data: str = DATA, meta: str = META, recipe: str = RECIPE
) -> tuple[Path, Path, Path, Path]:
    paths = [folder / name for name in ("data.csv", "meta.csv", "recipe.toml")]
    for path, text in zip(paths, (data, meta, recipe), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths[0], paths[1], paths[2], folder / "out.csv"


def test_small_index_by_hand(tmp_path: Path) -> None:
    run_index(*files(tmp_path), tmp_path / "stages")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines() == [
        "uCode,uName,g,g_rank,g_percentile",
        "X,Ixe,0.0,3,0.0",
        "Y,Igrec,100.0,1,1.0",
        "Z,Zède,50.0,2,0.5",
    ]
    weights = pd.read_csv(tmp_path / "stages" / "weights.csv", index_col="iCode")
    assert weights["effective"].to_dict() == {"a": 0.25, "b": 0.75, "g": 1.0}
    again = tmp_path / "again"
    again.mkdir()
    run_index(*files(again), again / "stages")
    for path in sorted((tmp_path / "stages").iterdir()):
        assert path.read_bytes() == (again / "stages" / path.name).read_bytes()


def test_all_faults_of_all_files_come_at_once(tmp_path: Path) -> None:
    data = "uCode,uName,a,b\nX,,1,beaucoup\nX,,2,3\n,,inf,4\n"
    meta = META.replace("b,Indicator,1,g,-1,3", "b,Indicator,1,h,0,-3")
    recipe = RECIPE.replace("minmax", "maximum") + "[imputation]\nmethode = 1\n"
    with pytest.raises(InvalidDataError) as caught:
        run_index(*files(tmp_path, data, meta, recipe))
    with pytest.raises(ValueError, match="normalisation") as refused:
        option_reader(Normalisation)("maximum")
    misspelt = UnknownNameError("le champ", "imputation.methode", ["method", "group"])
    _, no_number = number_column(pd.Series(["beaucoup"], [2], name="b"), "ligne")
    _, infinite = number_column(pd.Series(["inf"], [4], name="a"), "ligne")
    assert sorted(caught.value.faults) == sorted(
        [
            f"recipe.toml, normalisation.method : {refused.value}, trouvé « maximum »",
            f"recipe.toml, {misspelt}",
            *(
                f"meta.csv, {cell_fault(3, *cell)}"
                for cell in (
                    ("Direction", A_DIRECTION, "0"),
                    ("Weight", NOT_NEGATIVE, "-3"),
                    ("Parent", CODE_OF_AGGREGATE, "h"),
                )
            ),
            REPEATED,
            f"data.csv, {cell_fault(4, '« uCode »', A_CODE, None)}",
            *(f"data.csv, {fault}" for fault in (*no_number, *infinite)),
        ]
    )
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ("", "fichier vide"),
        ("uCode,a,a,b\nX,1,2,3\n", "nom de colonne répété : « a »"),
        ("uCode,a,b\nX,1\n", "ligne 2 : 2 cellules, 3 attendues"),
        ("code,a,b\nX,1,2\n", "colonne absente : uCode"),
        ("uCode,a\nX,1\n", "colonne absente : b"),
        ("uCode,A,b\nX,1,2\n", "colonne absente : a ; la table a « A »"),
        ("uCode,a,b\n", "aucune unité"),
        ('uCode,a,b\nX,"1,200",2\nY,987.5,3\n', "« 1,200 », qui peut se lire 1200"),
        ("uCode,a,b\nX,1e308,2\n", "ligne 2, colonne « a » : nombre de moins de 1e\\+100 attendu"),
        ("uCode,a,b\nX,-1e101,2\n", "nombre de moins de 1e\\+100 attendu, trouvé « -1e101 »"),
    ],
)
def test_malformed_data_are_refused(tmp_path: Path, data: str, fault: str) -> None:
    with pytest.raises(InvalidDataError, match=fault):
        run_index(*files(tmp_path, data))


def test_a_meta_table_without_its_columns_does_not_hide_the_faults_of_the_data(
    tmp_path: Path,
) -> None:
    with pytest.raises(InvalidDataError) as caught:
        run_index(*files(tmp_path, "uCode,a\nX,1\nX,2\n", "code,Level\na,1\n"))
    assert "meta.csv, colonne absente : iCode" in caught.value.faults
    assert REPEATED in caught.value.faults


def test_absent_file_is_named(tmp_path: Path) -> None:
    data, meta, recipe, out = files(tmp_path)
    data.unlink()
    with pytest.raises(MissingDataError, match=r"data\.csv"):
        run_index(data, meta, recipe, out)


@pytest.mark.parametrize(
    ("recipe", "option"),
    [
        (RECIPE + '[aggregation]\nmethod = "geometric"\n', "geometric"),
        (RECIPE.replace("minmax", "goalposts"), "goalposts"),
        (RECIPE.replace("minmax", "weighted_percentile_rank"), "weighted_percentile_rank"),
        (RECIPE + '[denominators]\nmethod = "meta"\n', "meta"),
        (RECIPE + '[imputation]\nmethod = "parent_level"\ngroup = "uName"\n', "parent_level"),
    ],
)
def test_an_option_that_cannot_apply_is_named(tmp_path: Path, recipe: str, option: str) -> None:
    with pytest.raises(NotAvailableError, match=option):
        run_index(*files(tmp_path, recipe=recipe))


def test_constant_indicator_has_no_minmax_scale(tmp_path: Path) -> None:
    with pytest.raises(NotAvailableError, match="« a » est constant"):
        run_index(*files(tmp_path, DATA.replace("Ixe,1", "Ixe,2").replace("Igrec,3", "Igrec,2")))


def test_values_of_larger_territories_stand_for_missing_ones(tmp_path: Path) -> None:
    data, meta, recipe, out = files(
        tmp_path,
        DATA.replace("uName", "region"),
        recipe=RECIPE + '[imputation]\nmethod = "parent_level"\ngroup = "region"\n',
    )
    parents = tmp_path / "parents.csv"
    parents.write_text("uCode,a,b\nIxe,1,1\nIgrec,1,1\nZède,9,5\n", encoding="utf-8")
    run = run_index(data, meta, recipe, out, parents_csv=parents)
    assert run.index.imputed["b"].tolist() == [10, 0, 5]


def test_columns_left_aside_are_reported(tmp_path: Path) -> None:
    data = "\n".join(
        line + ("," + ("note" if i == 0 else "x")) for i, line in enumerate(DATA.split())
    )
    assert run_index(*files(tmp_path, data)).unused == ("note",)


@pytest.mark.parametrize("code", ["uCode", "uName", "top_rank"])
def test_an_aggregate_never_takes_the_column_of_another(tmp_path: Path, code: str) -> None:
    top = "top,Aggregate,3,,1,1\n"
    meta = META.replace(",g,", f",{code},").replace("g,Aggregate,2,,", f"{code},Aggregate,2,top,")
    with pytest.raises(InvalidDataError, match=f"agrégat « (top|{code}) » : la colonne « {code} »"):
        run_index(*files(tmp_path, meta=meta + top))
    assert not (tmp_path / "out.csv").exists()


def test_what_is_odd_in_the_values_is_told(tmp_path: Path) -> None:
    data, meta, recipe, out = files(tmp_path, "uCode,a,b\nX,1,\nY,-999,\nZ,2,\n")
    parents = tmp_path / "parents.csv"
    said = " ".join(run_index(data, meta, recipe, out, parents_csv=parents).remarks)
    assert "data.csv : aucune valeur pour b" in said
    assert "« a », −999 (1 cellule)" in said
    assert "parents.csv n’est pas lu" in said
    assert run_index(*files(tmp_path)).remarks == ()


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ('[smoothing]\nindicators = ["z"]\n', "smoothing.indicators (z : aucun indicateur"),
        ('[transformation.methods]\nA = "log1p"\n', "transformation.methods (A : aucun"),
        ("[normalisation.goalposts]\na = [0, 9]\n", "normalisation.goalposts (méthode non"),
        ('[aggregation.levels]\n4 = "geometric"\n', "aggregation.levels (4 : aucun agrégat"),
    ],
)
def test_a_choice_that_changes_nothing_is_told(tmp_path: Path, choice: str, told: str) -> None:
    [said] = run_index(*files(tmp_path, recipe=RECIPE + choice)).remarks
    assert told in said


def test_scores_without_bounds_say_that_the_scale_is_not_used(tmp_path: Path) -> None:
    recipe = RECIPE.replace("minmax", "zscore") + "\n"
    assert UNBOUNDED in run_index(*files(tmp_path, recipe=recipe)).remarks
    assert UNBOUNDED not in run_index(*files(tmp_path)).remarks


def test_an_aggregate_whose_code_is_a_formula_runs_nowhere(tmp_path: Path) -> None:
    code = "=1+1"
    hostile = META.replace(",g,", f",{code},").replace("g,A", f"{code},A")
    data, meta, recipe, out = files(tmp_path, DATA.replace("Ixe", "@SUM(A1)"), hostile)
    stages = tmp_path / "stages"
    run_index(data, meta, recipe, out, stages)
    header, first, *_ = out.read_text("utf-8").splitlines()
    assert header == f"uCode,uName,'{code},'{code}_rank,'{code}_percentile"
    assert first.startswith("X,'@SUM(A1),")
    assert f",'{code}" in (stages / "aggregated.csv").read_text("utf-8").splitlines()[0]
    assert f"\n'{code}," in (stages / "weights.csv").read_text("utf-8")
    cells = [
        cell
        for path in (out, *stages.glob("*.csv"))
        for row in csv.reader(path.read_text("utf-8").splitlines())
        for cell in row
    ]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


def test_files_are_read_as_every_other_command_reads_them(tmp_path: Path) -> None:
    data, meta, recipe, out = files(tmp_path)
    run_index(data, meta, recipe, out)
    expected = out.read_bytes()
    french = DATA.replace(",", ";").replace(";1;", ";1,0;").replace("Zède", "Zède")
    data.write_bytes(french.replace("\n", "\r").encode("cp1252"))
    meta.write_bytes(META.replace(",", "\t").encode("utf-16"))
    run_index(data, meta, recipe, out)
    assert out.read_bytes() == expected


def test_a_quotation_mark_left_open_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidDataError, match=r"data\.csv, ligne 3 : guillemet"):
        run_index(*files(tmp_path, DATA.replace("Y,Igrec", 'Y,"Igrec')))


def test_a_unit_may_be_called_as_a_blank_is_written(tmp_path: Path) -> None:
    run = run_index(*files(tmp_path, DATA.replace("X,Ixe", "NA,Namibie")))
    assert run.index.scores.index.tolist() == ["NA", "Y", "Z"]


def test_empty_lines_are_told(tmp_path: Path) -> None:
    run = run_index(*files(tmp_path, DATA.replace("Y,", "\n,,,\nY,")))
    assert run.index.scores["g"].tolist() == [0.0, 100.0, 50.0]
    assert any("data.csv : 2 lignes vides" in remark for remark in run.remarks)


DIVIDED = """iCode,Type,Level,Parent,Direction,Weight,Denominator,Unit
a,Indicator,1,g,1,1,p,%
b,Indicator,1,g,-1,3,,%
g,Aggregate,2,,1,1,,
p,Denominator,,,,,,
"""


def test_columns_of_the_meta_table_that_the_recipe_leaves_are_told(tmp_path: Path) -> None:
    data = "uCode,a,b,p\nX,1,10,1\nY,3,0,6\nZ,2,5,1\n"
    plain = RECIPE.replace("given", "equal")
    given = files(tmp_path, data, DIVIDED, plain)
    [remark] = run_index(*given).remarks
    for word in ("Weight", '"given"', "Denominator", '"meta"', "Unit"):
        assert word in remark
    applied = RECIPE + '[denominators]\nmethod = "meta"\n'
    run = run_index(*files(tmp_path, data, DIVIDED, applied))
    [remark] = run.remarks
    assert "Weight" not in remark
    assert "Denominator" not in remark
    assert run.index.denominated["a"].tolist() == [1.0, 0.5, 2.0]


def test_equal_weights_change_nothing_and_are_not_told(tmp_path: Path) -> None:
    meta, recipe = META.replace(",3\n", ",1\n"), RECIPE.replace("given", "equal")
    given = files(tmp_path, meta=meta, recipe=recipe)
    assert run_index(*given).remarks == ()


def test_the_documented_example_gives_what_can_be_worked_out_by_hand(tmp_path: Path) -> None:
    folder = ROOT / "docs" / "index-example"
    out = tmp_path / "scores.csv"
    run = run_index(folder / "data.csv", folder / "meta.csv", folder / "recipe.toml", out)
    assert (run.unused, run.remarks) == ((), ())
    jobless = [100 * (rate - 6.1) / (11.9 - 6.1) for rate in (6.1, 11.9, 8.4, 8.7)]
    beds = [45 / 663202, 38 / 525503, 21 / 166077]
    scarce = [100 * (max(beds) - one) / (max(beds) - min(beds)) for one in beds]
    expected = [
        (2 * jobless[0] + scarce[0]) / 3,
        (2 * jobless[1] + scarce[1]) / 3,
        jobless[2],  # beds are missing: one member of two
        (2 * jobless[3] + scarce[2]) / 3,
    ]
    assert run.index.scores["fragilite"].tolist() == pytest.approx(expected)


def test_the_document_names_every_column_and_section() -> None:
    text = (ROOT / "docs" / "index-files.md").read_text("utf-8")
    for name in (*REQUIRED, *OPTIONAL, *to_sections(Recipe("")), "selection", "transformation"):
        assert f"`{name}`" in text, name


def test_units_without_names_have_their_code_once(tmp_path: Path) -> None:
    data, meta, out = (tmp_path / name for name in ("data.csv", "meta.csv", "out.csv"))
    data.write_text("uCode,a\n01,1\n02,3\n2A,2\n", "utf-8")
    meta.write_text(
        "iCode,Type,Level,Parent,Direction,Weight\na,Indicator,1,all,1,1\nall,Aggregate,2,,1,1\n",
        "utf-8",
    )
    run_index(
        data, meta, Recipe("essai", normalisation=Normalisation.MINMAX, unit_code="uCode"), out
    )
    assert out.read_text("utf-8").splitlines()[0] == "uCode,all,all_rank,all_percentile"


def test_whoever_draws_the_ranks_are_the_same_bytes(
    asem: tuple[Path, Path], tmp_path: Path
) -> None:
    folder, _ = asem
    data, meta = folder / "ASEM_iData.csv", folder / "ASEM_iMeta.csv"
    done = run_index(data, meta, RECIPES / "asem.toml", tmp_path / "index.csv")
    alone, shared = tmp_path / "alone.csv", tmp_path / "shared.csv"
    found = run_ranks(done, data, alone, draws=60)
    with local_cluster() as address:
        run_ranks(done, data, shared, draws=60, scheduler=address)
    assert alone.read_bytes() == shared.read_bytes()
    ranks = pd.read_csv(alone, index_col="uCode")
    assert list(ranks) == [f"Index{suffix}" for suffix in SUFFIXES]
    assert (ranks["Index_rank"] == done.index.ranks["Index"]).all()
    assert (ranks["Index_rank_low"] <= ranks["Index_rank_median"]).all()
    assert (ranks["Index_rank_median"] <= ranks["Index_rank_high"]).all()
    assert 0 < found.mean_shift["Index"] < len(ranks) / 4
    # The file has no population: no rank weighted by it is drawn.
    assert Normalisation.WEIGHTED_PERCENTILE_RANK not in found.settings.normalisations
