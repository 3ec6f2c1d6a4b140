from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner, Result

from atlas.desk.provenance import DEMONSTRATION_MARK
from commands.usage import REFUSED, USAGE
from common.paths import DATA
from fragiscope import cli
from tests.published import case_beside

TEXTS = 'title = "t"\nproducer = "p"\nkind = "probability"\nmention = "Sondage X, mai 2026"\n'
API_DESIGN = (
    TEXTS + 'year = 2000\n[columns]\nstratum = "stype"\npopulation = "fpc"\n[variables.api00]\n'
)


class Survey:
    """A folder with answers, a design, and what the command writes."""

    def __init__(self, folder: Path, answers: pd.DataFrame, design: str) -> None:
        self.folder, self.answers, self.design = folder, folder / "a.csv", folder / "design.toml"
        self.output = folder / "out.csv"
        answers.to_csv(self.answers, sep=";", decimal=",", index=False, encoding="cp1252")
        self.design.write_text(TEXTS + design, encoding="utf-8")

    def run(self, *options: str) -> Result:
        start = ["survey", "--answers", str(self.answers), "--design", str(self.design)]
        return CliRunner().invoke(cli, [*start, "-o", str(self.output), *options])

    def table(self, *options: str) -> pd.DataFrame:
        done = self.run(*options)
        assert done.exit_code == 0, done.output
        return pd.read_csv(self.output, dtype={"code": "str"})


REGIONS = {"11": 60, "24": 35, "32": 50, "94": 12}
DESIGN = 'year = 2026\ngroup = "citoyens"\n[columns]\nweight = "poids"\n[territories]\n'
BY_REGION = DESIGN + 'region = "reg"\n[measures.emploi]\n'


@pytest.fixture
def regions(tmp_path: Path) -> Survey:
    """Answers of four régions, the last one under the threshold."""
    random = np.random.default_rng(12)
    region = np.repeat(list(REGIONS), list(REGIONS.values()))
    table = pd.DataFrame(
        {
            "reg": region,
            "poids": random.uniform(0.5, 2, len(region)).round(3),
            "emploi": random.integers(3, 10, len(region)),
        }
    )
    return Survey(tmp_path, table, BY_REGION)


def test_a_published_stratified_example_goes_through_the_command(tmp_path: Path) -> None:
    answers = case_beside("api") / "apistrat.csv"
    (tmp_path / "design.toml").write_text(API_DESIGN, encoding="utf-8")
    output = tmp_path / "out.csv"
    done = CliRunner().invoke(
        cli,
        [
            *("survey", "--answers", str(answers), "--design", str(tmp_path / "design.toml")),
            *("--by", "france", "--by", "column:stype", "-o", str(output)),
        ],
    )
    assert done.exit_code == 0, done.output
    table = pd.read_csv(output).set_index("code")
    assert table.loc["FR", "value"] == pytest.approx(662.29, abs=0.005)
    assert table.loc["FR", "se"] == pytest.approx(9.4089, abs=5e-5)
    assert table.loc["FR", ["n", "status", "group"]].tolist() == [200, "published", "tous"]
    assert table["mention"].unique().tolist() == ["Sondage X, mai 2026"]
    assert sorted(table.index) == ["E", "FR", "H", "M"]
    assert table.loc["E", "level"] == "column:stype"


def test_nothing_of_an_unpublished_group_is_in_the_file_nor_in_the_log(regions: Survey) -> None:
    done = regions.run("--by", "france", "--by", "region")
    written = regions.output.read_text("utf-8") + done.output
    answers = pd.read_csv(regions.answers, sep=";", decimal=",", dtype={"reg": "str"})
    table = pd.read_csv(regions.output, dtype={"code": "str"}).set_index("code")
    assert table.loc["94", "status"] == "too_few"
    hidden = table.index[table["status"] != "published"]
    assert len(hidden) == 2, "one more région is withheld, or 94 would be found by subtraction"
    numbers = ["value", "se", "low", "high", "n", "n_eff", "raw_value"]
    assert table.loc[hidden, numbers].isna().all(axis=None)
    for code in hidden:
        mine = answers[answers["reg"] == code]
        mean = np.average(mine["emploi"], weights=mine["poids"])
        for figure in (f"{mean:.4f}", f"{10 * mean:.3f}", f"{mine['poids'].sum():.3f}"):
            assert figure not in written
        assert f",{REGIONS[code]}," not in written


