"""The formats of a picture; apart from what draws it, which takes a second to import."""

from __future__ import annotations

from typing import Literal, get_args

from common.errors import UnknownNameError

Format = Literal["png", "svg", "pdf"]
FORMATS: tuple[Format, ...] = get_args(Format)
MIME_TYPES: dict[Format, str] = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
}


def parse_format(text: str) -> Format:
    """Read the name of a format.

    Raises
    ------
    UnknownNameError
        If there is no such format.

    Examples
    --------
    >>> parse_format("PNG")
    'png'
    """
    found = next((known for known in FORMATS if known == text.lower()), None)
    if found is None:
        raise UnknownNameError("le format de l’image", text, FORMATS)
    return found
