"""The gallery as posters (A3, PDF/UA-1): one a portrait, and one of the eighteen régions."""

from __future__ import annotations

from typing import Any

from atlas.alike.gallery import REGIONS_TITLE, Gallery, GalleryPicture
from atlas.desk.about import About
from atlas.desk.remade import remake_line
from atlas.desk.written import version_line
from common import palette
from reports.layout.typesetting import plain_data, typeset

#: Producers named on each poster; the last one names them all.
ORIGIN = "Sources : Insee et autres producteurs publics, listés sur la dernière affiche."


def to_posters(shown: Gallery) -> bytes:
    """Lay out the gallery.

    Returns
    -------
    bytes
        A PDF, the same for the same gallery.

    Raises
    ------
    InvalidDataError
        If Typst refuses, or warns of anything.
    """
    about = shown.about
    data: dict[str, Any] = {
        "mode": "posters",
        "title": plain_data(about.title),
        "regions_title": plain_data(REGIONS_TITLE),
        "scale": plain_data(about.note),
        "rule": plain_data(about.method),
        "origin": plain_data(f"{ORIGIN} {version_line(about)}"),
        "sources": plain_data(_sources(about)),
        "stamp": [version_line(about), _again(about)],
        "portraits": [_poster(one, palette.BACKGROUND) for one in shown.portraits],
        "regions": [_poster(one, palette.PRIMARY) for one in shown.regions],
    }
    return typeset(data, "pdf")[0]


def _sources(about: About) -> str:
    lines = dict.fromkeys(source.line() for source in about.sources)
    return f"Sources : {' ; '.join(lines)}. {version_line(about)} {_again(about)}"


def _again(about: About) -> str:
    return remake_line(about, "pdf")


def _poster(one: GalleryPicture, colour: str) -> dict[str, Any]:
    names = ("name", "where", "people", "sentence", "stands_for", "alternative")
    texts = {name: plain_data(getattr(one, name)) for name in names}
    bars = [{"label": bar.label, "score": bar.score, "text": bar.text} for bar in one.bars]
    return {**texts, "svg": one.outline.svg(colour), "bars": bars}
