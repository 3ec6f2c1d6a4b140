"""Walk through an XML text, event by event: no document type, no entity, bounded depth."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.parsers import expat

from common.errors import InvalidDataError, TooLargeError
from common.french import number
from common.limits import XML_DEPTH, XML_ELEMENTS, raised

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str, str], None]


def walk(content: bytes, name: str, start: Start, end: End) -> None:
    """Read an XML text.

    Parameters
    ----------
    content : the text.
    name : of the file that holds it, for messages.
    start : called with the local name of each element that opens, and its attributes, whose names
        begin with their namespace and a space where they have one.
    end : called with the local name of each element that closes, and its text, where it holds no
        other element.

    Raises
    ------
    InvalidDataError
        If it is no XML, declares a document type (where entities that grow or read files are made),
        or is too deep.
    TooLargeError
        If it has too many elements: each takes time, however small the archive that holds them.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    said: list[str] = []
    locals_of: dict[str, str] = {}
    depth = count = 0
    most = raised(XML_ELEMENTS)
    # Told before a bomb takes the time of all those that are accepted.
    if content.count(b"<") - content.count(b"</") - content.count(b"<!") > most + 1:
        raise _too_many(name, most)

    def refuse(*_: object) -> None:
        raise InvalidDataError(name, ["déclaration DOCTYPE refusée : aucun tableur n’en écrit"])

    def local(full: str) -> str:
        found = locals_of[full] = full.rpartition(" ")[2]
        return found

    def opened(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth += 1
        count += 1
        if count > most:
            raise _too_many(name, most)
        if depth > XML_DEPTH:
            raise InvalidDataError(name, ["XML trop profond : aucun tableur n’en écrit de tel"])
        if said:
            said.clear()
        start(locals_of.get(tag) or local(tag), attributes)

    def closed(tag: str) -> None:
        nonlocal depth
        depth -= 1
        text = said[0] if len(said) == 1 else "".join(said)
        if said:
            said.clear()
        end(locals_of.get(tag) or local(tag), text)

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    parser.CharacterDataHandler = said.append
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError):  # the last two: an encoding unknown to it
        raise InvalidDataError(name, ["classeur abîmé : enregistrez-le de nouveau"]) from None


def _too_many(name: str, most: int) -> TooLargeError:
    return TooLargeError(name, [f"{number(most)} éléments XML au plus attendus"])
