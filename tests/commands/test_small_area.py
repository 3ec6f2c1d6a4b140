from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner, Result

from commands.usage import REFUSED, USAGE
from fragiscope import cli
from tests.published import case_beside


@pytest.fixture
def areas(tmp_path: Path) -> Path:
    """43 areas in four groups, drawn from the model: its options do not depend on the figures."""
    random = np.random.default_rng(5)
    group = np.arange(43) % 4 + 1
    spread = random.uniform(0.05, 0.2, 43)
    value = 0.9 + 0.1 * group + random.normal(0, 0.13, 43) + random.normal(0, spread)
    table = pd.DataFrame({"area": range(1, 44), "ni": random.integers(50, 700, 43)})
    path = tmp_path / "areas.csv"
    table.assign(yi=value.round(4), SD=spread.round(4), MajorArea=group).to_csv(path, index=False)
    return path


def run(areas: Path, output: Path, *options: str) -> Result:
    start = ["small-area", "--input", str(areas), "--direct", "yi", "-o", str(output)]
    return CliRunner().invoke(cli, [*start, *options])


def test_the_published_example_goes_through_the_command(tmp_path: Path) -> None:
    output, model = tmp_path / "out.csv", tmp_path / "model.json"
    milk = case_beside("milk") / "milk.csv"
    done = run(milk, output, "--se", "SD", "--factor", "MajorArea", "--model", str(model))
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


def test_a_french_file_and_no_intercept_give_the_same_estimates(
    areas: Path, tmp_path: Path
) -> None:
    table = pd.read_csv(areas)
    table["psi"] = table["SD"] ** 2
    french = tmp_path / "zones.csv"
    table.to_csv(french, sep=";", decimal=",", index=False)
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    assert run(areas, first, "--se", "SD", "--factor", "MajorArea").exit_code == 0
    options = ("--variance", "psi", "--factor", "MajorArea", "--no-intercept")
    assert run(french, second, *options).exit_code == 0
    tables = [pd.read_csv(path, index_col="area")["eblup"] for path in (first, second)]
    # The same model written otherwise: the optimum is found again to about the root of a float.
    assert tables[0].to_numpy() == pytest.approx(tables[1].to_numpy(), rel=1e-7)


def test_a_blank_direct_estimate_is_predicted_and_flagged(areas: Path, tmp_path: Path) -> None:
    table = pd.read_csv(areas, dtype="str")
    table.loc[4, ["yi", "SD"]] = ""
    table.to_csv(areas, index=False)
    output = tmp_path / "out.csv"
    assert run(areas, output, "--se", "SD", "--factor", "MajorArea").exit_code == 0
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
def test_wrong_options_are_told_in_french(
    options: list[str], piece: str, areas: Path, tmp_path: Path
) -> None:
    done = run(areas, tmp_path / "out.csv", *options)
    assert done.exit_code in (REFUSED, USAGE)
    assert piece in done.stderr
    assert not (tmp_path / "out.csv").exists()


def test_own_indicators_are_refused_when_the_domain_is_given(areas: Path, tmp_path: Path) -> None:
    renamed = pd.read_csv(areas).rename(columns={"ni": "chomage_recensement"})
    renamed.to_csv(areas, index=False)
    options = ["--se", "SD", "--covariates", "chomage_recensement", "--domain"]
    assert "tendrait vers zéro" in run(areas, tmp_path / "o.csv", *options, "emploi").stderr
    assert run(areas, tmp_path / "o.csv", *options, "sante").exit_code == 0


def test_refusals_name_the_file_and_marks_of_blanks_are_told(areas: Path, tmp_path: Path) -> None:
    table = pd.read_csv(areas).assign(twin=1, x=np.arange(43))
    table.loc[3, "x"] = -999
    table.to_csv(areas, index=False)
    output = tmp_path / "o.csv"
    refused = run(areas, output, "--se", "SD", "--covariates", "twin")
    assert "Données refusées dans areas.csv" in refused.stderr
    assert "les covariables twin" in refused.stderr
    weighed = run(areas, output, "--se", "SD", "--benchmark", "ratio", "--weights", "x")
    assert "Données refusées dans areas.csv" in weighed.stderr
    assert "« x », −999 (1 cellule)" in run(areas, output, "--se", "SD", "--covariates", "x").stderr
