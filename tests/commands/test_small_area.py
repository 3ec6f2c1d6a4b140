from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from common.paths import ROOT
from fragiscope import cli

MILK = ROOT / "tests/indicators/small_area/milk.csv"


def run(output: Path, *options: str, areas: Path = MILK) -> Result:
    start = ["small-area", "--input", str(areas), "--direct", "yi", "-o", str(output)]
    return CliRunner().invoke(cli, [*start, *options])


def test_the_published_example_goes_through_the_command(tmp_path: Path) -> None:
    output, model = tmp_path / "out.csv", tmp_path / "model.json"
    done = run(output, "--se", "SD", "--factor", "MajorArea", "--model", str(model))
    assert done.exit_code == 0, done.output
    table = pd.read_csv(output, index_col="area")
    assert list(table.columns) == [
        "direct", "variance", "eblup", "mse", "gamma", "synthetic", "rmse", "status",
    ]  # fmt: skip
    assert table.loc[1, "eblup"] == pytest.approx(1.0219703, rel=1e-5)
    content = json.loads(model.read_text("utf-8"))
    assert content["beta"]["MajorArea=4"]["coefficient"] == pytest.approx(-0.2413011, abs=1e-6)
    assert content["sigma2_v"] == pytest.approx(0.01855022, rel=1e-4)
    assert "MajorArea=4 : −0,241301" in done.stderr
    assert "modélisée" in done.stderr


def test_a_french_file_and_no_intercept_give_the_same_estimates(tmp_path: Path) -> None:
    milk = pd.read_csv(MILK)
    milk["psi"] = milk["SD"] ** 2
    french = tmp_path / "lait.csv"
    milk.to_csv(french, sep=";", decimal=",", index=False)
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    assert run(first, "--se", "SD", "--factor", "MajorArea").exit_code == 0
    options = ("--variance", "psi", "--factor", "MajorArea", "--no-intercept")
    assert run(second, *options, areas=french).exit_code == 0
    tables = [pd.read_csv(path, index_col="area")["eblup"] for path in (first, second)]
    # The same model written otherwise: the optimum is found again to about the root of a float.
    assert tables[0].to_numpy() == pytest.approx(tables[1].to_numpy(), rel=1e-7)


def test_a_blank_direct_estimate_is_predicted_and_flagged(tmp_path: Path) -> None:
    milk = pd.read_csv(MILK, dtype="str")
    milk.loc[4, ["yi", "SD"]] = ""
    areas = tmp_path / "areas.csv"
    milk.to_csv(areas, index=False)
    output = tmp_path / "out.csv"
    assert run(output, "--se", "SD", "--factor", "MajorArea", areas=areas).exit_code == 0
    row = pd.read_csv(output, index_col="area").loc[5]
    assert row["synthetic"]
    assert pd.isna(row["direct"])
    assert row["eblup"] > 0


@pytest.mark.parametrize(
    ("options", "piece"),
    [
        (["--se", "SD", "--covariates", "SD,absente"], "« absente » absente"),
        (["--se", "SD", "--variance", "ni"], "l’une des deux"),
        (["--se", "SD", "--smooth"], "--n"),
        (["--se", "SD", "--weights", "ni"], "--benchmark"),
        (["--se", "SD", "--domain", "emplois"], "emploi"),
    ],
)
def test_wrong_options_are_told_in_french(options: list[str], piece: str, tmp_path: Path) -> None:
    done = run(tmp_path / "out.csv", *options)
    assert done.exit_code == 2
    assert piece in done.stderr
    assert not (tmp_path / "out.csv").exists()


def test_own_indicators_are_refused_when_the_domain_is_given(tmp_path: Path) -> None:
    areas = tmp_path / "areas.csv"
    pd.read_csv(MILK).rename(columns={"ni": "chomage_recensement"}).to_csv(areas, index=False)
    options = ["--se", "SD", "--covariates", "chomage_recensement", "--domain"]
    assert "tendrait vers zéro" in run(tmp_path / "o.csv", *options, "emploi", areas=areas).stderr
    assert run(tmp_path / "o.csv", *options, "sante", areas=areas).exit_code == 0
