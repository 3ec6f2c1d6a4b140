"""Each hostile text, in every text of each kind, in every format: kept letter for letter."""

from __future__ import annotations

from functools import partial
from typing import Any

from indicators.partnerships import RECORDS_FILE
from indicators.partnerships.practices import PRACTICES
from own_data.loaded import PERIMETERS_FILE, Loaded, OwnKind
from tests.hostile.case import Case, Taken, of_table
from tests.hostile.formats import WRITERS
from tests.hostile.texts import TEXTS

#: Formats that a base writes, where a text is a value like another: those that try its ends.
_BASE = (
    *("script", "entities", "mustache", "typst_marks", "formula", "query", "path"),
    *("right_to_left", "homoglyphs", "emoji", "number"),
)
_ONLY = {"gpkg": _BASE, "shapefile": _BASE}


def _partnership(text: str) -> list[dict[str, str]]:
    return [{"titre": text, "partenaires": text, "commune": "01004"}]


def _practice(text: str) -> list[dict[str, str]]:
    return [{"titre": text, "confiance": text, "commune": "01004"}]


def _indicator(text: str) -> list[dict[str, str]]:
    return [{"code_insee": "01004", "indicateur": text, "valeur": "1,5", "definition": text}]


def _result(text: str) -> list[dict[str, str]]:
    return [{"code_departement": "01", "question": text, "valeur": "25", "n": "400"}]


def _perimeter(text: str) -> list[dict[str, str]]:
    return [{"perimetre": text, "code_insee": "01004"}]


def _declared(loaded: Loaded) -> Any:
    (one,) = loaded.indicators
    return [(one.label, one.definition)]


def _worded(loaded: Loaded) -> Any:
    return [one.wording for one in loaded.questions]


_SAID = {"domain": "emploi", "group": "citoyens", "direction": 1, "unit": "%"}
_ROWS = {
    OwnKind.PARTNERSHIPS: _partnership,
    OwnKind.PRACTICES: _practice,
    OwnKind.INDICATORS: _indicator,
    OwnKind.RESULTS: _result,
    OwnKind.PERIMETER: _perimeter,
}
_FOUND = {
    OwnKind.PARTNERSHIPS: of_table(RECORDS_FILE, "title", "partners"),
    OwnKind.PRACTICES: of_table(PRACTICES.file, "title", "confiance"),
    OwnKind.INDICATORS: _declared,
    OwnKind.RESULTS: _worded,
    OwnKind.PERIMETER: of_table(PERIMETERS_FILE, "perimeter"),
}
#: Formats by kind: partnerships in all of them, the others in the two that most people use in turn.
_FORMS = {
    OwnKind.PARTNERSHIPS: tuple(WRITERS),
    OwnKind.PRACTICES: ("csv",),
    OwnKind.INDICATORS: ("xlsx",),
    OwnKind.RESULTS: ("csv",),
    OwnKind.PERIMETER: ("geojson",),
}


def _case(kind: OwnKind, form: str, name: str) -> Case:
    file, write = WRITERS[form]
    text, kept = TEXTS[name]
    kept = text if kept is None else kept
    twice = kind not in (OwnKind.RESULTS, OwnKind.PERIMETER)
    return Case(
        f"text-{name}-{kind}-{form}",
        kind,
        file,
        partial(write, _ROWS[kind](text)),
        Taken(_FOUND[kind], [(kept, kept) if twice else kept]),
        _SAID if kind in (OwnKind.INDICATORS, OwnKind.RESULTS) else {},
    )


LITERAL = tuple(
    _case(kind, form, name)
    for kind, forms in _FORMS.items()
    for form in forms
    for name in TEXTS
    if name in _ONLY.get(form, TEXTS)
)
