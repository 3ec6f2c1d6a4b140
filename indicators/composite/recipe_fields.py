"""Where every field of a recipe stands in its text, and how it is read and written."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from common.errors import InvalidDataError
from indicators.composite.options import (
    KINDS,
    Aggregation,
    Denominators,
    Imputation,
    Normalisation,
    Option,
    Smoothing,
    Transformation,
    Treatment,
    Weighting,
)
from indicators.composite.recipe import Recipe


@dataclass(frozen=True)
class _Entry:
    """Where a field of the recipe stands in the file, and how it is read and written."""

    field: str
    path: tuple[str, str]
    read: Callable[[Any], Any]
    write: Callable[[Any], Any] = lambda value: value


def _option(kind: type[Option]) -> Callable[[Any], Option]:
    def read(value: Any) -> Option:
        for member in kind:
            if member.value == value:
                return member
        raise ValueError(f"une option parmi {', '.join(kind)} attendue ({KINDS[kind]})")

    return read


def _typed(kinds: type | tuple[type, ...], wording: str) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, kinds):
            raise ValueError(f"{wording} attendu")
        return value

    return read


def _number(value: Any) -> float:
    try:
        number = float(_typed((int, float), "nombre")(value))
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise ValueError("nombre fini attendu")
    return number


_whole = _typed(int, "nombre entier")
_text = _typed(str, "texte")


def _share(value: Any) -> Fraction:
    try:
        if isinstance(value, str):
            return Fraction(value)
        return Fraction(_number(value)).limit_denominator(1000)
    except (ValueError, ZeroDivisionError):
        raise ValueError('part attendue, par exemple "2/3" ou 0.5') from None


def _numbers(value: Any) -> tuple[float, float]:
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError("deux nombres attendus")
    return _number(value[0]), _number(value[1])


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError("liste de textes attendue")
    return tuple(_text(item) for item in value)


def _list_of_numbers(value: Any) -> tuple[float, ...]:
    if not isinstance(value, list):
        raise ValueError("liste de nombres attendue")
    return tuple(_number(item) for item in value)


def _table(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("table attendue")
    return value


def _by_level(kind: type[Option]) -> Callable[[Any], tuple[tuple[int, Any], ...]]:
    read = _option(kind)

    def read_levels(value: Any) -> tuple[tuple[int, Any], ...]:
        table = _table(value)
        wrong = [key for key in table if not key.isdecimal()]
        if wrong:
            raise ValueError(f"niveaux en chiffres attendus, {', '.join(wrong)} lu")
        return tuple((int(level), read(option)) for level, option in table.items())

    return read_levels


def _goalposts(value: Any) -> tuple[tuple[str, float, float], ...]:
    return tuple((code, *_numbers(bounds)) for code, bounds in _table(value).items())


def _transformations(value: Any) -> tuple[tuple[str, Any], ...]:
    read = _option(Transformation)
    return tuple((code, read(option)) for code, option in _table(value).items())


def _weights(value: Any) -> tuple[tuple[str, float], ...]:
    return tuple((code, _number(weight)) for code, weight in _table(value).items())


def _levels_table(pairs: tuple[tuple[int, Option], ...]) -> dict[str, str]:
    return {str(level): option.value for level, option in pairs}


def _value(option: Option) -> str:
    return option.value


_ENTRIES = (
    _Entry("unit_code", ("input", "code"), _text),
    _Entry("unit_name", ("input", "name"), _text),
    _Entry("population", ("input", "population"), _text),
    _Entry("missing", ("input", "missing"), _list_of_numbers, list),
    _Entry("denominators", ("denominators", "method"), _option(Denominators), _value),
    _Entry("smoothing", ("smoothing", "method"), _option(Smoothing), _value),
    _Entry("smoothed", ("smoothing", "indicators"), _texts, list),
    _Entry("imputation", ("imputation", "method"), _option(Imputation), _value),
    _Entry("imputation_group", ("imputation", "group"), _text),
    _Entry("availability", ("availability", "threshold"), _share, str),
    _Entry("excluded", ("selection", "excluded"), _texts, list),
    _Entry(
        "transformations",
        ("transformation", "methods"),
        _transformations,
        lambda pairs: {code: option.value for code, option in pairs},
    ),
    _Entry("treatment", ("treatment", "method"), _option(Treatment), _value),
    _Entry("max_skewness", ("treatment", "max_skewness"), _number),
    _Entry("max_kurtosis", ("treatment", "max_kurtosis"), _number),
    _Entry("max_winsorised", ("treatment", "max_winsorised"), _whole),
    _Entry("normalisation", ("normalisation", "method"), _option(Normalisation), _value),
    _Entry("scale", ("normalisation", "scale"), _numbers, list),
    _Entry("decimals", ("normalisation", "decimals"), _whole),
    _Entry(
        "goalposts",
        ("normalisation", "goalposts"),
        _goalposts,
        lambda rows: {code: [low, high] for code, low, high in rows},
    ),
    _Entry("weighting", ("weights", "method"), _option(Weighting), _value),
    _Entry("weights", ("weights", "values"), _weights, dict),
    _Entry("aggregation", ("aggregation", "method"), _option(Aggregation), _value),
    _Entry(
        "aggregation_by_level",
        ("aggregation", "levels"),
        _by_level(Aggregation),
        _levels_table,
    ),
    _Entry(
        "rescaling_by_level",
        ("aggregation", "rescaling"),
        _by_level(Normalisation),
        _levels_table,
    ),
    _Entry("rank_decimals", ("ranking", "decimals"), _whole),
)
_BY_PATH = {entry.path: entry for entry in _ENTRIES}
_SECTIONS = {entry.path[0] for entry in _ENTRIES}


def to_sections(recipe: Recipe) -> dict[str, dict[str, Any]]:
    """Lay out every choice of a recipe in named sections, always in the same order."""
    sections: dict[str, dict[str, Any]] = {}
    for entry in _ENTRIES:
        value = getattr(recipe, entry.field)
        if value is not None:
            section, key = entry.path
            sections.setdefault(section, {})[key] = entry.write(value)
    return sections


def from_sections(content: dict[str, Any], source: str) -> Recipe:
    """Make a recipe of named sections; what is not said keeps the default of :class:`Recipe`.

    Raises
    ------
    InvalidDataError
        With every unknown section or key, value of the wrong type and unknown option at once.
    """
    faults: list[str] = []
    found: dict[str, Any] = {}
    for path, value in _leaves(content, faults):
        entry = _BY_PATH.get(path)
        if entry is None:
            known = ", ".join(f"{key}" for section, key in _BY_PATH if section == path[0])
            faults.append(f"{path[0]}.{path[1]} : clé inconnue, attendu : {known}")
            continue
        try:
            found[entry.field] = entry.read(value)
        except ValueError as error:
            faults.append(f"{path[0]}.{path[1]} : {error}, {value!r} lu")
    name = content.get("name", source)
    if not isinstance(name, str):
        faults.append(f"name : texte attendu, {name!r} lu")
    if faults:
        raise InvalidDataError(source, faults)
    return Recipe(name, **found)


def _leaves(content: dict[str, Any], faults: list[str]) -> Iterator[tuple[tuple[str, str], Any]]:
    for section, keys in content.items():
        if section == "name":
            continue
        if section not in _SECTIONS or not isinstance(keys, dict):
            expected = ", ".join(sorted(_SECTIONS))
            faults.append(f"{section} : section inconnue, attendu : name, {expected}")
            continue
        for key, value in keys.items():
            yield (section, key), value
