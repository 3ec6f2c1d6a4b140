from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from atlas.desk.desk import Desk
from common.errors import UnknownNameError
from common.levels import Level, Territory
from geo.perimeter import make_perimeter
from reports.batch import OTHER_VERSION, file_of, places_of, plan, regional_places
from reports.documents.kinds import DocumentKind
from reports.layout.pdf import to_pdf
from reports.report import Report
from reports.wanted import DOCX, PDF, PNG, CouncilPages, Documents
from tests.clusters import local_cluster

NoteOf = Callable[..., Report]
CRTE = Territory.parse("crte:crte-84-26-1")


def test_a_folder_keeps_what_is_up_to_date_and_nothing_else(
    desk: Desk, note_of: NoteOf, tmp_path: Path
) -> None:
    before = plan(desk, places_of(desk, Level.CRTE), tmp_path)
    assert len(before.missing) == len(desk.territories_of(Level.CRTE)) == 854
    assert not before.ready
    note = note_of(str(CRTE))
    path = file_of(tmp_path, CRTE)
    path.write_bytes(to_pdf(note))
    after = plan(desk, places_of(desk, Level.CRTE), tmp_path)
    assert after.ready == (CRTE,)
    assert CRTE not in after.missing
    assert not plan(desk.with_demonstration(), places_of(desk, Level.CRTE), tmp_path).ready
    path.write_bytes(to_pdf(replace(note, stamp=("donnees-ancienne", *note.stamp[1:]))))
    assert not plan(desk, places_of(desk, Level.CRTE), tmp_path).ready
    path.write_bytes(to_pdf(note)[:-4000])
    assert not plan(desk, places_of(desk, Level.CRTE), tmp_path).ready


def test_there_is_no_note_of_the_whole_country(desk: Desk) -> None:
    with pytest.raises(UnknownNameError, match="crte"):
        places_of(desk, Level.FRANCE)


def test_a_cluster_writes_the_same_bytes_as_this_process(desk: Desk, tmp_path: Path) -> None:
    places = (CRTE, Territory.parse("crte:crte-06-976-1"))
    alone, shared = tmp_path / "alone", tmp_path / "shared"
    batch = replace(plan(desk, places_of(desk, Level.CRTE), alone), missing=places)
    assert [one.fault for one in batch.run(1)] == ["", ""]
    with local_cluster() as address:
        batch = replace(plan(desk, places_of(desk, Level.CRTE), shared), missing=places)
        assert [one.fault for one in batch.run(scheduler=address)] == ["", ""]
    for place in places:
        assert file_of(shared, place).read_bytes() == file_of(alone, place).read_bytes()


def test_a_worker_that_has_other_data_is_told(desk: Desk, tmp_path: Path) -> None:
    batch = replace(
        plan(desk, places_of(desk, Level.CRTE), tmp_path),
        missing=(CRTE,),
        marks=("donnees-autres",),
    )
    (done,) = batch.run(1)
    assert done.fault == OTHER_VERSION
    assert not file_of(tmp_path, CRTE).exists()


@pytest.mark.slow
def test_processes_write_the_same_bytes_as_one(desk: Desk, note_of: NoteOf, tmp_path: Path) -> None:
    batch = plan(desk, places_of(desk, Level.CRTE), tmp_path)
    other = Territory.parse("crte:crte-06-976-1")
    done = list(replace(batch, missing=(CRTE, other)).run(2))
    assert {one.territory for one in done} == {CRTE, other}
    assert not any(one.fault for one in done)
    expected = to_pdf(note_of(str(CRTE)))
    assert file_of(tmp_path, CRTE).read_bytes() == expected
    assert plan(desk, places_of(desk, Level.CRTE), tmp_path).ready == tuple(sorted((CRTE, other)))


def test_the_regional_reports_are_those_of_the_regions_and_of_france(desk: Desk) -> None:
    places = regional_places(desk)
    assert len(places) == 19
    assert {one.level for one in places[:-1]} == {Level.REGION}
    assert str(places[-1]) == "france:FR"


@pytest.mark.slow
def test_both_files_of_a_report_are_made_and_found_again(desk: Desk, tmp_path: Path) -> None:
    places = (Territory.parse("region:06"), Territory.parse("france:FR"))
    wanted = Documents(DocumentKind.REGIONAL, (DOCX, PDF))
    batch = plan(desk, places, tmp_path, wanted=wanted)
    assert batch.missing == places
    assert [one.fault for one in batch.run(1)] == ["", ""]
    again = plan(desk, places, tmp_path, wanted=wanted)
    assert again.ready == places
    assert not plan(desk.with_demonstration(), places, tmp_path, wanted=wanted).ready
    # A DOCX that was cut short is made again, and so is one that is absent.
    edited = file_of(tmp_path, places[0], wanted.start, DOCX)
    edited.write_bytes(edited.read_bytes()[:2000])
    file_of(tmp_path, places[1], wanted.start, DOCX).unlink()
    assert plan(desk, places, tmp_path, wanted=wanted).missing == places
    assert plan(desk, places, tmp_path, wanted=Documents(wanted.kind)).ready == places


def test_what_has_no_such_document_is_told_and_the_others_are_made(
    desk: Desk, tmp_path: Path
) -> None:
    places = (Territory.parse("commune:01004"), CRTE)
    batch = plan(desk, places, tmp_path, wanted=Documents(DocumentKind.REVIEW))
    assert [one.fault for one in batch.run(1)] == ["", ""]
    (refused,) = plan(desk, places[:1], tmp_path, wanted=Documents(DocumentKind.REGIONAL)).run(1)
    assert DocumentKind.REGIONAL.label in refused.fault


def test_pages_for_a_council_are_made_again_for_another_site_only(
    desk: Desk, tmp_path: Path
) -> None:
    places = (Territory.parse("commune:23008"),)
    first = CouncilPages(date(2026, 11, 29), "https://exemple.fr", (PDF, PNG))
    batch = plan(desk, places, tmp_path, wanted=first)
    assert [one.fault for one in batch.run(1)] == [""]
    assert {path.name for path in tmp_path.iterdir()} == {
        "conseil-commune-23008.pdf",
        "conseil-commune-23008.png",
    }
    later = replace(first, day=date(2026, 12, 1))
    assert plan(desk, places, tmp_path, wanted=later).ready == places
    assert not plan(desk, places, tmp_path, wanted=replace(first, site="")).ready
    # A picture that was cut short is made again.
    drawn = file_of(tmp_path, places[0], first.start, PNG)
    drawn.write_bytes(drawn.read_bytes()[:-2000])
    assert plan(desk, places, tmp_path, wanted=first).missing == places


def test_the_places_of_a_batch_are_those_of_a_territory_or_of_a_perimeter(desk: Desk) -> None:
    creuse = Territory.parse("departement:23")
    communes = places_of(desk, Level.COMMUNE, creuse)
    assert len(communes) == 255
    assert {one.code[:2] for one in communes} == {"23"}
    two = make_perimeter("Deux", ["23008", "19272"], desk.memberships)
    assert [str(one) for one in places_of(desk, Level.COMMUNE, two)] == [
        "commune:19272",
        "commune:23008",
    ]
    assert [str(one) for one in places_of(desk, Level.DEPARTEMENT, two)] == [
        "departement:19",
        "departement:23",
    ]
