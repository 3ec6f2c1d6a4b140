from __future__ import annotations

import json

import geopandas as gpd
import httpx
import numpy as np
import pandas as pd
import pytest
import shapely

from atlas.desk.desk import Desk
from atlas.desk.score_table import score_table
from common.levels import Level
from geo.standard_systems import ReferenceSystem
from ogc.asked import MOST_LIMIT, USUAL_LIMIT

ITEMS = "/collections/departement/items"


def frame(client: httpx.Client, **params: str) -> gpd.GeoDataFrame:
    answer = client.get(ITEMS, params={"limit": "1000", **params})
    assert answer.status_code == 200, answer.text
    features = answer.json()["features"]
    shapes = [shapely.from_geojson(json.dumps(one["geometry"])) for one in features]
    rows = gpd.GeoDataFrame([one["properties"] for one in features], geometry=shapes)
    return rows.set_index(pd.Index([one["id"] for one in features]))


def test_pages_give_each_feature_once_in_the_same_order(client: httpx.Client, desk: Desk) -> None:
    found, address = [], f"{ITEMS}?limit=7"
    while address:
        page = client.get(address).json()
        assert page["numberMatched"] == 101
        assert page["numberReturned"] == len(page["features"]) <= 7
        found += [one["id"] for one in page["features"]]
        after = [one["href"] for one in page["links"] if one["rel"] == "next"]
        address = after[0] if after else ""
    assert found == sorted(desk.territories_of(Level.DEPARTEMENT).index)
    assert [one["rel"] for one in page["links"]].count("prev") == 1
    assert client.get(f"{ITEMS}?offset=5000").json()["features"] == []


def test_a_page_is_of_a_bounded_size(client: httpx.Client) -> None:
    assert client.get(ITEMS).json()["numberReturned"] == USUAL_LIMIT
    page = client.get(ITEMS, params={"limit": str(MOST_LIMIT * 1000)})
    assert (page.status_code, page.json()["numberReturned"]) == (200, 101)


def test_numbers_are_those_of_the_desk(client: httpx.Client, desk: Desk) -> None:
    rows = frame(client)
    scores = score_table(desk, Level.DEPARTEMENT)
    for key in scores:
        told = rows[f"score_{key}"].astype("float64")
        expected = scores[key].reindex(rows.index)
        np.testing.assert_allclose(told, expected, rtol=1e-6)
        assert (rows[f"status_{key}"].eq("insufficient") == expected.isna()).all()
    known = desk.territories_of(Level.DEPARTEMENT)
    assert rows["population"].tolist() == known["population"].reindex(rows.index).tolist()
    assert rows.loc["2A", ["name", "region"]].tolist() == ["Corse-du-Sud", "94"]


def test_shapes_are_those_of_the_desk(client: httpx.Client, desk: Desk) -> None:
    rows = frame(client)
    some = ["2A", "23", "75", "974"]
    kept = desk.shapes(Level.DEPARTEMENT, some)
    far = shapely.hausdorff_distance(rows.geometry[some].to_numpy(), kept.to_numpy())
    assert far.max() < 1e-6
    assert rows.geometry.is_valid.all()
    assert set(rows.geometry.geom_type) == {"MultiPolygon"}
    assert all(shapely.is_ccw(part.exterior) for part in rows.geometry["2A"].geoms)


@pytest.mark.parametrize("system", ReferenceSystem)
def test_coordinates_come_in_the_system_asked_for(
    client: httpx.Client, system: ReferenceSystem
) -> None:
    answer = client.get(f"{ITEMS}/24", params={"crs": system.uri})
    assert answer.headers["Content-Crs"] == f"<{system.uri}>"
    told = shapely.from_geojson(json.dumps(answer.json()["geometry"]))
    plain = frame(client).set_crs(4326).geometry
    # GeoPandas puts the longitude first, whatever the authority says.
    expected = plain.to_crs(system.value)["24"]
    if system is ReferenceSystem.WGS84:
        expected = shapely.transform(expected, lambda at: at[:, ::-1])
    fine = 0.02 if system.longitude_axis is None else 1e-6
    assert shapely.hausdorff_distance(told, expected) < fine


@pytest.mark.parametrize(
    ("system", "box"),
    [
        (ReferenceSystem.CRS84, (1.0, 45.0, 3.0, 47.0)),
        (ReferenceSystem.WGS84, (45.0, 1.0, 47.0, 3.0)),
        (ReferenceSystem.LAMBERT93, (500_000.0, 6_400_000.0, 900_000.0, 6_500_000.0)),
        (ReferenceSystem.WEB_MERCATOR, (-600_000.0, 6_000_000.0, -100_000.0, 6_100_000.0)),
        (ReferenceSystem.CRS84, (-180.0, -90.0, 180.0, 90.0)),
        (ReferenceSystem.CRS84, (-30.0, 0.0, -20.0, 10.0)),
    ],
)
def test_a_box_chooses_what_it_meets(
    client: httpx.Client, system: ReferenceSystem, box: tuple[float, ...]
) -> None:
    shapes = frame(client, crs=system.uri).geometry
    expected = shapes.index[shapely.intersects(shapes.to_numpy(), shapely.box(*box))]
    asked = {"bbox": ",".join(map(str, box)), "bbox-crs": system.uri}
    assert [*frame(client, **asked).index] == [*expected]


def test_a_box_may_cross_the_antimeridian(client: httpx.Client) -> None:
    # From La Réunion eastwards to the Antilles: neither Mayotte nor the mainland.
    assert [*frame(client, bbox="50,-90,-55,90").index] == ["971", "972", "974"]
    turned = {"bbox": "-90,50,90,-55", "bbox-crs": ReferenceSystem.WGS84.uri}
    assert [*frame(client, **turned).index] == ["971", "972", "974"]


def test_columns_filter(client: httpx.Client) -> None:
    whole = frame(client)
    assert [*frame(client, region="94").index] == ["2A", "2B"]
    assert [*frame(client, name="Côtes-d'Armor").index] == ["22"]
    assert [*frame(client, region="94", code="2A").index] == ["2A"]
    count = int(whole.loc["23", "population"])
    assert [*frame(client, population=str(count)).index] == ["23"]
    score = whole["score_emploi"].max()
    assert [*frame(client, score_emploi=str(score)).index] == [whole["score_emploi"].idxmax()]
    assert frame(client, region="94", bbox="8,42,9,43").index.tolist() == ["2A", "2B"]
    answer = client.get(ITEMS, params={"region": "inconnue"}).json()
    assert (answer["numberMatched"], answer["features"]) == (0, [])


def test_a_reader_may_ask_for_less(client: httpx.Client) -> None:
    page = client.get(ITEMS, params={"skipGeometry": "true", "properties": "name,code"}).json()
    assert {json.dumps(one["geometry"]) for one in page["features"]} == {"null"}
    assert {tuple(one["properties"]) for one in page["features"]} == {("code", "name")}


def test_what_is_asked_stays_in_the_links(client: httpx.Client) -> None:
    asked = {"limit": "1", "region": "94", "bbox": "8,41,10,44", "crs": ReferenceSystem.WGS84.uri}
    page = client.get(ITEMS, params=asked).json()
    (after,) = [one["href"] for one in page["links"] if one["rel"] == "next"]
    assert [one["id"] for one in client.get(after).json()["features"]] == ["2B"]
