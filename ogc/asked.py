"""What a request asks for, read strictly: what the server does not know, it refuses."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from urllib.parse import parse_qsl, urlencode

from common.french import listed, number
from geo.standard_systems import ReferenceSystem
from ogc.refusals import RefusedRequestError, invalid
from ogc.shelf import Shelf, Window

#: Features of a page: unless asked otherwise, and at most.
USUAL_LIMIT, MOST_LIMIT = 100, 1_000
#: Characters of a query.
LONGEST_QUERY = 2_000
_FARTHEST_OFFSET = 10**9
#: Parameters of the features of a collection, besides its columns.
OF_ITEMS = (
    *("f", "limit", "offset", "bbox", "bbox-crs", "crs", "datetime", "properties"),
    "skipGeometry",
)
OF_ITEM = ("f", "crs")
OF_DOCUMENT = ("f",)
#: Those that pygeoapi reads; the others are read here alone.
_READ_BY_PYGEOAPI = {"limit", "offset", "crs", "properties", "skipGeometry"}
_INSTANT = r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2}))?"
_DATES = re.compile(rf"{_INSTANT}|(?:{_INSTANT}|\.\.|)/(?:{_INSTANT}|\.\.|)", re.ASCII)
_WHOLE = re.compile(r"\d{1,12}", re.ASCII)
_SYSTEMS = {system.uri: system for system in ReferenceSystem}


class AnswerForm(StrEnum):
    """How an answer is written."""

    JSON = "json"
    HTML = "html"


#: Media types that each form answers to; the first is said where nothing can be answered.
_MEDIA = {
    AnswerForm.JSON: (
        *("application/json", "application/geo+json", "application/schema+json"),
        *("application/vnd.oai.openapi+json", "text/csv", "application/*", "*/*"),
    ),
    AnswerForm.HTML: ("text/html", "application/xhtml+xml", "text/*"),
}


@dataclass(frozen=True)
class ReadRequest:
    """A request that was understood.

    Attributes
    ----------
    form : of the answer.
    given : parameters as they came, ``f`` left out.
    system : of the coordinates of the answer.
    window : in which features are asked for, None for all.
    limit, offset : of the page.
    """

    form: AnswerForm
    given: Mapping[str, str]
    system: ReferenceSystem = ReferenceSystem.CRS84
    window: Window | None = None
    limit: int = USUAL_LIMIT
    offset: int = 0

    @property
    def for_pygeoapi(self) -> str:
        """The query that pygeoapi reads: what is its own, and the columns that filter."""
        known = {
            name: text
            for name, text in self.given.items()
            if name in _READ_BY_PYGEOAPI or name not in OF_ITEMS
        }
        return urlencode({"offset": str(self.offset), **known})


def read_document(query: bytes, accept: str) -> ReadRequest:
    """Read the request of a document: nothing but its form can be asked."""
    given = _given(query, OF_DOCUMENT)
    return ReadRequest(_form(given.pop("f", None), accept), given)


def read_item(query: bytes, accept: str) -> ReadRequest:
    """Read the request of one feature."""
    given = _given(query, OF_ITEM)
    form = _form(given.pop("f", None), accept)
    return ReadRequest(form, given, _system("crs", given.get("crs")))


def read_items(query: bytes, accept: str, shelf: Shelf) -> ReadRequest:
    """Read the request of features.

    Parameters
    ----------
    query : after the ``?`` of the address.
    accept : header of that name, "" where there is none.
    shelf : the collection, whose columns filter.

    Raises
    ------
    RefusedRequestError
        If a parameter is not known, comes twice, or cannot be read.
    """
    given = _given(query, (*OF_ITEMS, *shelf.kinds))
    form = _form(given.pop("f", None), accept)
    limit = _whole("limit", given.get("limit", str(USUAL_LIMIT)))
    if limit < 1:
        raise invalid("limit : 1 ou plus attendu.")
    offset = _whole("offset", given.get("offset", "0"))
    if offset > _FARTHEST_OFFSET:
        raise invalid(f"offset : {number(_FARTHEST_OFFSET)} au plus attendu.")
    _check_dates(given.get("datetime"))
    _check_properties(given.get("properties"), shelf)
    if given.get("skipGeometry", "false") not in ("true", "false"):
        raise invalid("skipGeometry : true ou false attendu.")
    for name, kind in shelf.kinds.items():
        if kind != "string" and name in given:
            _finite(name, given[name])
    return ReadRequest(
        form,
        given,
        _system("crs", given.get("crs")),
        _window(given.get("bbox"), given.get("bbox-crs")),
        min(limit, MOST_LIMIT),
        offset,
    )


def _given(query: bytes, known: Iterable[str]) -> dict[str, str]:
    if len(query) > LONGEST_QUERY:
        raise RefusedRequestError(
            HTTPStatus.REQUEST_URI_TOO_LONG,
            f"Requête trop longue : {number(LONGEST_QUERY)} caractères au plus.",
        )
    try:
        pairs = parse_qsl(
            query.decode("ascii"), keep_blank_values=True, errors="strict", encoding="utf-8"
        )
    except UnicodeError:
        raise invalid("Requête illisible : UTF-8 attendu, codé par des %.") from None
    given = dict(pairs)
    if len(given) < len(pairs):
        raise invalid("Chaque paramètre ne peut venir qu’une fois.")
    unknown = [name for name in given if name not in set(known)]
    if unknown:
        raise invalid(f"Paramètre inconnu : {unknown[0][:50]}. Connus : {listed(list(known))}.")
    return given


def _form(asked: str | None, accept: str) -> AnswerForm:
    """Choose the form that is asked for, or else the first that the header accepts."""
    if asked is not None:
        try:
            return AnswerForm(asked)
        except ValueError:
            raise invalid("f : json ou html attendu.") from None
    for media in _by_preference(accept or "*/*"):
        for form, types in _MEDIA.items():
            if media in types:
                return form
    raise RefusedRequestError(
        HTTPStatus.NOT_ACCEPTABLE,
        f"Aucun format accepté n’est proposé : {listed([_MEDIA[form][0] for form in AnswerForm])}.",
    )


def _by_preference(accept: str) -> list[str]:
    """List the media types of a header, the best first; those of quality 0 are left out."""
    found: list[tuple[float, int, str]] = []
    for part in accept.lower().split(","):
        media, *parameters = (text.strip() for text in part.split(";"))
        quality = next((text[2:] for text in parameters if text.startswith("q=")), "1")
        try:
            weight = float(quality)
        except ValueError:
            weight = 0.0
        if weight > 0:
            found.append((-weight, len(found), media))
    return [media for _, _, media in sorted(found)]


def _whole(name: str, text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise invalid(f"{name} : nombre entier attendu.")
    return int(text)


def _finite(name: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise invalid(f"{name} : nombre attendu.")
    return value


def _system(name: str, uri: str | None) -> ReferenceSystem:
    if uri is None:
        return ReferenceSystem.CRS84
    try:
        return _SYSTEMS[uri]
    except KeyError:
        raise invalid(f"{name} : un de {listed(list(_SYSTEMS))} attendu.") from None


def _window(bbox: str | None, system_uri: str | None) -> Window | None:
    if bbox is None:
        if system_uri is not None:
            raise invalid("bbox-crs : attendu avec bbox seulement.")
        return None
    system = _system("bbox-crs", system_uri)
    edges = [_finite("bbox", text) for text in bbox.split(",")]
    if len(edges) == 6:  # with heights, which nothing here has
        edges = [*edges[:2], *edges[3:5]]
    if len(edges) != 4:
        raise invalid("bbox : quatre nombres attendus, séparés par des virgules.")
    around = system.longitude_axis
    least, most = edges[:2], edges[2:]
    turned = [axis for axis in (0, 1) if least[axis] > most[axis]]
    if not turned:
        return Window(((least[0], least[1], most[0], most[1]),), system)
    if around is None or turned != [around]:
        raise invalid("bbox : les deux premiers nombres sont les plus petits.")
    halves = []
    for low, high in ((least[around], 180.0), (-180.0, most[around])):
        corner, other = [*least], [*most]
        corner[around], other[around] = low, high
        halves.append((corner[0], corner[1], other[0], other[1]))
    return Window(tuple(halves), system)


def _check_dates(text: str | None) -> None:
    """Check a moment or an interval: no feature has a date, so that all of them answer to it."""
    if text is not None and (text in ("/", "") or not _DATES.fullmatch(text)):
        raise invalid("datetime : une date (RFC 3339), ou deux séparées par / (.. : sans borne).")


def _check_properties(text: str | None, shelf: Shelf) -> None:
    unknown = [] if text is None else [one for one in text.split(",") if one not in shelf.kinds]
    if unknown:
        raise invalid(f"properties : colonne inconnue ({unknown[0][:50]}).")
