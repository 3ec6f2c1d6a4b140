"""What every workspace does, in memory, in a file and on a server."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from common.errors import InvalidDataError, NotAvailableError, UnknownNameError
from indicators.base.values import VALUES
from indicators.partnerships.records import RECORDS
from indicators.views.perceptions import ESTIMATES
from own_data.kinds.keys import PREFIX
from own_data.loaded import ANSWERS_FILE, PERIMETERS_FILE, Loaded, OwnKind
from own_data.workspace.relational import RelationalWorkspace
from own_data.workspace.rows import CHANGES_KEPT
from tests.own_data.workspace import loads


@pytest.mark.parametrize("loaded", loads.EACH, ids=lambda one: str(one.kind))
def test_what_is_read_is_what_was_loaded(workspace: RelationalWorkspace, loaded: Loaded) -> None:
    load = workspace.add(loaded, who="marie@exemple.fr")
    assert workspace.loads() == [load]
    assert (load.kind, load.title, load.about) == (loaded.kind, loaded.title, loaded.about)
    assert (load.who, load.version) == ("marie@exemple.fr", 1)
    assert datetime.now(UTC) - datetime.fromisoformat(load.at) < timedelta(minutes=5)
    assert load.counts == {file: len(frame) for file, frame in loaded.tables.items()}
    declared = (load.surveys, load.questions, load.indicators)
    assert declared == (loaded.surveys, loaded.questions, loaded.indicators)
    read = workspace.tables(loaded.kind)
    assert read.keys() == loaded.tables.keys()
    for file, frame in loaded.tables.items():
        assert_frame_equal(read[file], frame, check_exact=True, check_categorical=False)
        assert (read[file].dtypes.astype(str) == frame.dtypes.astype(str)).all()


def test_a_kind_has_the_tables_of_all_its_loads_in_order(workspace: RelationalWorkspace) -> None:
    first, second = loads.indicators("propre_a", 2), loads.indicators("propre_b", 3)
    for one in (first, loads.perimeter(), second):
        workspace.add(one)
    file = VALUES.file.format(level="epci")
    expected = pd.concat([one.tables[file].astype("object") for one in (first, second)])
    read = workspace.tables(OwnKind.INDICATORS)
    assert read[file].astype("object").to_numpy()[:, :3].tolist() == (
        expected.to_numpy()[:, :3].tolist()
    )
    assert VALUES.faults(read[file]) == []
    assert workspace.tables(OwnKind.SURVEY) == {}


def test_an_empty_table_keeps_its_columns(workspace: RelationalWorkspace) -> None:
    workspace.add(loads.partnerships(count=0))
    read = workspace.tables(OwnKind.PARTNERSHIPS)[RECORDS.file]
    assert len(read) == 0
    assert RECORDS.faults(read) == []


def test_answers_of_people_are_kept_only_if_asked_for(workspace: RelationalWorkspace) -> None:
    given = loads.survey(answers=True)
    load = workspace.add(given)
    assert load.counts == {ESTIMATES.file: 2}
    assert workspace.tables(OwnKind.SURVEY).keys() == {ESTIMATES.file}
    load = workspace.replace(load.key, given, keep_answers=True)
    assert load.counts == {ESTIMATES.file: 2, ANSWERS_FILE: 2}
    read = workspace.tables(OwnKind.SURVEY)[ANSWERS_FILE]
    assert_frame_equal(read, given.tables[ANSWERS_FILE])


def test_a_version_takes_the_place_of_another_and_gives_it_back(
    workspace: RelationalWorkspace,
) -> None:
    def values() -> list[float]:
        read = workspace.tables(OwnKind.SURVEY)[ESTIMATES.file]
        return read["value"].dropna().tolist()

    other = workspace.add(loads.perimeter())
    first = workspace.add(loads.survey(value=10.0))
    second = workspace.replace(first.key, loads.survey(value=20.0), who="jean")
    assert (second.key, second.version, second.who) == (first.key, 2, "jean")
    assert (workspace.loads(), values()) == ([other, second], [20.0])
    assert workspace.undo() == first
    assert (workspace.loads(), values()) == ([other, first], [10.0])
    assert workspace.undo() is None
    assert workspace.loads() == [other]
    assert workspace.undo() is None
    assert workspace.loads() == []
    with pytest.raises(NotAvailableError):
        workspace.undo()


def test_only_the_last_changes_can_be_taken_back(workspace: RelationalWorkspace) -> None:
    load = workspace.add(loads.perimeter("n° 0"))
    for number in range(1, CHANGES_KEPT + 3):
        workspace.replace(load.key, loads.perimeter(f"n° {number}"))
    undone = [workspace.undo() for _ in range(CHANGES_KEPT)]
    assert [one.version for one in undone if one] == list(range(CHANGES_KEPT + 2, 2, -1))
    with pytest.raises(NotAvailableError):
        workspace.undo()
    read = workspace.tables(OwnKind.PERIMETER)[PERIMETERS_FILE]
    assert set(read["perimeter"]) == {"n° 2"}


def test_a_removal_is_for_good(workspace: RelationalWorkspace) -> None:
    kept = workspace.add(loads.perimeter("gardé"))
    gone = workspace.add(loads.survey())
    workspace.replace(gone.key, loads.survey(value=3.0))
    workspace.remove(gone.key)
    assert workspace.loads() == [kept]
    assert workspace.tables(OwnKind.SURVEY) == {}
    with pytest.raises(NotAvailableError):
        workspace.undo()
    assert workspace.loads() == [kept]


def test_what_is_not_there_is_named(workspace: RelationalWorkspace) -> None:
    load = workspace.add(loads.perimeter())
    for change in (workspace.remove, lambda key: workspace.replace(key, loads.perimeter())):
        with pytest.raises(UnknownNameError, match=load.key):
            change("0" * 32)


def test_a_load_is_replaced_by_its_like(workspace: RelationalWorkspace) -> None:
    load = workspace.add(loads.perimeter())
    with pytest.raises(InvalidDataError, match=OwnKind.SURVEY.label):
        workspace.replace(load.key, loads.survey())
    assert workspace.loads() == [load]


@pytest.mark.parametrize("loaded", loads.EACH, ids=lambda one: str(one.kind))
def test_two_loads_do_not_share_a_name(workspace: RelationalWorkspace, loaded: Loaded) -> None:
    load = workspace.add(loaded)
    content = workspace.content()
    with pytest.raises(InvalidDataError, match="déjà"):
        workspace.add(loaded)
    assert (workspace.loads(), workspace.content()) == ([load], content)
    assert workspace.replace(load.key, loaded).version == 2  # its own name is no other's


def test_each_change_gives_the_content_another_name(workspace: RelationalWorkspace) -> None:
    names = [workspace.content()]
    load = workspace.add(loads.perimeter())
    names.append(workspace.content())
    assert workspace.content() == names[-1]
    workspace.replace(load.key, loads.perimeter("B"))
    names.append(workspace.content())
    workspace.undo()
    names.append(workspace.content())
    workspace.remove(load.key)
    names.append(workspace.content())
    assert len(set(names)) == 5


def test_a_load_speaks_of_what_it_declares(workspace: RelationalWorkspace) -> None:
    """Its figures are never taken for those of a survey or an indicator of the product."""
    for loaded, name in (
        (loads.survey("vqs_2021"), "vqs_2021"),
        (loads.partnerships(scheme="clsm"), "clsm"),
        (loads.indicators("taux_pauvrete"), "taux_pauvrete"),
    ):
        with pytest.raises(InvalidDataError, match=f"« {name} » : .* « {PREFIX} »"):
            workspace.add(loaded)
        with pytest.raises(InvalidDataError):
            workspace.add(loads.loaded(loaded.kind, dict(loaded.tables)))  # nothing is declared
    assert workspace.loads() == []


def broken(table: pd.DataFrame, **cells: object) -> pd.DataFrame:
    return table.assign(**cells)


@pytest.mark.parametrize(
    "tables",
    [
        {"partnerships/autre.parquet": loads.perimeter().tables[PERIMETERS_FILE]},
        {PERIMETERS_FILE: pd.DataFrame({"perimeter": ["A"]}, dtype="str")},
        {PERIMETERS_FILE: pd.DataFrame({"perimeter": ["A", "A"], "commune": ["1", "1"]})},
        {PERIMETERS_FILE: pd.DataFrame({"perimeter": ["A\0"], "commune": ["1"]}, dtype="str")},
        {ESTIMATES.file: broken(loads.survey().tables[ESTIMATES.file], value=float("inf"))},
        {ESTIMATES.file: broken(loads.survey().tables[ESTIMATES.file], year="2026")},
    ],
    ids=["file", "columns", "key", "nul", "infinite", "type"],
)
def test_a_table_that_is_not_as_declared_is_refused(
    workspace: RelationalWorkspace, tables: dict[str, pd.DataFrame]
) -> None:
    with pytest.raises(InvalidDataError):
        workspace.add(loads.loaded(OwnKind.PERIMETER, tables))
    assert workspace.loads() == []
