"""Read TOML that someone else wrote: bounded before it is parsed, refused in French."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from common.errors import InvalidDataError
from common.files import megabytes, read_bounded
from common.limits import TOML_BYTES, TOML_DOTS

#: Texts and comments of TOML, where dots are only dots. One that is not closed goes to the end: the
#: parser refuses it there, and no text is looked through twice. Nothing is possessive here: Python
#: 3.11.2, of Debian 12, matches it wrongly.
_QUIET = re.compile(
    r"""
    "{3} [^"\\]* (?: (?: \\. | "(?!"") ) [^"\\]* )* (?: "{3,5} | \\?\Z )
    | '{3} [^']* (?: '(?!'') [^']* )* (?: '{3,5} | \Z )
    | " [^"\\\n]* (?: \\. [^"\\\n]* )* "?
    | ' [^'\n]* '?
    | \# [^\n]*
    """,
    re.DOTALL | re.VERBOSE,
)
_LONG_KEY = re.compile(rf"(?<![\w-])(?:[\w-]+[ \t]*\.[ \t]*){{{TOML_DOTS + 1}}}")


def read_toml(path: Path, limit: int = TOML_BYTES) -> dict[str, Any]:
    """Read a TOML file of at most ``limit`` bytes.

    Raises
    ------
    MissingDataError
        If the file is absent.
    InvalidDataError
        If it is too large, is no UTF-8, or as :func:`parse_toml`.
    """
    content = read_bounded(path, limit)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidDataError(path.name, ["texte UTF-8 attendu (TOML)"]) from None
    return parse_toml(text, path.name, limit)


def parse_toml(text: str, source: str, limit: int = TOML_BYTES) -> dict[str, Any]:
    """Read a TOML text.

    Parameters
    ----------
    text : no key of more than ``TOML_DOTS`` dots.
    source : what messages call it.
    limit : most characters.

    Raises
    ------
    InvalidDataError
        If a limit is passed, or the text is no TOML; with the place.

    Examples
    --------
    >>> parse_toml("a.b = 1", "essai")
    {'a': {'b': 1}}
    """
    if len(text) > limit:
        raise InvalidDataError(source, [f"{megabytes(limit)} de texte au plus attendus"])
    if _LONG_KEY.search(_QUIET.sub("q", text)):
        raise InvalidDataError(
            source, [f"clé trop longue : {TOML_DOTS} points au plus attendus dans une clé"]
        )
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidDataError(source, [f"TOML attendu{_place(error)}"]) from None
    except RecursionError:
        raise InvalidDataError(source, ["tables ou listes trop emboîtées"]) from None
    except ValueError:  # the interpreter bounds the digits of a whole number
        raise InvalidDataError(source, ["un nombre a trop de chiffres"]) from None


def _place(error: Exception) -> str:
    """Say where the reader stopped, or nothing where it does not tell.

    >>> _place(ValueError("Invalid value (at line 1, column 9)"))
    ', illisible à la ligne 1, colonne 9'
    >>> _place(ValueError("Expected '=' (at end of document)"))
    ', inachevé'
    """
    found = re.search(r"at line (\d+), column (\d+)", str(error))
    if found:
        return f", illisible à la ligne {found[1]}, colonne {found[2]}"
    return ", inachevé" if "end of document" in str(error) else ""
