"""The description of the interface (OpenAPI 3.0), whole: it refers to no document elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from atlas.jobs.bundle_metadata import DESCRIPTION, LICENCE_TITLE, TITLE
from common.version import version
from geo.standard_systems import ReferenceSystem
from ogc.asked import MOST_LIMIT, USUAL_LIMIT, AnswerForm
from ogc.configuration import CODEBOOK, LICENCE_PAGE
from ogc.documents import GEOJSON
from ogc.shelf import Shelf

MEDIA_TYPE = "application/vnd.oai.openapi+json;version=3.0"
_JSON, _SCHEMA = "application/json", "application/schema+json"


def openapi(shelves: Mapping[str, Shelf], base: str) -> dict[str, Any]:
    """Describe the interface.

    Parameters
    ----------
    shelves : by the key of their collection.
    base : address of the server.
    """
    paths = {
        "/": _get("getLandingPage", "Accueil", "landingPage", ["f"]),
        "/openapi": _get("getOpenapi", "Cette description", "object", ["f"]),
        "/conformance": _get("getConformance", "Classes de conformité", "conformance", ["f"]),
        "/collections": _get("getCollections", "Collections", "collections", ["f"]),
        f"/{CODEBOOK}": _get(
            "getCodebook", "Dictionnaire des colonnes", "text", [], media="text/csv"
        ),
    }
    for key, shelf in shelves.items():
        paths |= _collection_paths(key, shelf)
    return {
        "openapi": "3.0.3",
        "info": {
            "title": TITLE,
            "description": DESCRIPTION,
            "version": version(),
            "license": {"name": LICENCE_TITLE, "url": LICENCE_PAGE},
        },
        "servers": [{"url": base}],
        "tags": [
            {"name": "serveur", "description": "Le serveur"},
            *({"name": key, "description": one.about.title} for key, one in shelves.items()),
        ],
        "paths": paths,
        "components": {
            "parameters": _parameters(),
            "responses": {name: _response(said, "exception") for name, said in _REFUSALS.items()},
            "schemas": _SCHEMAS,
        },
    }


def _collection_paths(key: str, shelf: Shelf) -> dict[str, Any]:
    title, below = shelf.about.title, f"/collections/{key}"
    name = key.capitalize()
    shown = {
        "name": "properties",
        "in": "query",
        "description": "Colonnes à donner, séparées par des virgules.",
        "schema": {"type": "array", "items": {"type": "string", "enum": [*shelf.kinds]}},
        "style": "form",
        "explode": False,
    }
    filters = [
        {
            "name": meaning.name,
            "in": "query",
            "description": meaning.fr,
            "schema": {"type": shelf.kinds[meaning.name]},
            "style": "form",
            "explode": False,
        }
        for meaning in shelf.meanings
    ]
    of_items = ["f", "limit", "offset", "bbox", "bbox-crs", "crs", "datetime", "skipGeometry"]
    items = _get(
        f"get{name}Items", f"{title} : objets", "features", of_items, media=GEOJSON, tag=key
    )
    items["get"]["parameters"] += [shown, *filters]
    item = _get(
        f"get{name}Item", f"{title} : un objet", "feature", ["f", "crs"], media=GEOJSON, tag=key
    )
    item["get"]["parameters"].insert(0, _parameter("featureId"))
    return {
        below: _get(f"get{name}", title, "collection", ["f"], media=_JSON, tag=key),
        f"{below}/schema": _get(
            f"get{name}Schema", f"{title} : colonnes", "object", ["f"], media=_SCHEMA, tag=key
        ),
        f"{below}/queryables": _get(
            f"get{name}Queryables", f"{title} : filtres", "object", ["f"], media=_SCHEMA, tag=key
        ),
        f"{below}/items": items,
        f"{below}/items/{{featureId}}": item,
    }


def _get(
    operation: str,
    summary: str,
    schema: str,
    parameters: Iterable[str],
    *,
    media: str = _JSON,
    tag: str = "serveur",
) -> dict[str, Any]:
    answer = _response(summary, schema, media)
    if media != "text/csv":
        answer["content"]["text/html"] = {"schema": {"type": "string"}}
    return {
        "get": {
            "operationId": operation,
            "summary": summary,
            "tags": [tag],
            "parameters": [_parameter(name) for name in parameters],
            "responses": {
                "200": answer,
                **{name: {"$ref": f"#/components/responses/{name}"} for name in _REFUSALS},
            },
        }
    }


def _response(said: str, schema: str, media: str = _JSON) -> dict[str, Any]:
    return {"description": said, "content": {media: {"schema": _schema(schema)}}}


def _schema(name: str) -> dict[str, Any]:
    plain = {"object": {"type": "object"}, "text": {"type": "string"}}
    return plain.get(name) or {"$ref": f"#/components/schemas/{name}"}


def _parameter(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/parameters/{name}"}


def _parameters() -> dict[str, Any]:
    systems = {"type": "string", "format": "uri", "enum": [one.uri for one in ReferenceSystem]}
    systems["default"] = ReferenceSystem.CRS84.uri
    whole = {"type": "integer"}
    box = {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 6}
    said = {
        "f": (
            "Format de la réponse.",
            {"type": "string", "enum": [one.value for one in AnswerForm]},
        ),
        "limit": (
            "Nombre d’objets de la page.",
            whole | {"minimum": 1, "maximum": MOST_LIMIT, "default": USUAL_LIMIT},
        ),
        "offset": ("Objets laissés avant la page.", whole | {"minimum": 0, "default": 0}),
        "bbox": ("Rectangle que les objets rencontrent.", box),
        "bbox-crs": ("Système de coordonnées du rectangle.", systems),
        "crs": ("Système de coordonnées de la réponse.", systems),
        "datetime": ("Date ou intervalle ; aucun objet n’est daté.", {"type": "string"}),
        "skipGeometry": ("Laisser les formes.", {"type": "boolean", "default": False}),
    }
    found: dict[str, Any] = {
        name: {
            "name": name,
            "in": "query",
            "description": text,
            "schema": schema,
            "style": "form",
            "explode": False,
        }
        for name, (text, schema) in said.items()
    }
    found["featureId"] = {
        "name": "featureId",
        "in": "path",
        "required": True,
        "description": "Code du territoire, ou identifiant du partenariat.",
        "schema": {"type": "string"},
    }
    return found


_REFUSALS = {
    "400": "Un paramètre est inconnu ou ne peut pas être lu.",
    "404": "Rien n’a cette adresse.",
    "406": "Aucun des formats acceptés n’est proposé.",
    "414": "La requête est trop longue.",
    "500": "Le serveur a failli.",
}


def _object(required: Iterable[str], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": [*required], "properties": properties}


def _array(of: Any) -> dict[str, Any]:
    return {"type": "array", "items": of}


_TEXT = {"type": "string"}
_LINKS = _array(_schema("link"))
_GEOMETRY = {
    "nullable": True,
    **_object(["type"], type=_TEXT, coordinates={"type": "array", "items": {}}),
}
_FEATURE = _object(
    ["type", "id", "geometry", "properties"],
    type={"type": "string", "enum": ["Feature"]},
    id=_TEXT,
    geometry=_GEOMETRY,
    properties={"type": "object", "nullable": True},
)
_SCHEMAS = {
    "link": _object(
        ["href", "rel"], href=_TEXT, rel=_TEXT, type=_TEXT, title=_TEXT, hreflang=_TEXT
    ),
    "exception": _object(["code"], code=_TEXT, description=_TEXT),
    "landingPage": _object(["links"], title=_TEXT, description=_TEXT, links=_LINKS),
    "conformance": _object(["conformsTo"], conformsTo=_array(_TEXT)),
    "collection": _object(
        ["id", "links"],
        id=_TEXT,
        title=_TEXT,
        description=_TEXT,
        keywords=_array(_TEXT),
        itemType=_TEXT,
        extent={"type": "object"},
        crs=_array(_TEXT),
        storageCrs=_TEXT,
        links=_LINKS,
    ),
    "collections": _object(
        ["links", "collections"], links=_LINKS, collections=_array(_schema("collection"))
    ),
    "feature": _FEATURE,
    "features": _object(
        ["type", "features"],
        type={"type": "string", "enum": ["FeatureCollection"]},
        features=_array(_schema("feature")),
        links=_LINKS,
        timeStamp={"type": "string", "format": "date-time"},
        numberMatched={"type": "integer", "minimum": 0},
        numberReturned={"type": "integer", "minimum": 0},
    ),
}
