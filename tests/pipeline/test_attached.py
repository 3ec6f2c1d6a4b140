"""What the build stores of the partnership records is what the engine works out."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from atlas.desk.desk import Desk
from atlas.partnerships.attachment import commune_population
from atlas.partnerships.density_reference import expected_everywhere
from atlas.partnerships.rates import level_counts
from common.errors import MissingDataError
from common.levels import Level, Territory
from common.paths import DATA
from indicators.partnerships import (
    Kind,
    Prior,
    attach,
    attach_to,
    class_rates,
    density_class,
    density_limits,
    places,
    prior,
)
from indicators.partnerships.store import RATED, read_own, read_places, read_rates


def test_the_stored_places_are_those_of_the_records(desk: Desk) -> None:
    pd.testing.assert_frame_equal(read_places(DATA), places(desk.records), check_exact=True)


@pytest.mark.parametrize("level", [Level.COMMUNE, Level.EPCI, Level.REGION, Level.FRANCE])
def test_the_stored_own_records_are_those_of_the_engine(desk: Desk, level: Level) -> None:
    worked_out = attach(
        desk.record_places, desk.memberships, commune_population(desk), level, own_only=True
    )
    expected = worked_out.rename(columns={"target": "code"})[["code", "record"]]
    expected = expected.sort_values(["code", "record"], ignore_index=True)
    stored = read_own(level.value, DATA)
    pd.testing.assert_frame_equal(stored, expected)
    assert len(stored) > 30_000


def test_a_perimeter_has_the_records_of_the_territory_that_it_is(desk: Desk) -> None:
    code = "243500741"  # astride three départements
    attached = attach_to(
        desk.communes(Territory(Level.EPCI, code)),
        desk.record_places,
        desk.memberships,
        commune_population(desk),
        Level.EPCI,
    )
    own = set(attached.loc[attached["whole"], "record"])
    stored = read_own("epci", DATA)
    assert own == set(stored.loc[stored["code"] == code, "record"])


@pytest.mark.parametrize(
    ("level", "kind"),
    [(Level.DEPARTEMENT, None), (Level.COMMUNE, Kind.LABEL.value), (Level.EPCI, "alliance")],
)
def test_the_stored_rates_are_those_of_the_counts(
    desk: Desk, level: Level, kind: str | None
) -> None:
    counts = level_counts(desk, level, kind)
    people = desk.territories_of(level)["population"].astype("float64")
    people = people[people > 0]
    density = people / desk.territories_of(level)["area_km2"].loc[people.index]
    classes = density_class(density, density_limits(density))
    stored = read_rates(DATA)
    rows = stored[(stored["level"] == level) & (stored["kind"] == (kind or RATED))]
    assert rows["domain"].tolist() == list(counts)
    assert rows["counted"].tolist() == counts.sum().tolist()
    for key, row in rows.set_index("domain")[list(Prior._fields)].iterrows():
        found = counts.loc[people.index, key].astype("float64")
        rates = class_rates(found, people, classes)
        expected = people * rates.loc[classes].to_numpy()
        assert tuple(row) == pytest.approx(prior(found, expected))
        everywhere = expected_everywhere(desk, level, kind)[key]
        assert everywhere.to_numpy() == pytest.approx((expected / people).to_numpy())


def test_an_absent_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match=r"own/region\.parquet"):
        read_own("region", tmp_path)
