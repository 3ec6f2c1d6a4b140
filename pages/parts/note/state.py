"""What the URL of the page of the note may say: a place, and which document of it."""

from __future__ import annotations

from atlas.desk.perimeters import parse_place
from atlas.desk.place import Place
from common.errors import UnknownNameError
from pages.parts.kit.desk import desk
from pages.parts.kit.url import Parameter, ScreenState
from reports.documents.kinds import DocumentKind, read_kinds


def note_state() -> ScreenState:
    """State of the page."""
    return ScreenState(
        "note",
        [
            Parameter("territoire", None, _documented_place),
            Parameter("document", DocumentKind.NOTE, _document),
        ],
    )


def keep_to_what_exists(state: ScreenState, place: Place) -> DocumentKind:
    """Give the document asked for, or the usual one of the place where it has no such one."""
    known = read_kinds(place)
    asked: DocumentKind = state.get("document")
    if asked in known:
        return asked
    state.set("document", known[0])
    return known[0]


def _documented_place(text: str) -> Place:
    """Read a place that has a document: any, France included."""
    return parse_place(desk(), text)


def _document(text: str) -> DocumentKind:
    try:
        return DocumentKind(text)
    except ValueError:
        known = [kind.value for kind in DocumentKind]
        raise UnknownNameError("le document", text, known) from None
