from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from atlas.desk.desk import Desk
from common.errors import UnknownNameError
from common.levels import Level, Territory
from reports.batch import OTHER_VERSION, file_of, plan
from reports.layout.pdf import to_pdf
from reports.report import Report
from tests.clusters import local_cluster

NoteOf = Callable[..., Report]
CRTE = Territory.parse("crte:crte-84-26-1")


def test_a_folder_keeps_what_is_up_to_date_and_nothing_else(
    desk: Desk, note_of: NoteOf, tmp_path: Path
) -> None:
    before = plan(desk, Level.CRTE, tmp_path)
    assert len(before.missing) == len(desk.territories_of(Level.CRTE)) == 854
    assert not before.ready
    note = note_of(str(CRTE))
    path = file_of(tmp_path, CRTE)
    path.write_bytes(to_pdf(note))
    after = plan(desk, Level.CRTE, tmp_path)
    assert after.ready == (CRTE,)
    assert CRTE not in after.missing
    assert not plan(desk.with_demonstration(), Level.CRTE, tmp_path).ready
    path.write_bytes(to_pdf(replace(note, stamp=("donnees-ancienne", *note.stamp[1:]))))
    assert not plan(desk, Level.CRTE, tmp_path).ready
    path.write_bytes(to_pdf(note)[:-4000])
    assert not plan(desk, Level.CRTE, tmp_path).ready


def test_there_is_no_note_of_the_whole_country(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="crte"):
        plan(desk, Level.FRANCE, tmp_path)


def test_a_cluster_writes_the_same_bytes_as_this_process(desk: Desk, tmp_path: Path) -> None:
    places = (CRTE, Territory.parse("crte:crte-06-976-1"))
    alone, shared = tmp_path / "alone", tmp_path / "shared"
    batch = replace(plan(desk, Level.CRTE, alone), missing=places)
    assert [one.fault for one in batch.run(1)] == ["", ""]
    with local_cluster() as address:
        batch = replace(plan(desk, Level.CRTE, shared), missing=places)
        assert [one.fault for one in batch.run(scheduler=address)] == ["", ""]
    for place in places:
        assert file_of(shared, place).read_bytes() == file_of(alone, place).read_bytes()


def test_a_worker_that_has_other_data_is_told(desk: Desk, tmp_path: Path) -> None:
    batch = replace(plan(desk, Level.CRTE, tmp_path), missing=(CRTE,), marks=("donnees-autres",))
    (done,) = batch.run(1)
    assert done.fault == OTHER_VERSION
    assert not file_of(tmp_path, CRTE).exists()


@pytest.mark.slow
def test_processes_write_the_same_bytes_as_one(desk: Desk, note_of: NoteOf, tmp_path: Path) -> None:
    batch = plan(desk, Level.CRTE, tmp_path)
    other = Territory.parse("crte:crte-06-976-1")
    done = list(replace(batch, missing=(CRTE, other)).run(2))
    assert {one.territory for one in done} == {CRTE, other}
    assert not any(one.fault for one in done)
    expected = to_pdf(note_of(str(CRTE)))
    assert file_of(tmp_path, CRTE).read_bytes() == expected
    assert plan(desk, Level.CRTE, tmp_path).ready == tuple(sorted((CRTE, other)))
