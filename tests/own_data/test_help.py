"""What docs/mes-donnees hands out: templates as declared, examples that load."""

from __future__ import annotations

import pytest
from pandas.testing import assert_frame_equal

from common.french import spaced
from geo.gazetteer import Gazetteer
from own_data.kinds.choices import Choices
from own_data.kinds.help import FOLDER, PAGES, help_text
from own_data.kinds.kept_words import kept_text
from own_data.kinds.loading import COLUMNS, check
from own_data.loaded import ANSWERS_FILE, OwnKind
from own_data.sheets.reading import read_sheet
from own_data.workspace.session import SessionWorkspace
from tests.own_data.conftest import ABOUT
from tools.templates import written_files


def test_what_is_handed_out_is_as_declared() -> None:
    files = written_files()
    stale = [path.name for path, content in files.items() if path.read_bytes() != content]
    assert stale == []  # run `python -m tools.templates`
    assert len(files) == 3 * len(OwnKind) + 1


@pytest.mark.parametrize("kind", OwnKind)
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_template_has_the_columns_of_its_kind(kind: OwnKind, suffix: str) -> None:
    path = FOLDER / f"modele-{PAGES[kind]}.{suffix}"
    sheet = read_sheet(path.read_bytes(), path.name)
    assert list(sheet.frame.columns) == [column.name for column in COLUMNS[kind]]
    given = sheet.frame.fillna("").iloc[0].tolist()
    assert given == [column.example for column in COLUMNS[kind]]


@pytest.mark.parametrize("kind", OwnKind)
def test_an_example_loads(kind: OwnKind, places: Gazetteer) -> None:
    path = FOLDER / f"exemple-{PAGES[kind]}.csv"
    made = check(kind, path.read_bytes(), path.name, places, Choices(ABOUT))
    assert made.report.faults == ()
    assert all(len(table) for table in made.loaded.tables.values())


@pytest.mark.parametrize("kind", OwnKind)
def test_an_example_is_kept_as_it_was_read(kind: OwnKind, places: Gazetteer) -> None:
    path = FOLDER / f"exemple-{PAGES[kind]}.csv"
    made = check(kind, path.read_bytes(), path.name, places, Choices(ABOUT)).loaded
    workspace = SessionWorkspace()
    load = workspace.add(made)
    tables = workspace.tables(kind)
    for name, table in made.tables.items():
        if name == ANSWERS_FILE:  # left out unless asked for
            assert name not in tables
            continue
        assert_frame_equal(tables[name].reset_index(drop=True), table, check_categorical=False)
    assert (load.surveys, load.questions, load.indicators) == (
        made.surveys, made.questions, made.indicators,
    )  # fmt: skip


@pytest.mark.parametrize("kind", OwnKind)
def test_the_page_of_a_kind_is_read_in_the_application(kind: OwnKind) -> None:
    text = help_text(kind)
    assert not any(mark in text for mark in ("](", "<!--", "```", "python -m"))
    assert all(f"`{column.name}`" in text for column in COLUMNS[kind])
    assert all(spaced(part) in text for part in kept_text(kind).split("\n\n"))