def test_the_linear_system_of_the_published_figures_does_not_give_the_hidden_ones(
    regions: Survey,
) -> None:
    table = regions.table("--by", "france", "--by", "region").set_index("code")
    # Sums over régions, one row for each published figure: France is the sum of the four.
    known = [
        [1.0] * 4 if code == "FR" else [float(code == other) for other in REGIONS]
        for code in table.index[table["status"] == "published"]
    ]
    rank = np.linalg.matrix_rank(known)
    for code in table.index[table["status"] != "published"]:
        hidden = [float(code == other) for other in REGIONS]
        assert np.linalg.matrix_rank([*known, hidden]) == rank + 1


def test_two_files_of_the_same_answers_cannot_be_played_against_each_other(
    regions: Survey,
) -> None:
    together = regions.table("--by", "france", "--by", "region")
    apart = [regions.table("--by", level) for level in ("france", "region")]
    pd.testing.assert_frame_equal(together, pd.concat(apart, ignore_index=True))


def test_thresholds_of_the_design_are_stricter_only(regions: Survey) -> None:
    text = regions.design.read_text("utf-8")
    regions.design.write_text(text + "[publication]\nminimum = 55\n", "utf-8")
    status = regions.table("--by", "region").set_index("code")["status"]
    # What France and the first région give back together is the other three, 97 answers.
    assert status.to_dict() == dict.fromkeys(REGIONS, "too_few") | {"11": "published"}
    regions.design.write_text(text + "[publication]\nminimum = 10\n", "utf-8")
    done = regions.run("--by", "region")
    assert done.exit_code == REFUSED
    assert "plus strict" in done.stderr


@pytest.fixture(scope="module")
def communes() -> pd.DataFrame:
    """Every commune of the Ariège, with its parents."""
    territories = pd.read_parquet(DATA / "boundaries/territories.parquet")
    rows = territories[(territories["level"] == "commune") & (territories["departement"] == "09")]
    return rows[["code", "epci", "departement", "region"]].reset_index(drop=True)


def test_answers_go_up_through_the_communes_and_give_the_same(
    tmp_path: Path, communes: pd.DataFrame
) -> None:
    random = np.random.default_rng(3)
    home = communes.iloc[random.choice(len(communes), 400)]
    table = pd.DataFrame({"com": home["code"], "epci": home["epci"], "poids": 1})
    table["emploi"] = random.integers(2, 10, 400)
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    located = Survey(tmp_path / "a", table, DESIGN + 'commune = "com"\n[measures.emploi]\n')
    direct = Survey(tmp_path / "b", table, DESIGN + 'epci = "epci"\n[measures.emploi]\n')
    up = located.table("--by", "commune", "--out-level", "epci")
    columns = ["code", "value", "se", "n", "status"]
    shown = up["status"] == "published"
    assert shown.sum() >= 3
    expected = direct.table("--by", "epci").set_index("code").loc[up["code"][shown], columns[1:]]
    pd.testing.assert_frame_equal(up.loc[shown, columns].set_index("code"), expected)
    done = direct.run("--by", "epci", "--out-level", "commune")
    assert done.exit_code == 2
    assert "Seul un modèle" in done.stderr


def test_a_level_or_a_code_that_does_not_exist_is_told(regions: Survey) -> None:
    for options, piece in (
        (["--by", "epci"], "region"),
        (["--by", "column:taille"], "« taille » absente"),
        (["--by", "region", "--by", "france", "--out-level", "france"], "--by une seule fois"),
    ):
        done = regions.run(*options)
        assert done.exit_code in (REFUSED, USAGE), options
        assert piece in done.stderr
    text = regions.answers.read_text("cp1252").replace("\n11;", "\n1;").replace("\n24;", "\nx;")
    regions.answers.write_text(text, "cp1252")
    done = regions.run("--by", "region")
    assert "codes inconnus « 1 », « x »" in done.stderr


