"""Take typed fields out of a table (TOML, JSON) and gather all that is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from common.errors import UnknownNameError, clipped
from common.limits import LARGEST_NUMBER

_T = TypeVar("_T")
#: Reads a value; its ``ValueError`` says what was expected.
Reader = Callable[[Any], _T]


class Form:
    """A table being read.

    Parameters
    ----------
    table : the table.
    faults : list to add faults to, shared by the forms of a file; a new one by default.
    prefix : what names the table in messages, with its dot.
    """

    def __init__(
        self, table: Mapping[str, Any], faults: list[str] | None = None, prefix: str = ""
    ) -> None:
        self.table, self.prefix = table, prefix
        self.faults: list[str] = [] if faults is None else faults
        self.known: list[str] = []

    def section(self, name: str) -> Form:
        """Open the table of that name, empty where there is none."""
        return Form(self.take(name, dict, {}), self.faults, f"{self.prefix}{name}.")

    def sections(self, name: str, called: str) -> list[Form]:
        """Open the list of tables of that name, each called by its place and its key if any."""
        tables: list[Any] = self.take(name, list, [])
        self.check(all(isinstance(table, dict) for table in tables), f"{name} : tables attendues")
        return [
            Form(table, self.faults, f"{called} {place}{_key(table)} : ")
            for place, table in enumerate(tables, start=1)
            if isinstance(table, dict)
        ]

    def check(self, condition: bool, fault: str) -> None:
        """Add a fault unless the condition holds."""
        if not condition:
            self.faults.append(self.prefix + fault)

    def refuse_others(self) -> None:
        """Report the fields that nothing took: a misspelt one must not pass unseen."""
        for name in sorted(self.table.keys() - set(self.known)):
            self.faults.append(str(UnknownNameError("le champ", self.prefix + name, self.known)))

    def read(self, name: str, reader: Reader[_T], default: _T) -> _T:
        """Give a field through a reader, its default where it is absent or wrong."""
        self.known.append(name)
        if name not in self.table:
            return default
        value = self.table[name]
        try:
            return reader(value)
        except ValueError as expected:
            self.check(False, f"{name} : {expected}, trouvé {shown(value)}")
            return default

    def take(self, name: str, kind: Any, default: _T) -> _T:
        """Give a field of some type, its default where it is absent."""
        return self.read(name, typed(kind), default)

    def required(self, name: str, kind: Callable[..., _T]) -> _T:
        """Give a field that must be there."""
        self.check(name in self.table, f"{name} : champ absent")
        return self.take(name, kind, kind())

    def optional(self, name: str, kind: Callable[..., _T]) -> _T | None:
        """Give a field, None where it is absent."""
        return self.take(name, kind, None)

    def choice(self, name: str, names: Iterable[str], default: str | None = None) -> str:
        """Give a field whose values are limited; the first stands for a wrong one."""
        options = [str(option) for option in names]
        self.check(default is not None or name in self.table, f"{name} : champ absent")
        return self.read(name, one_of(options), options[0] if default is None else default)

    def number(self, name: str, default: float) -> float:
        """Give a number, whole or not."""
        return self.read(name, finite, default)

    def texts(self, name: str) -> tuple[str, ...]:
        """Give a list of texts; a text alone is a list of one."""
        return self.read(name, _one_or_more, ())


def _key(table: Mapping[str, Any]) -> str:
    key = table.get("key")
    return f" ({clipped(key)})" if isinstance(key, str) else ""


def typed(kind: Any) -> Reader[Any]:
    """Make the reader of a type; true and false are no numbers.

    >>> typed(int)(3)
    3
    """

    def read(value: Any) -> Any:
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise ValueError(_EXPECTED[kind])
        if kind is int and abs(value) > LARGEST_NUMBER:
            raise ValueError("nombre entier de 15 chiffres au plus attendu")
        return value

    return read


def finite(value: Any) -> float:
    """Read a number of a sane size, whole or not."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("nombre attendu")
    if not abs(value) <= LARGEST_NUMBER:
        raise ValueError("nombre fini attendu, d’un million de milliards au plus")
    return float(value)


def texts(value: Any) -> tuple[str, ...]:
    """Read a list of texts."""
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise ValueError("liste de textes attendue")
    return tuple(value)


def _one_or_more(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else texts(value)


def one_of(names: Iterable[str]) -> Reader[str]:
    """Make the reader of a text among a few."""
    options = list(names)

    def read(value: Any) -> str:
        if value not in options:
            raise ValueError(f"attendu {', '.join(options)}")
        return str(value)

    return read


def shown(value: Any) -> str:
    """Write a value for a message, never at length.

    >>> shown("égaux"), shown(True), shown(10**4000), shown({"a": 1})
    ('« égaux »', '« true »', 'un nombre démesuré', 'une table')
    """
    if isinstance(value, dict):
        return "une table"
    if isinstance(value, list):
        return "une liste"
    if isinstance(value, bool):
        return f"« {str(value).lower()} »"
    if isinstance(value, int) and abs(value) > LARGEST_NUMBER:
        return "un nombre démesuré"
    return f"« {clipped(str(value))} »"


_EXPECTED: dict[Any, str] = {
    str: "texte attendu",
    int: "nombre entier attendu",
    bool: "true ou false attendu",
    list: "liste attendue",
    dict: "table attendue",
    date: "date attendue (2026-03-01)",
}
