"""Texts that any database keeps as they are."""

from __future__ import annotations

import re
from collections.abc import Callable

from common.errors import InvalidDataError

_UNSTORABLE = re.compile("[\\0\\ud800-\\udfff]")


def is_storable(text: str) -> bool:
    r"""Tell whether a text comes back from any database as it went in.

    >>> is_storable("Élancourt"), is_storable("a\0b"), is_storable("\ud800")
    (True, False, False)
    """
    return _UNSTORABLE.search(text) is None


def utf8_of(name: str) -> Callable[[bytes], str]:
    """Read the texts of a SQLite file (``text_factory``), and name the file where one is none.

    Raises
    ------
    InvalidDataError
        By what is returned, where bytes are no UTF-8.
    """

    def read(content: bytes) -> str:
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            raise InvalidDataError(name, ["texte illisible, UTF-8 attendu"]) from None

    return read
