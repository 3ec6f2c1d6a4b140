"""Recipes as text: TOML files for people, short tokens for addresses."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from pathlib import Path

import tomli_w

from common.errors import InvalidDataError
from common.toml_text import parse_toml, read_toml
from indicators.composite.recipe import Recipe
from indicators.composite.recipe_fields import from_sections, to_sections

#: Longest text that a token may unpack to.
MAX_TOKEN_BYTES = 20_000


def to_toml(recipe: Recipe) -> str:
    """Write a recipe as TOML; keys always come in the same order and every choice is written."""
    return tomli_w.dumps({"name": recipe.name} | to_sections(recipe))


def from_toml(text: str, source: str = "les réglages") -> Recipe:
    """Read a recipe from TOML; what is not said keeps the default of :class:`Recipe`.

    Raises
    ------
    InvalidDataError
        If the text is no TOML or too large, or with every unknown key, value of the wrong type
        and unknown option at once.
    """
    return from_sections(parse_toml(text, source), source)


def read_recipe(path: Path) -> Recipe:
    """Read a recipe file (TOML, UTF-8).

    Raises
    ------
    MissingDataError
        If there is no such file.
    InvalidDataError
        As :func:`from_toml`, or if the file is too large or not UTF-8.
    """
    return from_sections(read_toml(path), path.name)


def to_token(recipe: Recipe) -> str:
    """Write a recipe as a short text that an address can hold (letters, digits, - and _)."""
    reference = to_sections(Recipe(""))
    different = {
        section: changed
        for section, keys in to_sections(recipe).items()
        if (changed := {k: v for k, v in keys.items() if v != reference.get(section, {}).get(k)})
    }
    text = json.dumps({"name": recipe.name} | different, separators=(",", ":"))
    return base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")


def from_token(token: str) -> Recipe:
    """Read a recipe written by :func:`to_token`.

    Raises
    ------
    InvalidDataError
        If the text was not written by :func:`to_token`, was damaged, or is too long.

    Examples
    --------
    >>> from_token(to_token(Recipe("à moi", max_winsorised=3))).max_winsorised
    3
    """
    source = "les réglages de l’adresse"
    try:
        packed = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        unpacker = zlib.decompressobj()
        text = unpacker.decompress(packed, MAX_TOKEN_BYTES)
        if not unpacker.eof:
            raise InvalidDataError(source, ["texte trop long ou tronqué"])
        content = json.loads(text)
        if not isinstance(content, dict):
            raise InvalidDataError(source, ["table attendue"])
    except (binascii.Error, zlib.error, ValueError, RecursionError):
        raise InvalidDataError(source, ["texte illisible"]) from None
    return from_sections(content, source)
