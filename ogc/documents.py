"""What pygeoapi answers, amended: its links in French, without those to what is not offered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from common.french import spaced
from common.json_values import json_text
from ogc.asked import AnswerForm, ReadRequest
from ogc.configuration import CODEBOOK, LICENCE_PAGE
from ogc.shelf import Shelf

_OGC = "http://www.opengis.net/def/rel/ogc/1.0"
GEOJSON, HTML = "application/geo+json", "text/html"
#: Titles of the links that are kept, by their relation.
_TITLES = {
    "self": "Ce document",
    "alternate": "Ce document, à lire dans un navigateur",
    "root": "Accueil",
    "service-desc": "Description de l’interface (OpenAPI)",
    "service-doc": "Description de l’interface, à lire dans un navigateur",
    "conformance": "Classes de conformité",
    "data": "Collections",
    "items": "Objets de la collection",
    "collection": "Collection",
    f"{_OGC}/schema": "Colonnes",
    f"{_OGC}/queryables": "Colonnes qui filtrent",
    "next": "Page suivante",
    "prev": "Page précédente",
}
#: Requirements classes that the server meets.
CONFORMANCE = (
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/html",
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/json",
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/landing-page",
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables-query-parameters",
    "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/schemas",
)


def amended(document: dict[str, Any], base: str) -> dict[str, Any]:
    """Amend the links of a document, and those of the collections that it lists.

    Parameters
    ----------
    document : of pygeoapi.
    base : address of the server.
    """
    if "links" in document:
        document["links"] = [_titled(link) for link in document["links"] if _offered(link)]
    for collection in document.get("collections", []):
        described_collection(amended(collection, base), base)
    return document


def described_collection(document: dict[str, Any], base: str) -> dict[str, Any]:
    """Add the licence of a collection, and where its columns are said."""
    document["links"] += [
        _link("license", LICENCE_PAGE, HTML, "Licence Ouverte 2.0"),
        _link("describedby", f"{base}/{CODEBOOK}", "text/csv", "Dictionnaire des colonnes"),
    ]
    return document


def geojson(document: dict[str, Any]) -> str:
    """Write a feature, or a collection of them, whose geometries are texts already."""
    if document["type"] == "Feature":
        return _feature(document)
    opened = json_text({name: document[name] for name in document if name != "features"})
    features = ",".join(map(_feature, document["features"]))
    return f'{opened.removesuffix("}")},"features":[{features}]}}'


def _feature(feature: dict[str, Any]) -> str:
    opened = json_text({name: feature[name] for name in feature if name != "geometry"})
    return f'{opened.removesuffix("}")},"geometry":{feature["geometry"]}}}'


def page_links(asked: ReadRequest, shelf: Shelf, base: str, matched: int) -> list[dict[str, str]]:
    """Write the links of a page of features: itself, its neighbours, its collection."""
    address = f"{base}/collections/{shelf.key}"

    def page(form: AnswerForm, offset: int | None = None) -> str:
        given = {name: text for name, text in asked.given.items() if name != "offset"}
        start = asked.offset if offset is None else offset
        asked_for = {"f": form.value, **given, **({"offset": str(start)} if start else {})}
        return f"{address}/items?{urlencode(asked_for, safe=',:/')}"

    links = [
        _link("self", page(AnswerForm.JSON), GEOJSON),
        _link("alternate", page(AnswerForm.HTML), HTML),
        _link("collection", address, "application/json"),
    ]
    if asked.offset + asked.limit < matched:
        links.append(_link("next", page(AnswerForm.JSON, asked.offset + asked.limit), GEOJSON))
    if asked.offset:
        links.append(
            _link("prev", page(AnswerForm.JSON, max(0, asked.offset - asked.limit)), GEOJSON)
        )
    return links


def columns_document(document: dict[str, Any], shelf: Shelf) -> dict[str, Any]:
    """Give each column its French title and its unit, shapes their type."""
    document["properties"]["geometry"]["format"] = shelf.geometry
    for meaning in shelf.meanings:
        said = document["properties"][meaning.name]
        said["title"] = meaning.fr
        if meaning.unit:
            said["x-ogc-unit"] = meaning.unit
        if meaning.absent:
            said["description"] = spaced(f"Vide : {meaning.absent}.")
    return document


def _offered(link: Mapping[str, str]) -> bool:
    return link["rel"] in _TITLES and link.get("type") != "application/ld+json"


def _titled(link: Mapping[str, str]) -> dict[str, str]:
    return _link(link["rel"], link["href"], link["type"])


def _link(rel: str, href: str, media: str, title: str = "") -> dict[str, str]:
    return {
        "rel": rel,
        "href": href,
        "type": media,
        "title": title or _TITLES[rel],
        "hreflang": "fr",
    }
