from __future__ import annotations

import shapely

from atlas.desk.codebook import column
from atlas.desk.desk import Desk
from atlas.desk.parents import parents_of
from atlas.jobs.collections import SCORED, level_features, record_features
from common.levels import Level, Territory
from indicators.partnerships import Kind


def test_an_epci_says_which_larger_territories_hold_it(desk: Desk) -> None:
    rows = level_features(desk, Level.EPCI).rows
    upper = ("crte", "departement", "region")
    for code in [*rows.index[::60], *rows.index[rows["crte"].isna()][:5]]:
        held = {one.level.value: one.code for one in parents_of(desk, Territory(Level.EPCI, code))}
        told = rows.loc[code, [*upper]].dropna().to_dict()
        assert told == {name: held[name] for name in upper if name in held}, code
    assert [*rows.columns[:7]] == ["code", "name", "population", "population_year", *upper]
    assert [*rows.columns[7:]] == [f"{one}_{key}" for key in SCORED for one in ("score", "status")]


def test_records_have_a_place_and_are_no_grants(desk: Desk) -> None:
    features = record_features(desk)
    rows = features.rows
    assert len(rows) == len(features.shapes) > 10_000
    assert Kind.GRANT.value not in set(rows["kind"])
    shapes = shapely.from_wkb(features.shapes)
    alone = rows["points"].eq(1).to_numpy()
    assert set(shapely.get_type_id(shapes)) == {shapely.GeometryType.MULTIPOINT}
    assert shapely.get_num_geometries(shapes).tolist() == rows["points"].tolist()
    told = rows.loc[alone, ["lon", "lat"]].to_numpy()
    # Numbers of files have seven significant digits, shapes six decimals.
    assert abs(shapely.get_coordinates(shapes[alone]) - told).max() < 6e-6
    assert rows["licence"].str.len().gt(0).all()
    assert all(column(str(name)).fr for name in rows)
