"""The clusters command: files in, one CSV out, identifiers matched or refused."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely import box

from atlas.jobs.clusters import COLUMNS, run_clusters
from common.errors import InvalidDataError, NotAvailableError, UnknownNameError
from tests.bricks import wall
from tests.published import CASES, case_beside


@pytest.fixture
def squares(tmp_path: Path) -> Path:
    """Thirty-six squares, codes with leading zeros, values that grow to the east."""
    cells = [(x, y) for x in range(6) for y in range(6)]
    frame = gpd.GeoDataFrame(
        {"code": [f"0{x}{y}" for x, y in cells], "rate": [float(x) for x, _ in cells]},
        geometry=[box(x, y, x + 1, y + 1) for x, y in cells],
        crs=4326,
    )
    path = tmp_path / "squares.geojson"
    frame.to_file(path, driver="GeoJSON")
    return path


def gal_of(path: Path, names: list[str]) -> Path:
    """Write a GAL file in which each name is next to the following one."""
    lines = [str(len(names))]
    for i, name in enumerate(names):
        near = [names[j] for j in (i - 1, i + 1) if 0 <= j < len(names)]
        lines += [f"{name} {len(near)}", " ".join(near)]
    path.write_text("\n".join(lines) + "\n")
    return path


def test_columbus_by_file_and_by_shapes(tmp_path: Path) -> None:
    folder = CASES / "columbus"
    source = folder / "columbus.json"
    by_file = run_clusters(
        source, "CRIME", tmp_path / "a.csv", identifier="POLYID",
        gal=folder / "columbus.gal", permutations=999, seed=1,
    )  # fmt: skip
    by_shape = run_clusters(
        source, "CRIME", tmp_path / "b.csv", identifier="POLYID", permutations=999, seed=1
    )
    assert by_file.moran.value == pytest.approx(0.500189, abs=5e-7)
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert by_file.summary["moran"] == by_shape.summary["moran"]
    written = pd.read_csv(tmp_path / "a.csv", dtype={"id": "str"})
    assert written.columns.tolist() == ["id", *COLUMNS]
    assert written["id"].tolist() == [str(i) for i in range(1, 50)]
    assert written["quadrant"].notna().equals(written["significant"])


def test_crimes_of_guerry_have_the_published_value(tmp_path: Path) -> None:
    source = case_beside("guerry") / "guerry.geojson"
    out = tmp_path / "out.csv"
    done = run_clusters(source, "crime_pers", out, identifier="code_dept", seed=1)
    assert done.moran.value == pytest.approx(0.411459718, abs=1e-9)
    assert done.moran.expected == pytest.approx(-1 / 84)
    assert done.moran.z == pytest.approx(6.0484, abs=5e-5)
    # 17 départements of 85 below 5 %: about two once false discoveries are controlled.
    written = pd.read_csv(out, dtype={"id": "str"}, index_col="id")
    assert (written["p_sim"] < 0.05).sum() == pytest.approx(17, abs=2)
    drawn = written.index[written["significant"]]
    assert len(drawn) == 2
    assert done.summary["local"]["undecided"] == []
    for seed in (2, 3, 4):
        run_clusters(source, "crime_pers", out, identifier="code_dept", seed=seed)
        again = pd.read_csv(out, dtype={"id": "str"}, index_col="id")
        assert again.index[again["significant"]].equals(drawn)


@pytest.mark.parametrize(
    ("case", "identifier", "value", "expected"),
    [("sids2", "FIPSNO", "SIDR74", 0.247725193), ("stl", "row", "HR8893", 0.243655826)],
)
def test_a_table_goes_with_a_file_of_neighbours(
    case: str, identifier: str, value: str, expected: float, tmp_path: Path
) -> None:
    table = pd.read_csv(next((CASES / case).glob("*.csv")), dtype="str")
    # The neighbours of Saint Louis name the rows, from 1; rows are then shuffled.
    table = table.assign(row=range(1, len(table) + 1)).sample(frac=1, random_state=1)
    source, out = tmp_path / "units.csv", tmp_path / "out.csv"
    table[[identifier, value]].to_csv(source, sep=";", decimal=",", index=False)
    done = run_clusters(
        source, value, out, identifier=identifier, gal=CASES / case / f"{case}.gal", seed=1
    )
    # Printed by the tests of esda, with the same neighbours and row-standardised weights.
    assert done.moran.value == pytest.approx(expected, abs=5e-10)
    assert done.summary["weights"] == f"{case}.gal"
    written = pd.read_csv(out, dtype={"id": "str"})
    assert written["id"].tolist() == table[identifier].astype("str").str.strip().tolist()


def test_a_table_without_neighbours_or_with_bad_cells_is_refused(tmp_path: Path) -> None:
    names = [f"{i:02d}" for i in range(40)]
    source = tmp_path / "units.csv"
    pd.DataFrame({"code": names, "rate": range(40)}).to_csv(source, index=False)
    with pytest.raises(InvalidDataError, match="--gal"):
        run_clusters(source, "rate", tmp_path / "out.csv")
    gal = gal_of(tmp_path / "w.gal", names)
    source.write_text(source.read_text().replace("07,7", "07,sept").replace("09,9", ",9"))
    with pytest.raises(InvalidDataError) as caught:
        run_clusters(source, "rate", tmp_path / "out.csv", gal=gal)
    assert "unité 07" in caught.value.faults[0]
    assert "1 identifiant absent" in caught.value.faults[1]


def test_borders_without_common_points_give_the_same_result(tmp_path: Path) -> None:
    noise = np.random.default_rng(3).normal(0, 0.5, size=49)
    for name, noded in (("bricks", False), ("noded", True)):
        shapes = wall(noded=noded)
        values = [int(code[0]) + noise[i] for i, code in enumerate(shapes.index)]
        frame = gpd.GeoDataFrame({"code": shapes.index, "rate": values}, geometry=shapes.to_numpy())
        frame.set_crs(4326).to_file(tmp_path / f"{name}.geojson", driver="GeoJSON")
        run_clusters(
            tmp_path / f"{name}.geojson", "rate", tmp_path / f"{name}.csv", permutations=9_999
        )
    written = (tmp_path / "bricks.csv").read_bytes()
    assert written == (tmp_path / "noded.csv").read_bytes()
    assert pd.read_csv(tmp_path / "bricks.csv")["significant"].sum() > 5


def test_codes_keep_their_zeros_and_rows_their_order(squares: Path, tmp_path: Path) -> None:
    done = run_clusters(squares, "rate", tmp_path / "out.csv", permutations=999)
    written = pd.read_csv(tmp_path / "out.csv", dtype={"id": "str"}, index_col="id")
    assert written.index[0] == "000"
    # Cells of the second column touch five of the 0, 1, 2 columns, evenly on both sides.
    assert written.loc["012", "lag"] == pytest.approx(1)
    assert set(written.loc[written["significant"], "quadrant"]) <= {"HH", "LL"}
    json.dumps(done.summary, allow_nan=False)
    assert len(done.sentences) == 2  # nothing left out


def test_shuffled_rows_give_the_same_results_by_identifier(squares: Path, tmp_path: Path) -> None:
    run_clusters(squares, "rate", tmp_path / "a.csv", permutations=999)
    gpd.read_file(squares).sample(frac=1, random_state=2).to_file(
        tmp_path / "turned.gpkg", driver="GPKG"
    )
    run_clusters(tmp_path / "turned.gpkg", "rate", tmp_path / "b.csv", permutations=999)
    first, second = (
        pd.read_csv(tmp_path / name, dtype={"id": "str"}, index_col="id")
        for name in ("a.csv", "b.csv")
    )
    assert first.index.tolist() != second.index.tolist()
    pd.testing.assert_frame_equal(first, second.loc[first.index])


def test_weights_of_other_units_are_refused_and_nothing_is_written(
    squares: Path, tmp_path: Path
) -> None:
    names = gpd.read_file(squares)["code"].tolist()
    gal = gal_of(tmp_path / "w.gal", [*names[1:], "999"])
    with pytest.raises(InvalidDataError) as caught:
        run_clusters(squares, "rate", tmp_path / "out.csv", gal=gal)
    assert [fault.rpartition(" : ")[2] for fault in caught.value.faults] == ["000", "999"]
    assert not (tmp_path / "out.csv").exists()


def test_what_is_odd_in_neighbours_outlines_and_values_is_told(
    squares: Path, tmp_path: Path
) -> None:
    frame = gpd.read_file(squares)
    frame.loc[0, "rate"] = -999
    frame.loc[1, "geometry"] = frame.loc[0, "geometry"]
    path = tmp_path / "odd.geojson"
    frame.to_file(path)
    said = " ".join(run_clusters(path, "rate", tmp_path / "o.csv", permutations=999).sentences)
    assert "Même contour sous plusieurs codes : 000 et 001" in said
    assert "« rate », −999 (1 cellule)" in said
    gal = gal_of(tmp_path / "n.gal", frame["code"].tolist())
    lines = gal.read_text().splitlines()
    lines[1:3] = ["000 2", "001 002"]
    gal.write_text("\n".join(lines))
    done = run_clusters(squares, "rate", tmp_path / "o.csv", gal=gal, permutations=999)
    assert any("sens unique : 000 → 002" in one for one in done.sentences)


def test_a_refusal_of_neighbours_or_outlines_names_the_file(squares: Path, tmp_path: Path) -> None:
    gal = gal_of(tmp_path / "n.gal", ["a", "b"])
    with pytest.raises(InvalidDataError) as caught:
        run_clusters(squares, "rate", tmp_path / "o.csv", gal=gal)
    assert caught.value.source == "squares.geojson et n.gal"
    frame = gpd.read_file(squares)
    frame.geometry = frame.boundary
    frame.to_file(tmp_path / "points.geojson")
    with pytest.raises(InvalidDataError, match=r"points\.geojson"):
        run_clusters(tmp_path / "points.geojson", "rate", tmp_path / "o.csv")


def test_missing_values_are_stated(squares: Path, tmp_path: Path) -> None:
    frame = gpd.read_file(squares)
    frame.loc[[0, 3], "rate"] = np.nan
    frame.to_file(squares, driver="GeoJSON")
    done = run_clusters(squares, "rate", tmp_path / "out.csv", permutations=999)
    assert done.summary["missing"] == ["000", "003"]
    assert done.moran.units == 34
    assert "2 sans valeur" in done.sentences[-1]


def test_bad_columns_are_named(squares: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="rate"):
        run_clusters(squares, "rates", tmp_path / "out.csv")
    with pytest.raises(UnknownNameError, match="--id"):
        run_clusters(squares, "rate", tmp_path / "out.csv", identifier="id")
    with pytest.raises(InvalidDataError, match="nombres attendus"):
        run_clusters(squares, "code", tmp_path / "out.csv")


def test_repeated_identifiers_and_too_few_units_are_refused(squares: Path, tmp_path: Path) -> None:
    frame = gpd.read_file(squares)
    frame.head(20).to_file(tmp_path / "few.geojson", driver="GeoJSON")
    with pytest.raises(NotAvailableError, match="20 unités"):
        run_clusters(tmp_path / "few.geojson", "rate", tmp_path / "out.csv")
    frame.loc[1, "code"] = "000"
    frame.to_file(tmp_path / "twice.geojson", driver="GeoJSON")
    with pytest.raises(InvalidDataError, match="identifiant répété : 000"):
        run_clusters(tmp_path / "twice.geojson", "rate", tmp_path / "out.csv")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xml", "<x>1</x>"),
        ("a.geojson", "<OGRVRTDataSource/>"),
        ("a.geojson", '{"type": "FeatureCollection", "features": [{'),
        ("a.geojson", '{"rate": 1}'),
        ("a.geojson", '{"type": "FeatureCollection", "features": []}'),
        ("a.gpkg", "SQLite format 3\0 and nothing else"),
        ("a.parquet", "PAR1 and nothing else"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(
    name: str, content: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(InvalidDataError, match=path.name):
        run_clusters(path, "rate", tmp_path / "out.csv")
