"""What a report is asked for: one place, or several taken together as a perimeter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from atlas.desk.desk import Desk
from atlas.desk.parents import place_name
from atlas.desk.perimeters import parse_place, perimeter_from_file
from atlas.desk.place import Place, as_territory
from common.errors import InvalidDataError, UnknownNameError
from common.files import read_bounded
from common.french import listed, number
from common.limits import PERIMETER_BYTES
from geo.perimeter import LONGEST_NAME, make_perimeter, name_notes
from reports.report import Report

#: Function that writes a report, by the end of its name; its module is imported once asked for.
_WRITERS = {".pdf": ("reports.layout.pdf", "to_pdf"), ".docx": ("reports.layout.docx", "to_docx")}
_EXPECTED = "un nom de fichier qui finit par .pdf ou .docx"


def asked_place(
    desk: Desk, texts: Sequence[str], file: Path | None = None, name: str = ""
) -> tuple[Place, tuple[str, ...]]:
    """Read the places of a report.

    Parameters
    ----------
    desk : the opened data.
    texts : ``level:code`` each, or the text of a perimeter; several make one perimeter.
    file : CSV, text or GeoJSON whose communes are added.
    name : what to call a perimeter; the names of its parts when empty.

    Returns
    -------
    (Place, tuple of str)
        The territory, or the perimeter (the territory that has exactly its communes, if there is
        one and no name is given); then what the reader must be told of the file.

    Raises
    ------
    InvalidDataError
        If nothing is asked, or with the faults of the file.
    UnknownNameError
        If a territory does not exist.
    """
    if not texts and file is None:
        raise InvalidDataError(
            "la commande", ["un territoire (crte:crte-32-02-2) ou --perimeter FICHIER attendu"]
        )
    places = [parse_place(desk, text) for text in texts]
    notes: tuple[str, ...] = ()
    if file is not None:
        proposal = perimeter_from_file(
            desk, name or file.stem, read_bounded(file, PERIMETER_BYTES), file.name
        )
        places.append(proposal.perimeter)
        notes = proposal.notes
    if len(places) == 1 and not name:
        return as_territory(places[0]), notes
    communes = [commune for place in places for commune in desk.communes(place)]
    made = make_perimeter(name or _joined(desk, places), communes, desk.memberships)
    told = tuple(dict.fromkeys((*notes, *name_notes(name))))
    return (made if name else as_territory(made)), told


def _joined(desk: Desk, places: Sequence[Place]) -> str:
    """Name several places together, in a text that a perimeter may have as its name."""
    text = listed([place_name(desk, place) for place in places])
    return text if len(text) <= LONGEST_NAME else f"Périmètre de {number(len(places))} territoires"


def writer(path: Path) -> Callable[[Report], bytes]:
    """Choose how a report is written, by the end of the name of its file.

    Raises
    ------
    UnknownNameError
        If there is no such format.

    Examples
    --------
    >>> writer(Path("note.pdf")).__name__
    'to_pdf'
    """
    if path.suffix.lower() not in _WRITERS:
        raise UnknownNameError("le format du document", path.name, _EXPECTED)
    module, function = _WRITERS[path.suffix.lower()]
    write: Callable[[Report], bytes] = getattr(import_module(module), function)
    return write
