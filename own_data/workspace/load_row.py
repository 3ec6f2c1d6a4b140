"""A load as one row of ``loads``: what is known of it, its declarations as JSON."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

from common.errors import InvalidDataError, clipped
from indicators.base.catalogue import Indicator
from indicators.base.questions import PublishedQuestion
from indicators.views.perceptions import Survey
from own_data.loaded import Loaded, OwnKind, OwnSource
from own_data.workspace.cells import counts_of, rows_by_table
from own_data.workspace.declared import parsed, written
from own_data.workspace.interface import Load
from own_data.workspace.kept import Row, empty_frame
from own_data.workspace.texts import is_storable

#: Columns of ``loads``; all are texts but the version.
LOAD_COLUMNS = (
    *("load", "kind", "title", "about", "at", "who", "counts", "version"),
    *("surveys", "questions", "indicators"),
)
_KEY = re.compile("[0-9a-f]{32}")


def as_kept(
    loaded: Loaded, key: str, version: int, who: str, answers: bool
) -> tuple[Load, dict[str, list[Row]]]:
    """Give what is kept of a load: what is known of it, and its rows by table.

    Raises
    ------
    InvalidDataError
        If a table is not as declared.
    """
    rows = rows_by_table(loaded.tables, answers)
    load = Load(
        key=key,
        kind=loaded.kind,
        title=loaded.title,
        about=loaded.about,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        who=who,
        counts=counts_of(loaded.tables, answers),
        version=version,
        surveys=loaded.surveys,
        questions=loaded.questions,
        indicators=loaded.indicators,
    )
    return load, rows


def load_row(load: Load) -> Row:
    """Write a row of ``loads``."""
    return (
        *(load.key, load.kind.value, load.title, written([load.about]), load.at, load.who),
        *(json.dumps(dict(load.counts)), load.version, written(load.surveys)),
        *(written(load.questions), written(load.indicators)),
    )


def as_load(row: Row) -> Load:
    """Read a row of ``loads``, whoever wrote it.

    Raises
    ------
    InvalidDataError
        If a field is not what it should be.
    """
    cells = dict(zip(LOAD_COLUMNS, row, strict=True))
    version, texts = cells.pop("version"), list(cells.values())
    are_texts = all(isinstance(text, str) and is_storable(text) for text in texts)
    if not are_texts or not isinstance(version, int):
        raise InvalidDataError("loads", ["texte attendu dans chaque colonne, entier pour version"])
    if not _KEY.fullmatch(cells["load"]) or version < 1:
        raise InvalidDataError("loads", ["load : 32 chiffres hexadécimaux, version : 1 ou plus"])
    if cells["kind"] not in {kind.value for kind in OwnKind}:
        raise InvalidDataError("loads", [f"kind : « {clipped(cells['kind'])} » inconnu"])
    try:
        datetime.fromisoformat(cells["at"])
    except ValueError:
        raise InvalidDataError("loads", ["at : date et heure ISO 8601 attendues"]) from None
    sources = parsed(OwnSource, cells["about"], "loads, about")
    if len(sources) != 1:
        raise InvalidDataError("loads", ["about : une source attendue"])
    return Load(
        key=cells["load"],
        kind=OwnKind(cells["kind"]),
        title=cells["title"],
        about=sources[0],
        at=cells["at"],
        who=cells["who"],
        counts=_counts(cells["counts"]),
        version=version,
        surveys=parsed(Survey, cells["surveys"], "loads, surveys"),
        questions=parsed(PublishedQuestion, cells["questions"], "loads, questions"),
        indicators=parsed(Indicator, cells["indicators"], "loads, indicators"),
    )


def _counts(text: str) -> dict[str, int]:
    try:
        counts = json.loads(text)
    except (ValueError, RecursionError):
        counts = None
    if not isinstance(counts, dict) or not all(isinstance(n, int) for n in counts.values()):
        raise InvalidDataError("loads", ["counts : nombres par table attendus"])
    for file in counts:
        empty_frame(file)
    return counts
