"""How the product is cited: what ``CITATION.cff`` says, as a sentence and as BibTeX."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from common.errors import InvalidDataError
from common.paths import ROOT

FILE = ROOT / "CITATION.cff"
_FIELD = re.compile(r"^(?:  - )?(?P<name>[a-z-]+): \"?(?P<value>.*?)\"?$", re.MULTILINE)
#: What a citation needs of the file (Citation File Format 1.2); the author comes as ``name``.
_NEEDED = ("title", "name", "version", "date-released", "license")


@cache
def citation_fields() -> Mapping[str, str]:
    """Read the fields of ``CITATION.cff`` that a citation needs.

    Raises
    ------
    InvalidDataError
        If one of them is absent.
    """
    found = {match["name"]: match["value"] for match in _FIELD.finditer(FILE.read_text("utf-8"))}
    absent = [f"{name} : champ absent" for name in _NEEDED if not found.get(name)]
    if absent:
        raise InvalidDataError(FILE.name, absent)
    return MappingProxyType({name: found[name] for name in _NEEDED})


def cited(data_version: str, seen: date | None = None, recipe: str = "") -> str:
    """Cite the product in a sentence.

    Parameters
    ----------
    data_version : fingerprint of the data that were read.
    seen : day of the reading; none in a file, which is the same whatever the day.
    recipe : fingerprint of the recipe of the scores, "" where none enters.

    Examples
    --------
    >>> cited("0123456789", date(2026, 12, 1)).split(", ")[-2:]
    ['données 0123456789', 'consulté le 01/12/2026.']
    >>> cited("0123456789", recipe="c0ffee").split(", ")[-2:]
    ['données 0123456789', 'réglages c0ffee.']
    """
    said = citation_fields()
    released = date.fromisoformat(said["date-released"])
    parts = (
        f"{said['name']} ({released.year}). {said['title']}, version {said['version']} "
        f"du {released:%d/%m/%Y}",
        f"données {data_version}",
        f"réglages {recipe}" if recipe else "",
        f"consulté le {seen:%d/%m/%Y}" if seen else "",
    )
    return f"{', '.join(part for part in parts if part)}."


def bibtex(data_version: str, seen: date, recipe: str = "") -> str:
    """Write the same as an entry of BibTeX; parameters as :func:`cited`."""
    said = citation_fields()
    released = date.fromisoformat(said["date-released"])
    note = f"Données {data_version}" + (f", réglages {recipe}" if recipe else "")
    return (
        f"@software{{fragiscope_{released.year},\n"
        f"  author  = {{{{{said['name']}}}}},\n"
        f"  title   = {{{said['title']}}},\n"
        f"  version = {{{said['version']}}},\n"
        f"  date    = {{{released.isoformat()}}},\n"
        f"  year    = {{{released.year}}},\n"
        f"  note    = {{{note}, licence du logiciel : {said['license']}}},\n"
        f"  urldate = {{{seen.isoformat()}}}\n"
        "}"
    )