def test_groups_and_waves_are_compared_where_both_sides_are_published(tmp_path: Path) -> None:
    random = np.random.default_rng(9)
    table = pd.DataFrame(
        {
            "profil": np.repeat(["citoyens", "elus", "associations"], [60, 40, 10]),
            "emploi": np.concatenate(
                [random.integers(5, 11, 60), random.integers(2, 8, 40), random.integers(0, 9, 10)]
            ),
        }
    )
    design = 'year = 2026\n[columns]\ngroup = "profil"\n[measures.emploi]\n'
    (tmp_path / "now").mkdir()
    (tmp_path / "then").mkdir()
    now = Survey(tmp_path / "now", table, design)
    then = Survey(
        tmp_path / "then", table[table["profil"] != "elus"], design.replace("2026", "2020")
    )
    output = tmp_path / "d.csv"
    done = now.run(
        *("--by", "france", "--differences", str(output)),
        *("--before-answers", str(then.answers), "--before-design", str(then.design)),
    )
    assert done.exit_code == 0, done.output
    rows = pd.read_csv(output).set_index("kind")
    assert len(rows) == 2, "associations are too few, mayors were not asked before"
    assert rows.loc["group", ["first", "second"]].tolist() == ["citoyens", "elus"]
    assert rows.loc["group", "supported"]
    assert rows.loc["wave", ["first", "second", "group"]].tolist() == ["2026", "2020", "citoyens"]
    assert rows.loc["wave", "difference"] == 0
    assert not rows.loc["wave", "supported"]
    assert rows["mention"].notna().all()


def test_a_difference_of_two_surveys_says_both_mentions_and_the_mark(tmp_path: Path) -> None:
    table = pd.DataFrame({"profil": ["citoyens", "elus"] * 40, "emploi": [4, 5, 6, 7] * 20})
    design = 'year = 2026\n[columns]\ngroup = "profil"\n[measures.emploi]\n'
    (tmp_path / "now").mkdir()
    (tmp_path / "then").mkdir()
    now = Survey(tmp_path / "now", table, design)
    then = Survey(tmp_path / "then", table, "demonstration = true\n" + design)
    text = then.design.read_text("utf-8").replace("X, mai 2026", "Y, 2020")
    then.design.write_text(text.replace("probability", "demonstration"), "utf-8")
    output = tmp_path / "d.csv"
    done = now.run(
        *("--by", "france", "--differences", str(output)),
        *("--before-answers", str(then.answers), "--before-design", str(then.design)),
    )
    assert done.exit_code == 0, done.output
    rows = pd.read_csv(output, keep_default_na=False).groupby("kind").first()
    assert rows.loc["group", ["mention", "demonstration"]].tolist() == ["Sondage X, mai 2026", ""]
    assert rows.loc["wave", "mention"] == "Sondage X, mai 2026 · Sondage Y, 2020"
    assert rows.loc["wave", "demonstration"] == DEMONSTRATION_MARK
    for text in ("Sondage X, mai 2026", "Sondage Y, 2020", DEMONSTRATION_MARK):
        assert text in done.stderr


def test_an_earlier_wave_is_not_compared_with_a_file_of_several(tmp_path: Path) -> None:
    table = pd.DataFrame({"vague": ["2024", "2026"] * 40, "emploi": [4, 5, 6, 7] * 20})
    design = 'year = 2026\ngroup = "elus"\n[columns]\nwave = "vague"\n[measures.emploi]\n'
    survey = Survey(tmp_path, table, design)
    done = survey.run(
        *("--by", "france", "--differences", str(tmp_path / "d.csv")),
        *("--before-answers", str(survey.answers), "--before-design", str(survey.design)),
    )
    assert done.exit_code == REFUSED
    assert "plusieurs vagues dans un fichier" in done.stderr


def test_waves_of_one_file_are_estimated_and_compared(tmp_path: Path) -> None:
    table = pd.DataFrame(
        {"vague": ["2024"] * 40 + ["2026"] * 50, "emploi": [4, 5, 6, 7] * 10 + [6, 7] * 25}
    )
    design = 'year = 2026\ngroup = "elus"\n[columns]\nwave = "vague"\n[measures.emploi]\n'
    survey = Survey(tmp_path, table, design)
    changes = tmp_path / "d.csv"
    rows = survey.table("--by", "france", "--differences", str(changes))
    assert rows["wave"].tolist() == [2024, 2026]
    assert rows["value"].tolist() == pytest.approx([55, 65])
    (change,) = pd.read_csv(changes).to_dict("records")
    assert change["difference"] == pytest.approx(10)
    assert change["supported"]


