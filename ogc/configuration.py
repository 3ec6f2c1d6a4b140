"""What pygeoapi is told: its configuration, made of the shelves; nobody writes a file."""

from __future__ import annotations

from typing import Any

from atlas.desk.written import version_line
from atlas.jobs.bundle_metadata import DESCRIPTION, LICENCE_TITLE, TITLE
from geo.standard_systems import ReferenceSystem
from ogc.asked import MOST_LIMIT, USUAL_LIMIT
from ogc.provider import NAME
from ogc.shelf import Shelf

LICENCE_PAGE = "https://spdx.org/licenses/etalab-2.0.html"
#: Address of the meaning of the columns, below that of the server.
CODEBOOK = "dictionnaire.csv"
#: Said in place of an address until a request says by which it came.
NO_ADDRESS = "http://localhost"


def configuration(shelves: dict[str, Shelf]) -> dict[str, Any]:
    """Write the configuration of pygeoapi.

    Parameters
    ----------
    shelves : by the key of their collection.
    """
    return {
        "server": {
            "url": NO_ADDRESS,
            "mimetype": "application/json; charset=UTF-8",
            "encoding": "utf-8",
            "languages": ["fr-FR"],
            "limits": {"default_items": USUAL_LIMIT, "max_items": MOST_LIMIT},
        },
        "logging": {"level": "ERROR"},
        "metadata": {
            "identification": {
                "title": TITLE,
                "description": DESCRIPTION,
                "keywords": [],
                "terms_of_service": LICENCE_PAGE,
                "url": NO_ADDRESS,
            },
            "license": {"name": LICENCE_TITLE, "url": LICENCE_PAGE},
            "provider": {"name": "Fragiscope", "url": NO_ADDRESS},
            "contact": {"name": "Fragiscope"},
        },
        "resources": {key: _resource(shelf) for key, shelf in shelves.items()},
    }


def _resource(shelf: Shelf) -> dict[str, Any]:
    sources = " ; ".join(source.line() for source in shelf.about.sources)
    return {
        "type": "collection",
        "title": shelf.about.title,
        "description": f"{described(shelf)} Sources : {sources}.",
        "keywords": [*shelf.keywords],
        "links": [],
        "extents": {
            "spatial": {"bbox": [*shelf.extent], "crs": ReferenceSystem.CRS84.uri},
        },
        "providers": [
            {
                "type": "feature",
                "name": NAME,
                "data": shelf,
                "id_field": next(iter(shelf.kinds)),
                "crs": [system.uri for system in ReferenceSystem],
                "storage_crs": ReferenceSystem.CRS84.uri,
            }
        ],
    }


def described(shelf: Shelf) -> str:
    """Say what a reader must know of a collection, its sources apart."""
    about = shelf.about
    return f"{about.method} {about.note} {version_line(about)}"
