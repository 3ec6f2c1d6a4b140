from __future__ import annotations

import httpx
import pytest

from geo.standard_systems import ReferenceSystem
from ogc.app import Door
from ogc.asked import LONGEST_QUERY
from tests.ogc.conftest import served

ITEMS = "/collections/region/items"
L93 = ReferenceSystem.LAMBERT93.uri


@pytest.mark.parametrize(
    "query",
    [
        "inconnu=1", "limit=0", "limit=-1", "limit=1.5", "limit=x", "limit=", "offset=-1",
        "offset=99999999999", "bbox=1,2,3", "bbox=a,b,c,d", "bbox=nan,1,2,3", "bbox=0,0,inf,1",
        "bbox=0,50,1,40", "bbox=1,2,3,4,5", f"bbox=9,1,2,3&bbox-crs={L93}", f"bbox-crs={L93}",
        "bbox=0,0,1,1&bbox-crs=EPSG:2154", "crs=", "crs=EPSG:2154",
        "crs=http://www.opengis.net/def/crs/EPSG/0/27700", "datetime=hier", "datetime=/",
        "datetime=2026-01-01/2026-02-01/x", "properties=code,xyz", "skipGeometry=1", "f=csv",
        "f=jsonld", "f=", "limit=1&limit=2", "population=beaucoup", "population=nan",
        "score_emploi=inf", "code=%ff", "filter=code='11'", "sortby=code", "lang=en",
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused_in_one_french_sentence(
    client: httpx.Client, query: str
) -> None:
    answer = client.get(f"{ITEMS}?{query}")
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/json"
    said = answer.json()
    assert said["code"] == "InvalidParameterValue"
    assert said["description"].endswith((".", ")."))


@pytest.mark.parametrize(
    ("path", "query"),
    [("/", "limit=1"), ("/collections", "x="), (f"{ITEMS}/11", "limit=1"), ("/openapi", "ui=x")],
)
def test_documents_take_no_other_parameter(client: httpx.Client, path: str, query: str) -> None:
    assert client.get(f"{path}?{query}").status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "/inconnue", "/collections/x", "/collections/x/items", "/collections/x/schema",
        f"{ITEMS}/99", f"{ITEMS}/..%2f..%2fetc", "/processes", "/jobs", "/TileMatrixSets",
        "/static/x",
    ],
)  # fmt: skip
def test_what_does_not_exist_is_not_found(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.json()["code"]) == (404, "NotFound")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", ["/", ITEMS, f"{ITEMS}/11", "/collections"])
def test_nothing_is_written(client: httpx.Client, method: str, path: str) -> None:
    answer = client.request(method, path)
    assert (answer.status_code, answer.json()["code"]) == (405, "MethodNotAllowed")
    assert {one.strip() for one in answer.headers["Allow"].split(",")} == {"GET", "HEAD"}


def test_the_form_is_that_of_the_address_then_of_the_header(client: httpx.Client) -> None:
    def media(accept: str, query: str = "") -> str:
        answer = client.get(f"{ITEMS}{query}", headers={"Accept": accept})
        return answer.headers["Content-Type"].split(";")[0]

    assert media("application/geo+json") == media("*/*") == "application/geo+json"
    assert media("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8") == "text/html"
    assert media("text/html;q=0.2, application/json") == "application/geo+json"
    assert media("text/html", "?f=json") == "application/geo+json"
    refused = client.get(ITEMS, headers={"Accept": "image/png"})
    assert (refused.status_code, refused.json()["code"]) == (406, "NotAcceptable")
    assert client.get(ITEMS, headers={"Accept": "application/json;q=0"}).status_code == 406


def test_a_query_is_bounded(client: httpx.Client) -> None:
    answer = client.get(f"{ITEMS}?name={'x' * LONGEST_QUERY}")
    assert (answer.status_code, answer.json()["code"]) == (414, "Request-URITooLong")


def test_pages_of_other_sites_may_read(client: httpx.Client) -> None:
    answer = client.get(ITEMS, headers={"Origin": "https://carte.example"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_texts_of_the_data_and_of_the_request_are_no_html(client: httpx.Client) -> None:
    page = client.get(ITEMS, params={"f": "html", "name": "<script>alert(1)</script>"})
    assert "<script" not in page.text
    answer = client.get("/", params={"f": "html"}, headers={"Host": 'x"><script>'})
    assert "<script" not in answer.text


def test_what_nobody_foresaw_is_told_without_its_detail(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(Door, "_ask", fail)
    with served([]) as opened:
        answer = opened.get("/")
    assert (answer.status_code, answer.json()["code"]) == (500, "ServerError")
    assert "secret" not in answer.text
