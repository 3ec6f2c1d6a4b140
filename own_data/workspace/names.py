"""Whose the names in the tables of a load are: its own, and no other's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from common.errors import InvalidDataError, clipped
from own_data.kinds.keys import PREFIX
from own_data.workspace.interface import Load
from own_data.workspace.kept import KEPT, Row
from own_data.workspace.link import Link
from own_data.workspace.rows import load_rows

#: Tables whose first key column names things that are one load's own, and what these are.
_OWNED = {
    "estimates": "l’enquête",
    "shares": "l’enquête",
    "records": "le partenariat",
    "schemes": "le dispositif",
    "practices": "la pratique",
    "indicator_values": "l’indicateur",
    "perimeters": "le périmètre",
}
#: Columns of names that the load itself has to declare, and what these are.
_USES = {
    ("estimates", "survey"): "l’enquête",
    ("shares", "survey"): "l’enquête",
    ("indicator_values", "indicator"): "l’indicateur",
    ("code_changes", "indicator"): "l’indicateur",
    ("records", "scheme"): "le dispositif",
    ("places", "record"): "le partenariat",
}


def refuse_undeclared_names(load: Load, rows: Mapping[str, Sequence[Row]]) -> None:
    """A load speaks of what it declares, never of a survey or an indicator of the product.

    Raises
    ------
    InvalidDataError
        If a table names what the load does not declare, or what it declares is not named as own.
    """
    indicators = {one.key for one in load.indicators}
    surveys = {survey.key for survey in load.surveys}
    declared = {
        ("estimates", "survey"): surveys,
        ("shares", "survey"): surveys,
        ("indicator_values", "indicator"): indicators,
        ("code_changes", "indicator"): indicators,
        ("records", "scheme"): _texts(rows, "schemes", "scheme"),
        ("places", "record"): _texts(rows, "records", "record"),
    }
    faults = [
        f"{what} « {clipped(name)} » n’est pas de ce chargement"
        for used, what in _USES.items()
        for name in sorted(_texts(rows, *used) - declared[used])
    ]
    named = set[str]().union(
        *declared.values(),
        {question.key for question in load.questions},
        _texts(rows, "practices", "practice"),
    )
    faults += [
        f"« {clipped(name)} » : le nom de ce qui vous est propre commence par « {PREFIX} »"
        for name in sorted(named)
        if not name.startswith(PREFIX)
    ]
    if faults:
        raise InvalidDataError(load.title, faults)


def _texts(rows: Mapping[str, Sequence[Row]], name: str, column: str) -> set[str]:
    table = next(table for table in KEPT if table.name == name)
    place = table.names.index(column)
    return {row[place] for row in rows.get(name, ())}


def refuse_taken_names(link: Link, load: Load, rows: Mapping[str, Sequence[Row]]) -> None:
    """Two loads never give figures to the same survey, indicator, scheme, record or perimeter.

    Raises
    ------
    InvalidDataError
        If another load has one of these names; the message says which.
    """
    titles = {row[0]: row[2] for row in load_rows(link)}
    faults = []
    for table in KEPT:
        if table.name not in _OWNED or table.name not in rows:
            continue
        named = table.schema.key[0]
        place = table.names.index(named)
        ours = {row[place] for row in rows[table.name]}
        taken = link.run(
            f'SELECT DISTINCT "{named}", load FROM {table.name} WHERE load <> ?',
            [load.key],
        )
        what = _OWNED[table.name]
        faults += [
            f"{what} « {clipped(name)} » est déjà dans « {clipped(titles[other])} » : remplacez ce "
            "chargement, ou donnez un autre nom"
            for name, other in sorted(taken)
            if name in ours and other in titles
        ]
    if faults:
        raise InvalidDataError(load.title, faults)
