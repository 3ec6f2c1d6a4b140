"""Take typed fields out of a TOML table and gather all that is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from common.errors import UnknownNameError

_T = TypeVar("_T")


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

    def check(self, condition: bool, fault: str) -> None:
        """Add a fault unless the condition holds."""
        if not condition:
            self.faults.append(self.prefix + fault)

    def refuse_others(self) -> None:
        """Report the fields that nothing took: a misspelt one must not pass unseen."""
        for name in sorted(self.table.keys() - set(self.known)):
            self.faults.append(str(UnknownNameError("le champ", self.prefix + name, self.known)))

    def take(self, name: str, kind: Any, default: _T) -> _T:
        """Give a field of some type, its default where it is absent."""
        self.known.append(name)
        value = self.table.get(name, default)
        if isinstance(value, kind) and not (isinstance(value, bool) and kind is not bool):
            return value  # type: ignore[no-any-return]  # `kind` may be several types
        self.check(False, f"{name} : {_expected(kind)} attendu, trouvé « {value} »")
        return default

    def required(self, name: str, kind: Callable[..., _T]) -> _T:
        """Give a field that must be there."""
        self.check(name in self.table, f"{name} : champ absent")
        return self.take(name, kind, kind())

    def optional(self, name: str, kind: Callable[..., _T]) -> _T | None:
        """Give a field, None where it is absent."""
        if name not in self.table:
            self.known.append(name)
            return None
        return self.take(name, kind, None)

    def choice(self, name: str, names: tuple[str, ...], default: str | None = None) -> str:
        """Give a field whose values are limited."""
        value = self.take(name, str, default if default is not None else "")
        expected = ", ".join(str(option) for option in names)
        self.check(value in names, f"{name} : attendu {expected}, trouvé « {value} »")
        return value if value in names else names[0]

    def number(self, name: str, default: float) -> float:
        """Give a number, whole or not."""
        return float(self.take(name, (int, float), default))

    def texts(self, name: str) -> tuple[str, ...]:
        """Give a list of texts; a text alone is a list of one."""
        value: list[Any] | str = self.take(name, (list, str), [])
        given = [value] if isinstance(value, str) else value
        self.check(all(isinstance(text, str) for text in given), f"{name} : des textes attendus")
        return tuple(str(text) for text in given)


def _expected(kind: Any) -> str:
    names = {str: "texte", int: "entier", bool: "true ou false", list: "liste", dict: "table"}
    return names.get(kind, "date" if kind is date else "nombre")
