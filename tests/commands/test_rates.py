"""The rates command: published values, neighbours, what has no rate, what is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner, Result

from commands.usage import REFUSED, USAGE
from fragiscope import cli
from tests.published import CASES


def run(source: Path, output: Path, *options: object) -> Result:
    start = ["rates", "--input", str(source), "-o", str(output)]
    return CliRunner().invoke(cli, [*start, *map(str, options)])


def test_sudden_deaths_of_north_carolina_have_the_published_rates(tmp_path: Path) -> None:
    out = tmp_path / "rates.csv"
    columns = ("--events", "SID74", "--population", "BIR74", "--id", "FIPSNO")
    gal = CASES / "sids2" / "sids2.gal"
    done = run(CASES / "sids2" / "sids2.csv", out, *columns, "--gal", gal)
    assert done.exit_code == 0, done.stderr
    table = pd.read_csv(out, dtype={"id": "str"})
    assert table.columns.tolist() == [
        *("id", "events", "population", "raw_rate", "global_rate", "global_weight"),
        *("local_rate", "local_weight", "neighbours"),
    ]
    # Published for the first five counties.
    assert table["global_rate"].head().to_numpy() == pytest.approx(
        [0.0016973, 0.0017054, 0.0017731, 0.0020129, 0.0035349], abs=5e-8
    )
    assert table["raw_rate"].to_numpy() == pytest.approx(
        (table["events"] / table["population"]).to_numpy()
    )
    mean = table["events"].sum() / table["population"].sum()
    weight = table["global_weight"]
    assert (weight * table["raw_rate"] + (1 - weight) * mean).to_numpy() == pytest.approx(
        table["global_rate"].to_numpy()
    )
    assert table.loc[table["id"] == "37009", "neighbours"].tolist() == [3]


def test_local_rates_are_those_of_the_formula(tmp_path: Path) -> None:
    source, gal, out = tmp_path / "n.csv", tmp_path / "w.gal", tmp_path / "o.csv"
    source.write_text("code;n;p\n01;0;100\n02;12;400,0\n03;3;200\n04;;10\n05;2;0\n", "utf-8")
    gal.write_text("5\n01 1\n02\n02 2\n01 03\n03 1\n02\n04 0\n\n05 0\n\n", "utf-8")
    done = run(source, out, "--events", "n", "--population", "p", "--gal", gal)
    assert done.exit_code == 0, done.stderr
    table = pd.read_csv(out, dtype={"id": "str"}, index_col="id")
    assert table.index.tolist() == ["01", "02", "03", "04", "05"]
    e, b = np.array([0.0, 12.0]), np.array([100.0, 400.0])
    m = e.sum() / b.sum()
    variance = max(0.0, (b * (e / b - m) ** 2).sum() / b.sum() - m / b.mean())
    weight = variance / (variance + m / 100)
    assert table.loc["01", "local_weight"] == pytest.approx(weight)
    assert table.loc["01", "local_rate"] == pytest.approx((1 - weight) * m)
    assert table.loc[["04", "05"], ["raw_rate", "global_rate", "local_rate"]].isna().all(axis=None)
    assert "2 unités sans taux" in done.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("code,n,p\n01,1,x\n", "unité 01, colonne « p » : nombre attendu"),
        ("code,n,p\n01,-1,10\n", "négatif"),
        ("code,n,p\n01,1,10\n01,2,10\n", "identifiant répété : 01"),
        ("code,n,p\n,1,10\n", "cellules vides"),
        ("code,n,n,p\n01,1,1,10\n", "nom de colonne répété : « n »"),
        ("code,nn,p\n01,1,10\n", "la colonne --events"),
    ],
)
def test_what_cannot_be_a_rate_is_refused(content: str, said: str, tmp_path: Path) -> None:
    source, out = tmp_path / "n.csv", tmp_path / "o.csv"
    source.write_text(content, "utf-8")
    done = run(source, out, "--events", "n", "--population", "p")
    assert done.exit_code in (REFUSED, USAGE)
    assert said in done.stderr
    assert not out.exists()


def test_a_refusal_names_the_file_and_what_is_odd_is_told(tmp_path: Path) -> None:
    source, gal, out = tmp_path / "n.csv", tmp_path / "w.gal", tmp_path / "o.csv"
    columns = ("--events", "n", "--population", "p")
    source.write_text("code;n;p\n01;-3;100\n", "utf-8")
    assert (
        "refusées dans n.csv :\n  - 01 : numérateur négatif (-3)"
        in run(source, out, *columns).stderr
    )
    source.write_text("code;n;p\n", "utf-8")
    assert "aucune unité" in run(source, out, *columns).stderr
    source.write_text("code;n;p\n01;300;100\n02;1;90\n", "utf-8")
    gal.write_text("2\n01 1\n02\n02 0\n\n", "utf-8")
    said = run(source, out, *columns, "--gal", gal).stderr
    assert "Plus d’événements que de population : 01" in said
    assert "sens unique : 01 → 02" in said
    gal.write_text("2\n1 1\n2\n2 0\n\n", "utf-8")
    assert "refusées dans n.csv et w.gal" in run(source, out, *columns, "--gal", gal).stderr
