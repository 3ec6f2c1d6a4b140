"""A series rests on one statistical operation at each level, or the build stops."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from common.errors import InvalidDataError
from common.levels import Level
from common.paths import DATA
from indicators.base.catalogue import load_catalogue
from pipeline.indicators.build import values_of
from pipeline.indicators.contract import Operations, Reader, observations
from pipeline.indicators.country import Country
from pipeline.indicators.one_source import check_one_source
from pipeline.indicators.registry import readers
from pipeline.passage import Passage, read_passage

INDICATOR = load_catalogue()["part_75_ans_ou_plus"]
BOTH = {Level.COMMUNE: "recensement", Level.DEPARTEMENT: "estimations"}


def reader(operations: Operations) -> Reader:
    return Reader(lambda _: pd.DataFrame(), 2025, operations=operations)


def values(*rows: tuple[str, int, float, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["code", "year", "value", "origin"])


def test_two_operations_over_the_years_are_refused_and_named() -> None:
    rows = values(
        ("01", 2011, 0.1, "commune"), ("01", 2016, 0.1, "commune"), ("01", 2022, 0.1, "departement")
    )
    with pytest.raises(InvalidDataError) as caught:
        check_one_source(rows, INDICATOR, Level.DEPARTEMENT, reader(BOTH))
    assert caught.value.source.startswith("part_75_ans_ou_plus (départements)")
    assert caught.value.faults[:2] == [
        "estimations : 2022 (1 territoire)",
        "recensement : 2011, 2016 (1 territoire)",
    ]


def test_two_operations_among_the_territories_of_a_year_are_refused() -> None:
    rows = values(("28", 2022, 0.1, "departement"), ("53", 2022, 0.1, "commune"))
    with pytest.raises(InvalidDataError, match="régions"):
        check_one_source(rows, INDICATOR, Level.REGION, reader(BOTH))


def test_levels_that_nobody_declared_are_operations_of_their_own() -> None:
    rows = values(("28", 2022, 0.1, "departement"), ("53", 2022, 0.1, "commune"))
    with pytest.raises(InvalidDataError, match="communes"):
        check_one_source(rows, INDICATOR, Level.REGION, reader({}))


def test_an_operation_that_changes_with_the_year_is_refused() -> None:
    rows = values(("01001", 2018, 0.1, "commune"), ("01001", 2024, 0.1, "commune"))
    changing: Operations = {Level.COMMUNE: {2018: "recensement", 2024: "fichier administratif"}}
    with pytest.raises(InvalidDataError, match="fichier administratif : 2024"):
        check_one_source(rows, INDICATOR, Level.COMMUNE, reader(changing))


def test_one_operation_may_come_from_several_levels() -> None:
    rows = values(("28", 2022, 0.1, "departement"), ("53", 2022, 0.1, "commune"))
    same: Operations = dict.fromkeys(BOTH, "recensement")
    check_one_source(rows, INDICATOR, Level.REGION, reader(same))


def test_rows_without_a_value_are_no_source() -> None:
    rows = values(("28", 2022, np.nan, "departement"), ("53", 2022, 0.1, "commune"))
    check_one_source(rows, INDICATOR, Level.REGION, reader(BOTH))


def test_the_build_refuses_a_mixture_and_obeys_a_ceiling() -> None:
    """Two sources in a country of the real territories: communes in 2016, départements in 2022."""
    country = Country.read(DATA)
    everywhere = country.population.index.to_series()
    census = observations(
        Level.COMMUNE, everywhere, 2016, numerator=1.0, denominator=pd.Series(10.0, everywhere)
    )
    estimates = observations(
        Level.DEPARTEMENT,
        country.codes[Level.DEPARTEMENT].to_series(),
        2022,
        numerator=2.0,
        denominator=10.0,
    )
    nothing = pd.DataFrame({"date": [], "mod": [], "before": [], "after": []}, dtype="str")
    passage = Passage(everywhere, nothing)

    def build(summed_to: str) -> dict[Level, pd.DataFrame]:
        both = pd.concat([census, estimates], ignore_index=True)
        one = Reader(lambda _: both, 2026, operations=BOTH)
        indicator = replace(INDICATOR, summed_to=summed_to)
        return values_of(indicator, one, Path(), country, passage)[0]

    with pytest.raises(InvalidDataError, match=r"part_75_ans_ou_plus \(départements\)"):
        build("")
    tables = build("crte")
    years = {level: sorted(set(table["year"])) for level, table in tables.items()}
    assert years[Level.CRTE] == years[Level.EPCI] == [2016]
    assert years[Level.DEPARTEMENT] == years[Level.REGION] == years[Level.FRANCE] == [2022]
    assert tables[Level.REGION]["value"].eq(0.2).all()


@pytest.mark.parametrize(
    "key", ["part_75_ans_ou_plus", "part_80_ans_ou_plus", "indice_vieillissement"]
)
def test_ageing_is_of_the_census_up_to_the_crte_and_of_the_estimates_above(
    key: str, sources: Path
) -> None:
    tables, _ = values_of(
        load_catalogue()[key], readers()[key], sources, Country.read(DATA), read_passage(sources)
    )
    known = {level: table.dropna(subset="value") for level, table in tables.items()}
    assert set(known[Level.DEPARTEMENT]["year"]) == set(known[Level.REGION]["year"]) == {2022}
    assert len(known[Level.DEPARTEMENT]) == 101
    assert len(known[Level.REGION]) == 18
    assert len(known[Level.EPCI][known[Level.EPCI]["year"] == 2022]) == 1_230


def test_ageing_of_the_regions_that_stood_on_another_source(sources: Path) -> None:
    """Pays de la Loire 90.73, Normandie 98.93: sums of the estimates of their départements."""
    key = "indice_vieillissement"
    tables, _ = values_of(
        load_catalogue()[key], readers()[key], sources, Country.read(DATA), read_passage(sources)
    )
    index = tables[Level.REGION].set_index("code")["value"]
    assert index[["52", "28"]].tolist() == pytest.approx([90.73, 98.93], abs=0.01)
    # Corse, between Corse-du-Sud (125.4) and Haute-Corse (117.8), which the census swaps.
    assert index["94"] == pytest.approx(121.29, abs=0.01)
