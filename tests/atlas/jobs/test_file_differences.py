"""What differs between two files is told by value, place and size."""

from __future__ import annotations

import numpy as np
import pandas as pd

from atlas.jobs.file_differences import Difference, differences

TABLE = pd.DataFrame(
    {"code": ["01", "02", "03"], "value": ["0,5", "2", None]},
    index=["01", "02", "03"],
    dtype="object",
)


def test_numbers_are_the_same_however_they_are_written() -> None:
    other = TABLE.assign(value=[0.50, "2.0", float("nan")]).iloc[::-1]
    assert differences({"lignes": TABLE}, {"lignes": other}) == []


def test_a_code_without_its_zero_is_another_one() -> None:
    found = differences({"lignes": TABLE.assign(code=["1", "02", "03"])}, {"lignes": TABLE})
    assert found == [Difference("lignes, colonne « code »", 1, ("01 (1 → 01)",))]


def test_cells_are_counted_placed_and_measured() -> None:
    other = TABLE.assign(value=["0,75", "4", "masqué"])
    assert differences({"lignes": TABLE}, {"lignes": other}) == [
        Difference(
            "lignes, colonne « value »",
            3,
            ("01 (0,5 → 0,75)", "02 (2 → 4)", "03 (vide → masqué)"),
            2.0,
        )
    ]


def test_rows_columns_and_tables_that_lack_are_named() -> None:
    found = differences(
        {"lignes": TABLE.drop(index="02").assign(more="x"), "b": TABLE}, {"lignes": TABLE}
    )
    assert {(one.where, one.count, one.first) for one in found} == {
        ("lignes, colonne en trop dans le fichier", 1, ("more",)),
        ("lignes, ligne absente du fichier", 1, ("02",)),
        ("partie en trop dans le fichier", 1, ("b",)),
    }


def test_pictures_and_rasters_are_compared_cell_by_cell() -> None:
    grid = np.array([[1.0, np.nan], [3.0, 4.0]])
    other = np.array([[1.0, np.nan], [3.5, 4.0]])
    assert differences({"cellules": grid}, {"cellules": grid.copy()}) == []
    assert differences({"cellules": grid}, {"cellules": other}) == [
        Difference("cellules", 1, ("ligne 2 colonne 1",), 0.5)
    ]
    (size,) = differences({"cellules": grid}, {"cellules": grid[:1]})
    assert size.first == ("2 × 2 → 1 × 2",)