def test_calibration_is_said_with_its_cost(tmp_path: Path) -> None:
    table = pd.DataFrame({"sexe": ["f"] * 30 + ["h"] * 70, "emploi": [6] * 30 + [4, 5] * 35})
    design = (
        'year = 2026\ngroup = "citoyens"\n[calibration]\nmargins = "m.csv"\n[measures.emploi]\n'
    )
    (tmp_path / "m.csv").write_text("variable,category,total\nsexe,f,52\nsexe,h,48\n", "utf-8")
    survey = Survey(tmp_path, table, design)
    done = survey.run("--by", "france")
    (row,) = pd.read_csv(survey.output).to_dict("records")
    assert row["value"] == pytest.approx(52 * 0.6 + 48 * 0.45)
    # What is left of the errors once the sexes are known is that of the men: 0.05² over 70.
    spread = 0.52 * 0.48 * 0.15**2 + 0.48 * 0.05**2
    kish = 100**2 / (52**2 / 30 + 48**2 / 70)
    variance = 100 / 99 * 0.48**2 * 0.05**2 / 70
    assert row["n_eff"] == pytest.approx(spread * 100 / 99 / variance)
    assert f"de 100,0 à {kish:.1f}".replace(".", ",") in done.stderr


def test_calibration_of_a_small_group_is_said_without_figures(tmp_path: Path) -> None:
    group = np.repeat(["citoyens", "elus"], [60, 12])
    table = pd.DataFrame({"profil": group, "sexe": list("fhh") * 24, "emploi": [4, 5, 6] * 24})
    columns = 'year = 2026\n[columns]\ngroup = "profil"\n'
    design = columns + '[calibration]\nmargins = "m.csv"\n[measures.emploi]\n'
    (tmp_path / "m.csv").write_text("variable,category,total\nsexe,f,52\nsexe,h,48\n", "utf-8")
    done = Survey(tmp_path, table, design).run("--by", "france")
    assert done.exit_code == 0, done.output
    about = {
        group: next(line for line in done.stderr.splitlines() if f"({group})" in line)
        for group in ("citoyens", "elus")
    }
    assert "pour 60 réponses" in about["citoyens"]
    assert about["elus"].endswith("moins de 30 réponses, ses chiffres ne sont pas donnés.")
    assert "Kish" not in about["elus"]


def test_a_fault_names_the_file_that_was_given(tmp_path: Path) -> None:
    answers = pd.DataFrame({"strate": ["a", "a", "b"], "reg": "84", "emploi": [1, 2, 3]})
    design = (
        'year = 2026\ngroup = "citoyens"\n[columns]\nstratum = "strate"\ncluster = "strate"\n'
        '[territories]\nregion = "reg"\n[measures.emploi]\n'
    )
    survey = Survey(tmp_path, answers, design)
    refused = survey.run("--by", "region")
    assert refused.exit_code == REFUSED
    assert survey.answers.name in refused.output
    assert "answers.csv" not in refused.output


def test_yes_and_no_written_with_decimals_are_those_of_whole_figures(tmp_path: Path) -> None:
    yes = pd.DataFrame({"reg": "84", "oui": [1, 0, 1, 1] * 20})
    design = 'year = 2026\ngroup = "citoyens"\n[territories]\nregion = "reg"\n'
    design += '[variables.oui]\nkind = "binary"\n'
    whole = Survey(tmp_path, yes, design).table("--by", "region")
    blank = pd.concat([yes, pd.DataFrame({"reg": ["84"], "oui": [None]})])  # which makes it 1,0
    decimals = Survey(tmp_path, blank.astype({"oui": float}), design)
    assert ";1,0" in decimals.answers.read_text("cp1252")
    assert decimals.table("--by", "region")["value"].tolist() == whole["value"].tolist() == [0.75]


def test_empty_lines_of_answers_are_told(regions: Survey) -> None:
    lines = regions.answers.read_text("cp1252").split("\n")
    regions.answers.write_text("\n".join([*lines[:3], ";;", *lines[3:]]), encoding="cp1252")
    done = regions.run("--by", "region")
    assert done.exit_code == 0
    assert f"{regions.answers.name} : 1 ligne vide" in done.output
