"""What the tests of own data share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from atlas.desk.desk import Desk
from atlas.desk.perimeters import gazetteer
from geo.gazetteer import Gazetteer
from own_data.kinds.choices import Choices
from own_data.kinds.loading import Checked, check
from own_data.loaded import OwnKind, OwnSource
from own_data.workspace.cells import rows_by_table
from tests.own_data.written import Rows, csv_text

ABOUT = OwnSource("Baromètre local", "Préfecture de l’Ain", 2025)
#: Reads rows, or a text, as a kind: choices by name.
Checker = Callable[..., Checked]


@pytest.fixture(scope="session")
def places(desk: Desk) -> Gazetteer:
    return gazetteer(desk)


@pytest.fixture
def checked(places: Gazetteer) -> Checker:
    def run(kind: OwnKind, written: Rows | str, **said: Any) -> Checked:
        text = written if isinstance(written, str) else csv_text(written)
        options = {name: said.pop(name) for name in ("design", "chosen") if name in said}
        made = check(kind, text.encode(), "a.csv", places, Choices(ABOUT, **said), **options)
        if made.loaded is not None:  # what is clean can be loaded
            rows_by_table(made.loaded.tables, answers=True)
        return made

    return run
