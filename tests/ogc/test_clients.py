"""Software that nobody here wrote reads the whole: GDAL, OWSLib, QGIS."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import numpy as np
import pyogrio
import pytest
from owslib.ogcapi.features import Features

from atlas.desk.desk import Desk
from atlas.desk.score_table import score_table
from atlas.jobs.collections import COLLECTIONS
from common.levels import Level
from geo.standard_systems import ReferenceSystem
from tests.ogc.whole import Running, running

pytestmark = pytest.mark.slow
#: Debian's Python, for which its package python3-qgis is.
QGIS_PYTHON = "/usr/bin/python3"
QGIS_SCRIPT = """
import json, sys
from qgis.core import QgsApplication, QgsFeatureRequest, QgsRectangle, QgsVectorLayer
application = QgsApplication([], False)
application.initQgis()
said = {}
for name in ("departement", "partenariats"):
    source = f"url='{sys.argv[1]}' typename='{name}' pagingEnabled='true' pageSize='1000'"
    layer = QgsVectorLayer(source, name, "OAPIF")
    box = QgsFeatureRequest(QgsRectangle(1, 45, 3, 47))
    said[name] = {
        "valid": layer.isValid(),
        "count": sum(1 for _ in layer.getFeatures()),
        "crs": layer.crs().authid(),
        "types": {field.name(): field.typeName() for field in layer.fields()},
        "geometry": layer.wkbType(),
        "invalid": sum(not one.geometry().isGeosValid() for one in layer.getFeatures()),
        "inside": sorted(str(one[layer.fields()[0].name()]) for one in layer.getFeatures(box)),
        "title": layer.metadata().title(),
    }
    said[name]["rows"] = [
        [one["code"], one["name"], one["population"]] for one in layer.getFeatures()
    ] if name == "departement" else []
print(json.dumps(said))
del layer
application.exitQgis()
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with running() as started:
        yield started


def test_gdal_reads_every_commune_once(server: Running, desk: Desk) -> None:
    rows = pyogrio.read_dataframe(f"OAPIF:{server.address}", layer="commune")
    assert sorted(rows["code"]) == sorted(desk.territories_of(Level.COMMUNE).index)
    assert len(rows) == 34_875
    assert rows.geometry.notna().all()
    scores = score_table(desk, Level.COMMUNE)["ensemble"].reindex(rows["code"])
    np.testing.assert_allclose(rows["score_ensemble"], scores, rtol=1e-6)


def test_gdal_filters_and_projects(server: Running, desk: Desk) -> None:
    source = f"OAPIF:{server.address}"
    creuse = pyogrio.read_dataframe(source, layer="commune", where="departement = '23'")
    assert len(creuse) == (desk.territories_of(Level.COMMUNE)["departement"] == "23").sum()
    near = pyogrio.read_dataframe(source, layer="departement", bbox=(1, 45, 3, 47))
    assert "23" in set(near["code"])
    assert len(near) == 12
    flat = pyogrio.read_dataframe(source, layer="departement", CRS="EPSG:2154").set_index("code")
    expected = desk.shapes(Level.DEPARTEMENT).to_crs(2154)["23"]
    assert flat.crs.to_epsg() == 2154
    assert flat.geometry["23"].hausdorff_distance(expected) < 0.2


def test_the_lines_for_gdal_of_the_document_work(server: Running, tmp_path: Path) -> None:
    if shutil.which("ogrinfo") is None:
        pytest.skip("GDAL’s commands are not installed (Debian: apt install gdal-bin)")
    source = f"OAPIF:{server.address}"

    def said(*command: str) -> str:
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
        assert "ERROR" not in done.stderr
        return done.stdout

    listed = said("ogrinfo", "-ro", source)
    assert all(f": {key} " in listed for key in COLLECTIONS)
    where = ("-where", "departement = '23'")
    told = said("ogrinfo", "-ro", "-al", "-so", f"{source}/collections/commune", *where)
    assert "Feature Count: 255" in told
    assert "code: String" in told
    said("ogr2ogr", "creuse.gpkg", f"{source}/collections/commune", *where)
    assert len(pyogrio.read_dataframe(tmp_path / "creuse.gpkg")) == 255


def test_owslib_reads_the_standard(server: Running) -> None:
    service = Features(server.address)
    assert service.feature_collections() == [*COLLECTIONS]
    assert service.conformance()["conformsTo"]
    assert service.api()["openapi"].startswith("3.0")
    assert "score_emploi" in service.collection_queryables("commune")["properties"]
    inside = service.collection_items("commune", bbox=[1, 45, 3, 47], limit=3)
    assert inside["numberMatched"] > len(inside["features"]) == 3
    assert service.collection_items("commune", departement="23")["numberMatched"] == 255
    assert service.collection_item("commune", "23008")["properties"]["name"] == "Aubusson"


def test_qgis_shows_the_layers(server: Running, desk: Desk, tmp_path: Path) -> None:
    found = [QGIS_PYTHON, "-c", "import qgis.core"]
    if subprocess.run(found, capture_output=True, check=False).returncode:
        pytest.skip("QGIS is not installed (Debian: apt install qgis python3-qgis)")
    environment = {"QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [QGIS_PYTHON, "-c", QGIS_SCRIPT, server.address],
        capture_output=True,
        text=True,
        check=True,
        timeout=500,
        env=environment,
    )
    said = json.loads(done.stdout)
    levels = said["departement"]
    assert levels["valid"]
    assert (levels["count"], levels["invalid"]) == (101, 0)
    assert levels["types"]["code"].lower() == "string"
    known = desk.territories_of(Level.DEPARTEMENT)
    assert {code: (name, count) for code, name, count in levels["rows"]} == {
        code: (name, count) for code, name, count in known[["name", "population"]].itertuples()
    }
    assert len(levels["inside"]) == 12
    assert said["partenariats"]["valid"]
    client = httpx.get(f"{server.address}/collections/partenariats/items", params={"limit": "1"})
    assert said["partenariats"]["count"] == client.json()["numberMatched"]


@pytest.mark.parametrize("system", ReferenceSystem)
def test_every_commune_comes_once_in_every_system(server: Running, system: ReferenceSystem) -> None:
    found: list[str] = []
    with httpx.Client(timeout=60) as client:
        address = f"{server.address}/collections/commune/items?limit=1000&properties=code"
        address += f"&crs={system.uri}"
        while address:
            page = client.get(address).json()
            found += [one["id"] for one in page["features"]]
            after = [one["href"] for one in page["links"] if one["rel"] == "next"]
            address = after[0] if after else ""
    assert len(found) == len(set(found)) == 34_875
    assert found == sorted(found)
