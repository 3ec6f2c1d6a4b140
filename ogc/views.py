"""Which page each document is, for people."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from common.french import number
from ogc.configuration import CODEBOOK, described
from ogc.pages import anchor, bullets, page, rows, text
from ogc.shelf import Shelf

_TYPES = {"string": "texte", "integer": "nombre entier", "number": "nombre"}


def landing_view(document: dict[str, Any], base: str) -> str:
    """Show what the server offers."""
    links = [
        anchor("Collections", f"{base}/collections?f=html"),
        anchor("Dictionnaire des colonnes (CSV)", f"{base}/{CODEBOOK}"),
        anchor("Description de l’interface (OpenAPI)", f"{base}/openapi?f=html"),
        anchor("Classes de conformité", f"{base}/conformance?f=html"),
    ]
    told = text(f"Adresse à donner à QGIS, à GDAL ou à R : {base}")
    return page(document["title"], text(document["description"]) + told + bullets(links), [])


def list_view(title: str, lines: list[str], base: str) -> str:
    """Show a list of texts."""
    return page(title, bullets(lines), _trail(base))


def collections_view(document: dict[str, Any], base: str) -> str:
    """Show the collections."""
    links = [
        anchor(one["title"], f"{base}/collections/{one['id']}?f=html")
        for one in document["collections"]
    ]
    return page("Collections", bullets(links), _trail(base))


def collection_view(document: dict[str, Any], shelf: Shelf, base: str) -> str:
    """Show what a collection is."""
    address = f"{base}/collections/{document['id']}"
    links = [
        anchor("Objets", f"{address}/items?f=html"),
        anchor("Objets (GeoJSON)", f"{address}/items?f=json"),
        anchor("Colonnes, qui filtrent toutes", f"{address}/queryables?f=html"),
        *(
            anchor(one["title"], one["href"])
            for one in document["links"]
            if one["rel"] == "license"
        ),
    ]
    facts = rows(
        ["Ce qui en est dit", "Valeur"],
        [
            ("Identifiant", document["id"]),
            ("Mots-clés", ", ".join(document["keywords"])),
            ("Emprise (degrés)", ", ".join(map(str, document["extent"]["spatial"]["bbox"][0]))),
            ("Systèmes de coordonnées", ", ".join(document["crs"])),
        ],
    )
    sources = Markup("<h2>Sources</h2>{}").format(
        bullets(source.line() for source in shelf.about.sources)
    )
    body = text(described(shelf)) + bullets(links) + facts + sources
    return page(document["title"], body, _trail(base, collections=True))


def columns_view(document: dict[str, Any], shelf: Shelf, base: str) -> str:
    """Show the columns of a collection."""
    lines = [
        (one.name, one.fr, _TYPES[shelf.kinds[one.name]], one.unit, one.absent)
        for one in shelf.meanings
    ]
    body = rows(["Colonne", "Sens", "Type", "Unité", "Vide"], lines)
    return page(f"{document['title']} : colonnes", body, _trail(base, shelf))


def features_view(document: dict[str, Any], shelf: Shelf, base: str) -> str:
    """Show a page of features."""
    found = document["features"]
    names = [*found[0]["properties"]] if found else []
    lines = [
        (_item(one["id"], shelf, base), *(one["properties"][name] for name in names))
        for one in found
    ]
    around = [
        anchor(one["title"], one["href"].replace("f=json", "f=html", 1))
        for one in document["links"]
        if one["rel"] in ("prev", "next")
    ]
    told = text(
        f"{number(document['numberReturned'])} objets montrés, "
        f"{number(document['numberMatched'])} trouvés."
    )
    body = told + bullets(around) + rows(["Objet", *names], lines)
    return page(f"{shelf.about.title} : objets", body, _trail(base, shelf))


def feature_view(document: dict[str, Any], shelf: Shelf, base: str) -> str:
    """Show one feature."""
    body = rows(["Colonne", "Valeur"], [*document["properties"].items()])
    return page(str(document["id"]), body, _trail(base, shelf))


def openapi_view(document: dict[str, Any], base: str) -> str:
    """Show which addresses there are."""
    lines = [(path, one["get"]["summary"]) for path, one in document["paths"].items()]
    link = text(anchor("Description complète (JSON)", f"{base}/openapi?f=json"))
    return page(
        "Description de l’interface",
        link + rows(["Adresse", "Ce qu’elle donne"], lines),
        _trail(base),
    )


def _item(identifier: str, shelf: Shelf, base: str) -> Markup:
    return anchor(identifier, f"{base}/collections/{shelf.key}/items/{identifier}?f=html")


def _trail(
    base: str, shelf: Shelf | None = None, *, collections: bool = False
) -> list[tuple[str, str]]:
    steps = [("Accueil", f"{base}/?f=html")]
    if collections or shelf is not None:
        steps.append(("Collections", f"{base}/collections?f=html"))
    if shelf is not None:
        steps.append((shelf.about.title, f"{base}/collections/{shelf.key}?f=html"))
    return steps
