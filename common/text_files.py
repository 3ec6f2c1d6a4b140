"""From the bytes of a text that someone else wrote to its characters."""

from __future__ import annotations

import re

from common.errors import InvalidDataError, clipped

#: Encodings tried in turn: Unicode, then what a French Excel writes.
ENCODINGS = ("utf-8-sig", "cp1252")

#: How files that are no text begin, and what to do of them.
_BINARY = {
    b"\x1f\x8b": "fichier compressé (gzip) : donnez-lui un nom en .csv.gz, ou décompressez-le",
    b"PK\x03\x04": "classeur de tableur ou archive ZIP : enregistrez la feuille en CSV, ou "
    "décompressez l’archive",
    b"\xd0\xcf\x11\xe0": "classeur de tableur (.xls) : enregistrez la feuille en CSV",
    b"PAR1": "fichier Parquet : donnez-lui un nom en .parquet, ou enregistrez-le en CSV",
    b"SQLite format 3\0": "GeoPackage ou base SQLite : enregistrez la table en CSV",
    b"%PDF": "document PDF : un fichier texte attendu",
}
_MARKS_OF_UTF16 = (b"\xff\xfe", b"\xfe\xff")
#: Share of null bytes at even or odd places from which a text without mark is UTF-16.
_MOSTLY = 0.5
#: A letter with an accent as UTF-8 writes it; in Windows-1252 no word of any language holds it.
_ACCENT_IN_UTF8 = re.compile(rb"\xc3[\x80-\xbf]")


def decoded(content: bytes, name: str, encoding: str = "") -> str:
    r"""Read a text: UTF-8, UTF-16 or Windows-1252; each line ends with ``\n``.

    Parameters
    ----------
    content : the bytes; a mark of encoding at the start is understood and left out.
    name : what messages call the file.
    encoding : the encoding, where the reader gives it.

    Raises
    ------
    InvalidDataError
        If it is no text, or not in the encoding given.

    Examples
    --------
    >>> decoded("région\r\n".encode("cp1252"), "a.csv")
    'région\n'
    """
    for beginning, told in _BINARY.items():
        if content.startswith(beginning):
            raise InvalidDataError(name, [told])
    for candidate in (encoding,) if encoding else _candidates(content):
        try:
            text = content.decode(candidate)
        except UnicodeDecodeError:
            continue
        except (LookupError, ValueError):
            break
        if candidate == "cp1252" and not encoding and _ACCENT_IN_UTF8.search(content):
            raise InvalidDataError(name, [_two_encodings(content)])
        if "\0" in text:
            raise InvalidDataError(name, ["texte attendu, fichier binaire trouvé"])
        return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    tried = clipped(encoding) or "UTF-8, UTF-16 ou Windows-1252"
    raise InvalidDataError(name, [f"texte illisible en {tried} ; enregistrez le fichier en UTF-8"])


def _candidates(content: bytes) -> tuple[str, ...]:
    """Give the encodings to try, by the mark or the null bytes of a text."""
    if content.startswith(_MARKS_OF_UTF16):
        return ("utf-16",)
    half = len(content) // 2
    if half and len(content) % 2 == 0:
        for places, encoding in ((content[1::2], "utf-16-le"), (content[::2], "utf-16-be")):
            if places.count(0) > _MOSTLY * half:
                return (encoding,)
    return ENCODINGS


def _two_encodings(content: bytes) -> str:
    """Say where a UTF-8 text stops being one; read otherwise, all its accents would be « Ã© »."""
    wrong = 0
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        wrong = error.start
    line = content.count(b"\n", 0, wrong) + 1
    return f"ligne {line} : signe qui n’est pas en UTF-8, comme le reste ; enregistrez en UTF-8"
