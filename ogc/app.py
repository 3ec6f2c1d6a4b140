"""The server: which address answers what. Reading is all that it does."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import pygeoapi.api as core
from pygeoapi.api import API, APIRequest, itemtypes
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from atlas.desk.codebook import column_rows
from common.csv_files import INTERNATIONAL, csv_bytes
from common.json_values import json_text
from ogc import views
from ogc.asked import AnswerForm, ReadRequest, read_document, read_item, read_items
from ogc.configuration import CODEBOOK, configuration
from ogc.documents import (
    CONFORMANCE,
    GEOJSON,
    amended,
    columns_document,
    described_collection,
    geojson,
    page_links,
)
from ogc.openapi import MEDIA_TYPE, openapi
from ogc.refusals import RefusedRequestError, not_found
from ogc.shelf import Shelf

_JSON, _SCHEMA = "application/json", "application/schema+json"
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "Referrer-Policy": "same-origin",
    "Content-Language": "fr",
    "Vary": "Accept",
}
#: Pages weigh six times less for a third of their time.
_PACKING = 3


class Door:
    """Answers the requests of one server.

    Parameters
    ----------
    shelves : the collections, in the order in which they are listed.
    address : by which readers reach the server; "" says it by that of each request.
    """

    def __init__(self, shelves: list[Shelf], address: str = "") -> None:
        self._shelves = {shelf.key: shelf for shelf in shelves}
        self._address = address
        self._api = API(configuration(self._shelves), {})

    def application(self) -> Starlette:
        """Make the application (ASGI)."""
        below = "/collections/{key}"
        routes = [
            Route("/", self._landing),
            Route("/openapi", self._openapi),
            Route("/conformance", self._conformance),
            Route(f"/{CODEBOOK}", self._codebook),
            Route("/collections", self._collections),
            Route(below, self._collection),
            Route(f"{below}/schema", self._schema),
            Route(f"{below}/queryables", self._queryables),
            Route(f"{below}/items", self._items),
            Route(f"{below}/items/{{identifier}}", self._item),
        ]
        return Starlette(
            routes=routes,
            middleware=[
                # Public data, read only: pages of other sites may ask for them.
                Middleware(
                    CORSMiddleware,
                    allow_origins=["*"],
                    allow_methods=["GET", "HEAD"],
                    expose_headers=["Content-Crs"],
                ),
                Middleware(GZipMiddleware, compresslevel=_PACKING),
            ],
            exception_handlers={
                HTTPException: _refused_by_starlette,
                RefusedRequestError: _refused,
                Exception: _failed,
            },
        )

    def _landing(self, request: Request) -> Response:
        asked, base = _document(request), self._base(request)
        document = amended(self._ask(core.landing_page, asked, base), base)
        return _answer(asked, document, lambda: views.landing_view(document, base))

    def _openapi(self, request: Request) -> Response:
        asked, base = _document(request), self._base(request)
        document = openapi(self._shelves, base)
        return _answer(asked, document, lambda: views.openapi_view(document, base), MEDIA_TYPE)

    def _conformance(self, request: Request) -> Response:
        # pygeoapi would add to its own list at each request, and declare that it writes.
        asked, base = _document(request), self._base(request)
        lines = [*CONFORMANCE]
        return _answer(
            asked,
            {"conformsTo": lines},
            lambda: views.list_view("Classes de conformité", lines, base),
        )

    def _codebook(self, request: Request) -> Response:
        _document(request)
        names = dict.fromkeys(name for one in self._shelves.values() for name in one.kinds)
        content = csv_bytes(column_rows(names), INTERNATIONAL)
        return Response(content, media_type="text/csv; charset=utf-8", headers=_HEADERS)

    def _collections(self, request: Request) -> Response:
        asked, base = _document(request), self._base(request)
        document = amended(self._ask(core.describe_collections, asked, base), base)
        return _answer(asked, document, lambda: views.collections_view(document, base))

    def _collection(self, request: Request) -> Response:
        shelf, asked, base = self._shelf(request), _document(request), self._base(request)
        found = self._ask(core.describe_collections, asked, base, shelf.key)
        document = described_collection(amended(found, base), base)
        return _answer(asked, document, lambda: views.collection_view(document, shelf, base))

    def _schema(self, request: Request) -> Response:
        return self._columns(request, core.get_collection_schema)

    def _queryables(self, request: Request) -> Response:
        return self._columns(request, itemtypes.get_collection_queryables)

    def _columns(self, request: Request, function: Callable[..., Any]) -> Response:
        shelf, asked, base = self._shelf(request), _document(request), self._base(request)
        document = columns_document(self._ask(function, asked, base, shelf.key), shelf)
        show = lambda: views.columns_view(document, shelf, base)  # noqa: E731
        return _answer(asked, document, show, _SCHEMA)

    def _items(self, request: Request) -> Response:
        shelf, base = self._shelf(request), self._base(request)
        asked = read_items(*_query(request), shelf)
        document = self._ask(itemtypes.get_collection_items, asked, base, shelf.key)
        document["links"] = page_links(asked, shelf, base, document["numberMatched"])
        show = lambda: views.features_view(document, shelf, base)  # noqa: E731
        return _answer(asked, document, show, GEOJSON, located=True)

    def _item(self, request: Request) -> Response:
        shelf, base = self._shelf(request), self._base(request)
        asked = read_item(*_query(request))
        identifier = request.path_params["identifier"]
        if shelf.place_of(identifier) is None:
            raise not_found("Aucun objet de la collection n’a cet identifiant.")
        found = self._ask(itemtypes.get_collection_item, asked, base, shelf.key, identifier)
        document = amended(found, base)
        show = lambda: views.feature_view(document, shelf, base)  # noqa: E731
        return _answer(asked, document, show, GEOJSON, located=True)

    def _shelf(self, request: Request) -> Shelf:
        try:
            return self._shelves[request.path_params["key"]]
        except KeyError:
            raise not_found("Aucune collection n’a ce nom : /collections les donne.") from None

    def _base(self, request: Request) -> str:
        return self._address or str(request.base_url).rstrip("/")

    def _ask(self, function: Callable[..., Any], asked: ReadRequest, base: str, *names: str) -> Any:
        """Have pygeoapi make a document, for the address and the window of this request."""
        api = copy.copy(self._api)
        api.base_url = base
        if asked.window is not None:
            api.config = _with_window(self._api.config, names[0], asked)
        query = {"type": "http", "path": "/", "query_string": asked.for_pygeoapi, "headers": []}
        _, status, content = function(api, APIRequest(Request(query), api.locales), *names)
        if status != HTTPStatus.OK:
            raise RefusedRequestError(HTTPStatus(status), "La requête n’est pas comprise.")
        return json.loads(content)


def _with_window(config: dict[str, Any], key: str, asked: ReadRequest) -> dict[str, Any]:
    resource = config["resources"][key]
    (provider,) = resource["providers"]
    told = {**resource, "providers": [{**provider, "window": asked.window}]}
    return {**config, "resources": {**config["resources"], key: told}}


def _query(request: Request) -> tuple[bytes, str]:
    return request.scope["query_string"], request.headers.get("accept", "")


def _document(request: Request) -> ReadRequest:
    return read_document(*_query(request))


def _answer(
    asked: ReadRequest,
    document: dict[str, Any],
    show: Callable[[], str],
    media: str = _JSON,
    *,
    located: bool = False,
) -> Response:
    headers = _HEADERS | ({"Content-Crs": f"<{asked.system.uri}>"} if located else {})
    if asked.form is AnswerForm.HTML:
        return Response(show(), media_type="text/html; charset=utf-8", headers=headers)
    content = geojson(document) if located else json_text(document)
    return Response(content, media_type=media, headers=headers)


def _refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RefusedRequestError)  # noqa: S101 - what it is registered for
    said = json_text({"code": error.code, "description": str(error)})
    return Response(said, error.status, _HEADERS, _JSON)


def _refused_by_starlette(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - what it is registered for
    sentence = {
        HTTPStatus.NOT_FOUND: "Rien n’a cette adresse.",
        HTTPStatus.METHOD_NOT_ALLOWED: "Ce serveur se lit seulement : GET ou HEAD.",
    }.get(HTTPStatus(error.status_code), "La requête n’est pas comprise.")
    answer = _refused(request, RefusedRequestError(HTTPStatus(error.status_code), sentence))
    answer.headers.update(error.headers or {})
    return answer


def _failed(request: Request, _error: Exception) -> Response:
    """Answer to what nobody foresaw; the log of the server has its traceback."""
    sentence = "Le serveur a failli ; son journal dit pourquoi."
    return _refused(request, RefusedRequestError(HTTPStatus.INTERNAL_SERVER_ERROR, sentence))
