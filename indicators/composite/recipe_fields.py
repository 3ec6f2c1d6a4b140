"""Where every field of a recipe stands in its text, and how it is read and written."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from common.errors import InvalidDataError
from common.form import Form, Reader, finite, texts, typed
from common.limits import SHARE_DIGITS
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

_SHARE = re.compile(rf"\s*\d{{1,{SHARE_DIGITS}}}(?:[./]\d{{1,{SHARE_DIGITS}}})?\s*", re.ASCII)
_LEVEL = re.compile(r"\d{1,3}", re.ASCII)


@dataclass(frozen=True)
class _Entry:
    """Where a field of the recipe stands in the file, and how it is read and written."""

    field: str
    path: tuple[str, str]
    read: Reader[Any]
    write: Callable[[Any], Any] = lambda value: value


def option_reader(kind: type[Option]) -> Reader[Option]:
    """Make the reader of an option; its ``ValueError`` says which ones there are."""

    def read(value: Any) -> Option:
        for member in kind:
            if member.value == value:
                return member
        raise ValueError(f"une option parmi {', '.join(kind)} attendue ({KINDS[kind]})")

    return read


_whole, _text, _table = typed(int), typed(str), typed(dict)


def _share(value: Any) -> Fraction:
    """Read a share; a text is looked at first: building 1e9999999 would take minutes."""
    wrong = ValueError('part attendue, par exemple "2/3" ou 0.5')
    if isinstance(value, str) and not _SHARE.fullmatch(value):
        raise wrong
    try:
        if isinstance(value, str):
            return Fraction(value)
        return Fraction(finite(value)).limit_denominator(1000)
    except (ValueError, ZeroDivisionError):
        raise wrong from None


def _numbers(value: Any) -> tuple[float, float]:
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError("deux nombres attendus")
    return finite(value[0]), finite(value[1])


def _list_of_numbers(value: Any) -> tuple[float, ...]:
    if not isinstance(value, list):
        raise ValueError("liste de nombres attendue")
    return tuple(finite(item) for item in value)


def _by_level(kind: type[Option]) -> Reader[tuple[tuple[int, Any], ...]]:
    read = option_reader(kind)

    def read_levels(value: Any) -> tuple[tuple[int, Any], ...]:
        table = _table(value)
        if not all(_LEVEL.fullmatch(key) for key in table):
            raise ValueError("niveaux en chiffres attendus")
        return tuple((int(level), read(option)) for level, option in table.items())

    return read_levels


def _goalposts(value: Any) -> tuple[tuple[str, float, float], ...]:
    return tuple((code, *_numbers(bounds)) for code, bounds in _table(value).items())


def _transformations(value: Any) -> tuple[tuple[str, Any], ...]:
    read = option_reader(Transformation)
    return tuple((code, read(option)) for code, option in _table(value).items())


def _weights(value: Any) -> tuple[tuple[str, float], ...]:
    return tuple((code, finite(weight)) for code, weight in _table(value).items())


def _levels_table(pairs: tuple[tuple[int, Option], ...]) -> dict[str, str]:
    return {str(level): option.value for level, option in pairs}


def _value(option: Option) -> str:
    return option.value


_ENTRIES = (
    _Entry("unit_code", ("input", "code"), _text),
    _Entry("unit_name", ("input", "name"), _text),
    _Entry("population", ("input", "population"), _text),
    _Entry("missing", ("input", "missing"), _list_of_numbers, list),
    _Entry("denominators", ("denominators", "method"), option_reader(Denominators), _value),
    _Entry("smoothing", ("smoothing", "method"), option_reader(Smoothing), _value),
    _Entry("smoothed", ("smoothing", "indicators"), texts, list),
    _Entry("imputation", ("imputation", "method"), option_reader(Imputation), _value),
    _Entry("imputation_group", ("imputation", "group"), _text),
    _Entry("availability", ("availability", "threshold"), _share, str),
    _Entry("excluded", ("selection", "excluded"), texts, list),
    _Entry(
        "transformations",
        ("transformation", "methods"),
        _transformations,
        lambda pairs: {code: option.value for code, option in pairs},
    ),
    _Entry("treatment", ("treatment", "method"), option_reader(Treatment), _value),
    _Entry("max_skewness", ("treatment", "max_skewness"), finite),
    _Entry("max_kurtosis", ("treatment", "max_kurtosis"), finite),
    _Entry("max_winsorised", ("treatment", "max_winsorised"), _whole),
    _Entry("normalisation", ("normalisation", "method"), option_reader(Normalisation), _value),
    _Entry("scale", ("normalisation", "scale"), _numbers, list),
    _Entry("decimals", ("normalisation", "decimals"), _whole),
    _Entry(
        "goalposts",
        ("normalisation", "goalposts"),
        _goalposts,
        lambda rows: {code: [low, high] for code, low, high in rows},
    ),
    _Entry("weighting", ("weights", "method"), option_reader(Weighting), _value),
    _Entry("weights", ("weights", "values"), _weights, dict),
    _Entry("aggregation", ("aggregation", "method"), option_reader(Aggregation), _value),
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
_SECTIONS = tuple(dict.fromkeys(entry.path[0] for entry in _ENTRIES))
_USUAL = Recipe("")


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
    form = Form(content)
    found: dict[str, Any] = {}
    sections = {section: form.section(section) for section in _SECTIONS}
    for entry in _ENTRIES:
        section, key = entry.path
        found[entry.field] = sections[section].read(key, entry.read, getattr(_USUAL, entry.field))
    name = form.take("name", str, source)
    form.refuse_others()
    for opened in sections.values():
        opened.refuse_others()
    if form.faults:
        raise InvalidDataError(source, form.faults)
    return Recipe(name, **found)
