"""Which documents there are, of which places, and the one call that writes any of them."""

from __future__ import annotations

from dataclasses import replace

from atlas.desk.desk import Desk
from atlas.desk.place import Place, name_of
from atlas.desk.remade import command_words
from atlas.profiles import Profile, profile
from common.errors import NotAvailableError
from common.french import listed
from common.labelled import Labelled
from common.levels import Level, Territory
from reports.report import Report


class DocumentKind(Labelled):
    """A document, as commands and addresses write it."""

    NOTE = "note", "note"
    REGIONAL = "rapport-regional", "rapport régional"
    REVIEW = "revue-de-projets", "revue de projets"
    DEBATE = "feuille-de-debat", "feuille de débat"


def kinds_of(place: Place) -> tuple[DocumentKind, ...]:
    """List the documents that exist of a place, the usual one first.

    >>> [kind.value for kind in kinds_of(Territory.parse("region:53"))]
    ['note', 'rapport-regional', 'revue-de-projets', 'feuille-de-debat']
    >>> kinds_of(Territory.parse("france:FR"))
    (<DocumentKind.REGIONAL: 'rapport-regional'>,)
    """
    if place.level is Level.FRANCE:
        return (DocumentKind.REGIONAL,)
    if isinstance(place, Territory) and place.level is Level.REGION:
        return tuple(DocumentKind)
    return (DocumentKind.NOTE, DocumentKind.REVIEW, DocumentKind.DEBATE)


def read_kinds(place: Place) -> tuple[DocumentKind, ...]:
    """List those of :func:`kinds_of` that a screen shows: a sheet to write on is printed."""
    return tuple(kind for kind in kinds_of(place) if kind is not DocumentKind.DEBATE)


def written(
    desk: Desk, kind: DocumentKind, place: Place, described: Profile | None = None
) -> Report:
    """Write a document of a place.

    Parameters
    ----------
    desk : the opened data.
    kind : which one.
    place : of which.
    described : its profile, where it is already made on this desk.

    Raises
    ------
    NotAvailableError
        If there is no such document of the place.
    """
    made = _made(desk, kind, place, described)
    return replace(made, about=replace(made.about, command=document_command(kind, place)))


def document_command(kind: DocumentKind, place: Place) -> str:
    """Write the words of the command of a document, without its output.

    >>> document_command(DocumentKind.REVIEW, Territory.parse("epci:240100883"))
    'note epci:240100883 --document revue-de-projets'
    """
    return command_words("note", str(place), name=name_of(place), document=kind.value)


def _made(desk: Desk, kind: DocumentKind, place: Place, described: Profile | None) -> Report:
    known = kinds_of(place)
    if kind not in known:
        raise NotAvailableError(
            f"Pas de {kind.label} pour ce territoire ({_called(place)}) : demandez "
            f"{listed([f'{one.label} ({one.value})' for one in known])}."
        )
    if place.level is Level.FRANCE:
        from reports.documents.national import national_content  # noqa: PLC0415 - only if asked

        return national_content(desk)
    made = described or profile(desk, place)
    if kind is DocumentKind.REGIONAL:
        from reports.documents.regional import regional_content  # noqa: PLC0415

        return regional_content(desk, made)
    if kind is DocumentKind.REVIEW:
        from reports.documents.review import review_content  # noqa: PLC0415

        return review_content(desk, made)
    if kind is DocumentKind.DEBATE:
        from reports.documents.debate import debate_content  # noqa: PLC0415

        return debate_content(desk, made)
    from reports.documents.note import note_content  # noqa: PLC0415

    return note_content(desk, made)


def _called(place: Place) -> str:
    return place.level.label if isinstance(place, Territory) else "périmètre"
