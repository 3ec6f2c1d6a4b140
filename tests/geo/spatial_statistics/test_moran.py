"""Global Moran's I: published values, and what is left out."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from libpysal.graph import Graph

from common.errors import InvalidDataError, NotAvailableError
from geo.gal_file import read_gal
from geo.neighbours import aligned, queen
from geo.spatial_statistics.chance import seeded
from geo.spatial_statistics.moran import moran
from tests.published import CASES


def ring(size: int) -> Graph:
    names = [f"u{i:02d}" for i in range(size)]
    return Graph.from_dicts(
        {name: [names[i - 1], names[(i + 1) % size]] for i, name in enumerate(names)}
    )


def test_columbus_has_the_value_that_spdep_publishes(
    columbus: pd.DataFrame, columbus_graph: Graph
) -> None:
    # R, spdep: moran.test(columbus$CRIME, nb2listw(poly2nb(columbus))): I = 0.500189,
    # expectation -0.020833, variance 0.008689, deviate 5.589, one-sided p-value 1.139e-08.
    # (0.4858, also published, is for another list of neighbours, spdep's col.gal.nb.)
    found = moran(columbus["CRIME"], columbus_graph, permutations=999)
    assert found.value == pytest.approx(0.500189, abs=5e-7)
    assert found.expected == pytest.approx(-0.020833, abs=5e-7)
    assert found.z == pytest.approx(5.589, abs=5e-4)
    assert found.p_normal == pytest.approx(2 * 1.139e-08, rel=1e-3)
    assert found.p <= 3 / 1000
    assert found.units == 49


@pytest.mark.parametrize(
    ("case", "table", "identifier", "column", "published"),
    [
        # Printed by the tests of esda, with the same neighbours and row-standardised weights.
        ("stl", "stl_hom.csv", None, "HR8893", 0.243655826),
        ("sids2", "sids2.csv", "FIPSNO", "SIDR74", 0.247725193),
    ],
)
def test_homicides_and_infant_deaths_have_the_values_that_esda_publishes(
    case: str, table: str, identifier: str | None, column: str, published: float
) -> None:
    frame = pd.read_csv(CASES / case / table)
    # The neighbours of Saint Louis name the rows, from 1.
    rows = frame[identifier] if identifier else pd.Series(range(1, len(frame) + 1))
    values = pd.Series(frame[column].to_numpy(), index=rows.astype("str"))
    graph = aligned(read_gal(CASES / case / f"{case}.gal"), values.index)
    assert moran(values, graph, permutations=999).value == pytest.approx(published, abs=5e-10)


def test_the_shapes_give_the_weights_of_the_file(
    columbus: pd.DataFrame, columbus_graph: Graph
) -> None:
    assert set(queen(columbus.geometry).adjacency.index) == set(columbus_graph.adjacency.index)


def test_a_wave_and_an_alternation_are_told_apart() -> None:
    graph = ring(40)
    wave = pd.Series(np.sin(np.arange(40) * np.pi / 20), index=graph.unique_ids)
    assert moran(wave, graph, permutations=999).value == pytest.approx(np.cos(np.pi / 20))
    odd = pd.Series(np.tile([0.0, 1.0], 20), index=graph.unique_ids)
    found = moran(odd, graph, permutations=999)
    assert found.value == pytest.approx(-1)
    assert found.p <= 0.01  # two values only: draws often tie at the other end


def test_the_order_of_the_rows_changes_nothing() -> None:
    graph = ring(40)
    values = pd.Series(np.random.default_rng(1).normal(size=40), index=graph.unique_ids)
    shuffled = values.sample(frac=1, random_state=3)
    assert moran(values, graph, permutations=999) == moran(shuffled, graph, permutations=999)


def test_what_has_no_value_or_no_neighbour_left_is_left_out() -> None:
    graph = ring(40)
    values = pd.Series(np.random.default_rng(1).normal(size=40), index=graph.unique_ids)
    values[["u00", "u02"]] = np.nan  # u01 has no neighbour left
    found = moran(values, graph, permutations=999)
    assert found.units == 37
    known = values.drop(["u00", "u01", "u02"])
    assert found == moran(known, graph.subgraph(known.index), permutations=999)


def test_too_few_units_equal_values_and_other_codes_are_refused() -> None:
    few = ring(29)
    with pytest.raises(NotAvailableError, match="29 unités"):
        moran(pd.Series(np.arange(29.0), index=few.unique_ids), few)
    graph = ring(30)
    with pytest.raises(NotAvailableError, match="même valeur"):
        moran(pd.Series(1.0, index=graph.unique_ids), graph)
    with pytest.raises(InvalidDataError, match="u29"):
        moran(pd.Series(np.arange(29.0), index=graph.unique_ids[:29]), graph)


def test_the_global_generator_is_given_back_as_it_was() -> None:
    before = np.random.get_state()[1].tolist()  # noqa: NPY002
    with seeded(5):
        first = np.random.random()  # noqa: NPY002
    with seeded(5):
        assert np.random.random() == first  # noqa: NPY002
    assert np.random.get_state()[1].tolist() == before  # noqa: NPY002
