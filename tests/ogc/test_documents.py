from __future__ import annotations

import csv
import io
import re
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from openapi_spec_validator import validate

from atlas.desk.codebook import column
from ogc.configuration import CODEBOOK, LICENCE_PAGE
from ogc.documents import CONFORMANCE
from tests.ogc.conftest import SERVED

BELOW = "/collections/departement"
DOCUMENTS = {
    "/": "application/json",
    "/openapi": "application/vnd.oai.openapi+json;version=3.0",
    "/conformance": "application/json",
    "/collections": "application/json",
    BELOW: "application/json",
    f"{BELOW}/schema": "application/schema+json",
    f"{BELOW}/queryables": "application/schema+json",
    f"{BELOW}/items": "application/geo+json",
    f"{BELOW}/items/2A": "application/geo+json",
}


def base(client: httpx.Client) -> str:
    return str(client.base_url).rstrip("/")


def links(document: Any) -> list[dict[str, str]]:
    """The links of a document and of all that it holds."""
    if isinstance(document, list):
        return [link for one in document for link in links(one)]
    if not isinstance(document, dict):
        return []
    below = [link for name in document if name != "links" for link in links(document[name])]
    here = document.get("links", [])
    return [*(here if isinstance(here, list) else []), *below]


@pytest.mark.parametrize("path", DOCUMENTS)
def test_a_document_leads_only_to_what_answers_in_the_type_that_it_says(
    client: httpx.Client, path: str
) -> None:
    answer = client.get(path)
    assert answer.headers["Content-Type"] == DOCUMENTS[path]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    found = {(one["href"], one["type"]) for one in links(answer.json())} - {
        (LICENCE_PAGE, "text/html")
    }
    assert found or path in {"/openapi", "/conformance", f"{BELOW}/schema", f"{BELOW}/queryables"}
    for address, media in found:
        assert address.startswith(base(client))
        reached = client.get(address)
        assert (reached.status_code, reached.headers["Content-Type"].split("; ")[0]) == (200, media)


@pytest.mark.parametrize("path", DOCUMENTS)
def test_a_page_for_people_loads_nothing_and_is_in_french(client: httpx.Client, path: str) -> None:
    answer = client.get(path, params={"f": "html"})
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    page = answer.text
    assert '<html lang="fr">' in page
    assert not re.search(r"<(?:script|link|img|iframe|form)\b|@import|url\(", page)
    outside = {
        one for one in re.findall(r'href="([^"]*)"', page) if not one.startswith(base(client))
    }
    assert outside <= {LICENCE_PAGE}
    assert len(re.findall("<h1>", page)) == 1


def test_the_landing_page_has_what_clients_look_for(client: httpx.Client) -> None:
    found = {one["rel"] for one in client.get("/").json()["links"]}
    assert {"self", "service-desc", "service-doc", "conformance", "data"} <= found


def test_no_class_of_those_that_write_is_declared(client: httpx.Client) -> None:
    declared = client.get("/conformance").json()["conformsTo"]
    assert declared == [*CONFORMANCE]
    assert not [one for one in declared if "create-replace-delete" in one or "transactions" in one]
    # A second request finds the same list: pygeoapi's own grows.
    assert client.get("/conformance").json()["conformsTo"] == declared


def test_collections_say_what_they_are_in_french(client: httpx.Client) -> None:
    found = {one["id"]: one for one in client.get("/collections").json()["collections"]}
    assert [*found] == [level.value for level in SERVED]
    for level in SERVED:
        one = found[level.value]
        assert level.plural in one["title"]
        assert one["itemType"] == "feature"
        assert level.plural in one["keywords"]
        assert "Licence Ouverte" in one["description"]
        rels = {link["rel"] for link in one["links"]}
        assert {"items", "license", "describedby"} <= rels
        (west, south, east, north), *_ = one["extent"]["spatial"]["bbox"]
        assert west < -60 < 5 < east  # from the Antilles to La Réunion
        assert south < -20 < 50 < north
        assert one["storageCrs"] in one["crs"]
        assert [uri.rsplit("/", 1)[1] for uri in one["crs"]] == ["CRS84", "4326", "2154", "3857"]


def test_columns_are_those_of_the_codebook(client: httpx.Client) -> None:
    feature = client.get(f"{BELOW}/items/23").json()
    for path in ("schema", "queryables"):
        properties = client.get(f"{BELOW}/{path}").json()["properties"]
        assert [*properties] == ["geometry", *feature["properties"]]
        assert properties["geometry"]["x-ogc-role"] == "primary-geometry"
        assert properties["geometry"]["format"] == "geometry-multipolygon"
        assert properties["code"]["x-ogc-role"] == "id"
        assert properties["population"]["type"] == "integer"
        assert properties["score_emploi"]["type"] == "number"
        assert properties["score_emploi"]["title"] == column("score_emploi").fr
    rows = csv.DictReader(io.StringIO(client.get(f"/{CODEBOOK}").content.decode("utf-8-sig")))
    assert [row["column"] for row in rows] == [*feature["properties"]]


def test_the_description_is_valid_whole_and_true(client: httpx.Client) -> None:
    document = client.get("/openapi").json()
    validate(document)
    assert not re.search(r'"\$ref": ?"(?!#/)', client.get("/openapi").text)
    for path, methods in document["paths"].items():
        assert [*methods] == ["get"]
        address = path.replace("{featureId}", "24")
        assert client.get(address).status_code == 200, path


def test_every_parameter_described_is_known(client: httpx.Client) -> None:
    document = client.get("/openapi").json()
    shared = document["components"]["parameters"]
    given = {
        "f": "json", "limit": "1", "offset": "0", "bbox": "0,40,5,50", "datetime": "2026-01-01",
        "bbox-crs": shared["crs"]["schema"]["default"], "crs": shared["crs"]["schema"]["default"],
        "skipGeometry": "true", "properties": "code",
    }  # fmt: skip
    described = document["paths"][f"{BELOW}/items"]["get"]["parameters"]
    names = [one.get("name") or one["$ref"].rsplit("/", 1)[1] for one in described]
    assert {*given} < {*names}
    columns = {name: "1" for name in names if name not in given}
    assert client.get(f"{BELOW}/items", params=given | columns).status_code == 200


def test_links_say_the_address_by_which_one_came(client: httpx.Client) -> None:
    answer = client.get("/", headers={"Host": "donnees.exemple.fr:8080"})
    assert {urlsplit(one["href"]).netloc for one in answer.json()["links"]} == {
        "donnees.exemple.fr:8080"
    }
