"""The words of the product in one or two sentences each, from ``definitions.toml``.

Screens show them beside the word, *Accueil* in a list, and files that speak of it may carry them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from common.errors import InvalidDataError, UnknownNameError
from common.form import Form
from common.toml_text import read_toml

FILE = Path(__file__).parent / "definitions.toml"
#: Characters of a meaning, at most: it is read beside something else.
LONGEST = 200


@dataclass(frozen=True)
class Definition:
    """A word and what it means.

    Attributes
    ----------
    key : its name in code.
    term : the word, with a capital.
    meaning : one or two French sentences.
    """

    key: str
    term: str
    meaning: str


@cache
def definitions(path: Path = FILE) -> dict[str, Definition]:
    """Read the definitions, by key in the order of the reading.

    Raises
    ------
    InvalidDataError
        With all the faults: a key that comes twice, a field that is absent, unknown or too long.

    Examples
    --------
    >>> definitions()["epci"].term
    'EPCI'
    """
    form = Form(read_toml(path))
    found = [_definition(entry) for entry in form.sections("definition", "définition")]
    form.refuse_others()
    keys = [one.key for one in found]
    for key in dict.fromkeys(key for key in keys if keys.count(key) > 1):
        form.check(False, f"définition « {key} » présente deux fois")
    if form.faults:
        raise InvalidDataError(path.name, form.faults)
    return {one.key: one for one in found}


def definition(key: str) -> Definition:
    """Give a definition by its key.

    Raises
    ------
    UnknownNameError
        If no word has that key.
    """
    try:
        return definitions()[key]
    except KeyError:
        raise UnknownNameError("la définition", key, definitions()) from None


def _definition(form: Form) -> Definition:
    found = Definition(
        key=form.required("key", str),
        term=form.required("term", str),
        meaning=form.required("meaning", str),
    )
    form.refuse_others()
    form.check(
        len(found.meaning) <= LONGEST,
        f"meaning : {LONGEST} caractères au plus attendus, {len(found.meaning)} trouvés",
    )
    return found
