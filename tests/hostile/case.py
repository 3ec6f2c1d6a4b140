"""What a hostile file is, and what must become of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from own_data.loaded import Loaded, OwnKind


@dataclass(frozen=True)
class Refused:
    """Nothing of the file is taken.

    Attributes
    ----------
    says : words that a fault must have.
    line, column : where that fault must be; None where it does not matter.
    """

    says: str
    line: int | None = None
    column: str | None = None


@dataclass(frozen=True)
class Taken:
    """The file is right: this is what it says, and no more.

    Attributes
    ----------
    found : what is looked at in what was loaded.
    expected : what it must be.
    notice : words that a notice must have, "" where none is needed.
    """

    found: Callable[[Loaded], Any]
    expected: Any
    notice: str = ""


@dataclass(frozen=True)
class Case:
    """A file that somebody made to harm, or that harms by mistake.

    Attributes
    ----------
    name : tells it from the others.
    kind : what it is read as.
    file : its name.
    write : makes its bytes, the same every time.
    outcome : what must become of it.
    said : what its owner chose beside it (:class:`own_data.kinds.choices.Choices`).
    """

    name: str
    kind: OwnKind
    file: str
    write: Callable[[], bytes]
    outcome: Refused | Taken
    said: Mapping[str, Any] = field(default_factory=dict)


def of_table(file: str, *names: str) -> Callable[[Loaded], Any]:
    """Look at columns of a table: a list where there is one, a list of tuples otherwise."""

    def look(loaded: Loaded) -> Any:
        rows = loaded.tables[file][list(names)].astype(object).itertuples(index=False, name=None)
        return [row[0] if len(names) == 1 else row for row in rows]

    return look
