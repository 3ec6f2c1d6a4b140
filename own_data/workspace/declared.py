"""Declarations (sources, surveys, questions, indicators) as JSON, and back, each field checked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, fields, is_dataclass
from enum import StrEnum
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from common.errors import InvalidDataError
from common.json_values import json_text
from common.limits import LARGEST_NUMBER
from own_data.workspace.texts import is_storable

_D = TypeVar("_D")


def written(declarations: Sequence[Any]) -> str:
    """Write declarations (dataclasses) as a JSON list.

    >>> from own_data.loaded import OwnSource
    >>> text = written([OwnSource("Baromètre", "Préfecture", 2026)])
    >>> parsed(OwnSource, text, "Sources")[0].year
    2026
    """
    return json_text([asdict(declaration) for declaration in declarations])


def parsed(of: type[_D], text: str, source: str) -> tuple[_D, ...]:
    """Read declarations, whoever wrote them.

    Parameters
    ----------
    of : their dataclass.
    source : how messages name where the text comes from.

    Raises
    ------
    InvalidDataError
        If it is no list of such declarations: fields that are missing, unknown or of another type.
    """
    try:
        entries = json.loads(text)
    except (ValueError, RecursionError):
        raise InvalidDataError(source, ["JSON illisible"]) from None
    if not isinstance(entries, list):
        raise InvalidDataError(source, ["liste JSON attendue"])
    faults: list[str] = []
    found = [_built(of, entry, of.__name__, faults) for entry in entries]
    if faults:
        raise InvalidDataError(source, faults)
    return tuple(found)


def _built(of: Any, entry: Any, where: str, faults: list[str]) -> Any:
    names = {field.name for field in fields(of)}
    if not isinstance(entry, dict) or set(entry) != names:
        faults.append(f"{where} : champs attendus : {', '.join(sorted(names))}")
        return None
    hints = get_type_hints(of)
    values = {
        name: _value(hints[name], entry[name], f"{where}.{name}", faults) for name in sorted(names)
    }
    return None if faults else of(**values)


def _value(expected: Any, value: Any, where: str, faults: list[str]) -> Any:
    if is_dataclass(expected):
        return _built(expected, value, where, faults)
    if get_origin(expected) is tuple and isinstance(value, list):
        member = get_args(expected)[0]
        return tuple(_value(member, one, where, faults) for one in value)
    if _fits(expected, value):
        return expected(value)
    faults.append(f"{where} : valeur inattendue")
    return None


def _fits(expected: Any, value: Any) -> bool:
    if expected is bool:
        return isinstance(value, bool)
    if expected in (int, float):
        kinds = int if expected is int else int | float
        is_number = isinstance(value, kinds) and not isinstance(value, bool)
        return is_number and abs(value) <= LARGEST_NUMBER
    if isinstance(expected, type) and issubclass(expected, StrEnum):
        return isinstance(value, str) and value in {member.value for member in expected}
    return expected is str and isinstance(value, str) and is_storable(value)
