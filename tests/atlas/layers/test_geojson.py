from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
import shapely

from atlas.desk.desk import Desk
from atlas.desk.provenance import DEMONSTRATION_MARK
from atlas.layers.layer import layer
from atlas.layers.measures import GAP, PERCEIVED
from atlas.layers.query import LayerQuery
from atlas.layers.taken import file_name, taken_layer
from common.levels import Level, Territory
from tests.taken_out import geojson


@pytest.fixture(scope="module")
def collection(demonstrating_desk: Desk) -> dict[str, Any]:
    query = LayerQuery(level=Level.REGION, domain="emploi", measure=GAP)
    parsed: dict[str, Any] = json.loads(
        geojson(taken_layer(layer(demonstrating_desk, query))),
        parse_constant=_refuse,
    )
    return parsed


def _refuse(constant: str) -> float:
    raise AssertionError(f"{constant} is not JSON")


def test_the_collection_says_what_a_reader_must_know(collection: dict[str, Any]) -> None:
    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection
    for member in ("title", "unit", "year", "sources", "mentions", "method", "data_version"):
        assert collection[member], member
    assert collection["demonstration"] is True
    assert collection["demonstration_mark"] == DEMONSTRATION_MARK
    marks = {feature["properties"]["demonstration"] for feature in collection["features"]}
    assert marks == {DEMONSTRATION_MARK}


def test_features_name_their_territory_and_hold_wgs84_rings_by_the_right_hand_rule(
    collection: dict[str, Any],
) -> None:
    assert len(collection["features"]) == 18
    for feature in collection["features"]:
        assert feature["id"] == f"region:{feature['properties']['code']}"
        shape = shapely.from_geojson(json.dumps(feature["geometry"]))
        assert shape.is_valid
        west, south, east, north = shape.bounds
        assert -63.5 < west < east < 56.5
        assert -22 < south < north < 52
        for part in shapely.get_parts(shape):
            assert part.exterior.is_ccw
            assert not any(ring.is_ccw for ring in part.interiors)


def test_a_value_that_is_not_published_is_null(demonstrating_desk: Desk) -> None:
    query = LayerQuery(
        level=Level.EPCI,
        domain="emploi",
        measure=GAP,
        within=Territory(Level.DEPARTEMENT, "09"),
    )
    features = json.loads(geojson(taken_layer(layer(demonstrating_desk, query))))["features"]
    assert features
    for feature in features:
        assert feature["properties"]["status"] == "not_publishable"
        assert feature["properties"]["value"] is None
        assert feature["properties"]["n"] is None


def test_the_file_name_tells_the_question_and_the_demonstration(demonstrating_desk: Desk) -> None:
    ariege = Territory(Level.DEPARTEMENT, "09")
    felt = layer(
        demonstrating_desk, LayerQuery(level=Level.REGION, domain="emploi", measure=PERCEIVED)
    )
    assert file_name(felt) == "fragiscope_region_emploi_perceived_citoyens_demonstration.geojson"
    scores = layer(demonstrating_desk, LayerQuery(level=Level.EPCI, within=ariege))
    assert file_name(scores) == "fragiscope_epci_departement_09_ensemble_objective.geojson"


def test_numbers_are_short_and_whole_ones_are_whole(desk: Desk) -> None:
    made = layer(desk, LayerQuery(level=Level.REGION))
    values = [1 / 3, 69.0, 1234.56789, *[float("nan")] * (len(made.frame) - 3)]
    text = geojson(taken_layer(replace(made, table=made.table.assign(value=values))))
    written = [line.split(",")[0] for line in text.split('"value":')[1:]]
    assert written[:4] == ["0.3333333", "69", "1234.568", "null"]


def test_a_hostile_name_stays_a_text(desk: Desk) -> None:
    made = layer(desk, LayerQuery(level=Level.REGION))
    name = "</script><img src=x onerror=alert(1)> ${1} `\\u2028"
    hostile = replace(made, table=made.table.assign(name=name))
    assert json.loads(geojson(taken_layer(hostile)))["features"][0]["properties"]["name"] == name
