"""Load files of one's own by command, find them in what the commands write, and erase them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from atlas.desk.desk import Desk
from atlas.desk.own import opened_desk, with_workspace
from atlas.divergences.programme import programme_choices
from commands.usage import REFUSED
from common.levels import Level, Territory
from fragiscope import cli
from own_data.loaded import OWN_MARK
from own_data.workspace.geopackage import GeoPackageWorkspace
from own_data.workspace.opening import open_workspace
from reports.batch import plan
from tests.atlas.desk.brought import HERE, INDICATOR, PERIMETER, SCHEME, SURVEY, fill
from tests.atlas.profiles.test_programme import PLACE as ASKED
from tests.atlas.profiles.test_programme import answers
from tests.atlas.profiles.test_programme import workspace as asking
from tests.own_data.workspace.postgres_server import postgres_server
from tests.reports.layout.test_pdf import page_texts, plain

PLACE = f"commune:{HERE}"
LIST = f"titre;territoire;domaines\nPacte A;{HERE};emploi\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(one) for one in arguments])


@pytest.fixture(scope="module", params=["file", pytest.param("postgres", marks=pytest.mark.slow)])
def workspace(
    desk: Desk, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[str]:
    """The address of a workspace that holds something of each kind."""
    with ExitStack() as stack:
        if request.param == "file":
            address = str(tmp_path_factory.mktemp("own") / "atelier.gpkg")
        else:
            address = stack.enter_context(postgres_server()).address
        fill(open_workspace(address), desk)
        yield address


def test_a_layer_shows_them_only_with_their_workspace(workspace: str, tmp_path: Path) -> None:
    asked = ("layer", "--level", "commune", "--within", "departement:01",
             "--measure", "indicator", "--indicator", INDICATOR)  # fmt: skip
    refused = run(*asked, "-o", tmp_path / "sans.geojson")
    assert refused.exit_code == 2
    assert "Traceback" not in refused.output
    done = run(*asked, "--with", workspace, "-o", tmp_path / "avec.geojson")
    assert done.exit_code == 0, done.output
    assert OWN_MARK in done.stderr.lower()
    made = json.loads((tmp_path / "avec.geojson").read_text("utf-8"))
    values = {one["properties"]["code"]: one["properties"]["value"] for one in made["features"]}
    assert values[HERE] == pytest.approx(0.3)
    assert any(OWN_MARK in mention.lower() for mention in made["mentions"])


def test_a_profile_and_one_of_a_named_perimeter(workspace: str, tmp_path: Path) -> None:
    for place in (PLACE, PERIMETER):
        path = tmp_path / "profil.json"
        done = run("profile", place, "--with", workspace, "-o", path)
        assert done.exit_code == 0, done.output
        made = json.loads(path.read_text("utf-8"))
        assert INDICATOR in {one["key"] for one in made["indicators"]}
        assert SURVEY in {one["survey"] for one in made["views"]} or place == PERIMETER
        assert SCHEME in {one["scheme"] for one in made["partnerships"]}
        assert OWN_MARK in " ".join(made["mentions"]).lower()
    plain = tmp_path / "seul.json"
    assert run("profile", PLACE, "-o", plain).exit_code == 0
    assert "propre_" not in plain.read_text("utf-8")


def test_a_note_tells_them_in_a_section_of_their_own(workspace: str, tmp_path: Path) -> None:
    path = tmp_path / "note.pdf"
    done = run("note", PLACE, "--with", workspace, "-o", path)
    assert done.exit_code == 0, done.output
    assert OWN_MARK in done.stderr.lower()
    text = "".join(page_texts(path.read_bytes()))
    for told in ("Données de votre organisation", "Logements vides", "Pacte A", OWN_MARK):
        assert plain(told) in text


def test_a_review_counts_and_names_the_projects_of_the_organisation(
    workspace: str, tmp_path: Path
) -> None:
    texts = {}
    for name, asked in {"avec": ("--with", workspace), "sans": ()}.items():
        path = tmp_path / f"{name}.pdf"
        done = run("note", PLACE, "--document", "revue-de-projets", *asked, "-o", path)
        assert done.exit_code == 0, done.output
        texts[name] = "".join(page_texts(path.read_bytes()))
    for told in ("Pacte A", "Pacte B", OWN_MARK):
        assert plain(told).lower() in texts["avec"].lower()
        assert plain(told).lower() not in texts["sans"].lower()


def test_a_file_that_holds_them_is_made_again_with_their_workspace(
    workspace: str, tmp_path: Path
) -> None:
    path, other = tmp_path / "avec.csv", tmp_path / "autre.gpkg"
    asked = ("layer", "--level", "commune", "--within", "departement:01",
             "--measure", "indicator", "--indicator", INDICATOR)  # fmt: skip
    assert run(*asked, "--with", workspace, "-o", path).exit_code == 0
    again = run("reproduce", path, "--with", workspace)
    assert again.exit_code == 0, again.output
    assert workspace not in path.read_text("utf-8")
    without = run("reproduce", path)
    assert (without.exit_code, without.stdout) == (REFUSED, "")
    assert "donner leur espace par --with ESPACE" in without.stderr
    (tmp_path / "liste.csv").write_text(LIST, "utf-8")
    run("load", tmp_path / "liste.csv", "--kind", "partnerships", "--into", other)
    elsewhere = run("reproduce", path, "--with", other)
    assert elsewhere.exit_code == REFUSED
    assert "d’une autre version" in elsewhere.stdout


def test_a_document_that_holds_none_of_them_is_made_again_without(
    workspace: str, tmp_path: Path
) -> None:
    path = tmp_path / "debat.pdf"
    asked = ("note", PLACE, "--document", "feuille-de-debat", "--with", workspace)
    assert run(*asked, "-o", path).exit_code == 0
    done = run("reproduce", path)
    assert done.exit_code == 0, done.output
    assert "--with" not in done.stdout


def test_the_answers_to_the_programme_are_made_again_in_every_table(
    desk: Desk, tmp_path: Path
) -> None:
    store = tmp_path / "atelier.gpkg"
    waves = {2024: answers(60, 5), 2026: answers(120, 5)}
    opened = with_workspace(Desk(desk.data), asking(desk, waves, GeoPackageWorkspace(store)))
    survey = str(programme_choices(opened, Level.EPCI)["survey"].iloc[0])
    named = ("--level", "epci", "--survey", survey, "--group", "citoyens")
    for asked in (
        ("programme", "--place", str(ASKED)),
        ("waves", "--place", str(ASKED)),
        ("programme-level", *named, "--question", "levier_souhaite_action"),
    ):
        for name in ("table.csv", "table.xlsx"):
            path = tmp_path / name
            done = run("table", *asked, "--with", store, "-o", path)
            assert done.exit_code == 0, done.output
            again = run("reproduce", path, "--with", store)
            assert again.exit_code == 0, again.output


def test_load_list_replace_undo_and_unload(tmp_path: Path) -> None:
    store, path = tmp_path / "atelier.gpkg", tmp_path / "liste.csv"
    path.write_text(LIST, "utf-8")
    asked = ("load", path, "--kind", "partnerships", "--into", store)
    assert run(*asked).exit_code == 0
    key = GeoPackageWorkspace(store).loads()[0].key
    again = run(*asked)
    assert again.exit_code == REFUSED
    assert "est déjà dans" in again.output
    path.write_text(LIST + f"Pacte B;{HERE};sante\n", "utf-8")
    replaced = run(*asked, "--replace", key)
    assert (replaced.exit_code, "version 2" in replaced.stderr) == (0, True)
    assert run("loads", "--in", store).stdout.startswith(key)
    (listed,) = json.loads(run("loads", "--in", store, "--json").stdout)
    assert datetime.fromisoformat(listed.pop("at")).tzinfo == UTC
    assert listed == {"key": key, "kind": "partnerships", "title": "liste", "version": 2}
    assert run("undo", "--in", store).exit_code == 0
    assert GeoPackageWorkspace(store).loads()[0].version == 1
    assert run("unload", key, "--from", store).exit_code == 0
    assert run("loads", "--in", store).stdout == ""
    assert b"Pacte" not in store.read_bytes()
    assert run("undo", "--in", store).exit_code == 2


def test_a_file_with_faults_changes_nothing_and_leaves_as_one(tmp_path: Path) -> None:
    store, path = tmp_path / "atelier.gpkg", tmp_path / "liste.csv"
    path.write_text("titre;territoire\nPacte A;99999\n", "utf-8")
    done = run("load", path, "--kind", "partnerships", "--into", store, "--json")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["clean"] is False
    assert not store.exists()


def test_a_script_reads_what_was_loaded(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text(LIST, "utf-8")
    done = run("load", path, "--kind", "partnerships", "--into", tmp_path / "a.gpkg", "--json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert set(told) == {
        *("kind", "file", "clean", "taken", "repaired", "refused"),
        *("faults_total", "faults", "notices", "preview"),
    }
    assert (told["kind"], told["file"], told["clean"]) == ("partnerships", "liste.csv", True)
    assert (told["taken"], told["refused"], told["faults"]) == (1, 0, [])
    assert told["preview"][0]["Partenariat"] == "Pacte A"


@pytest.mark.parametrize("command", ["loads", "undo"])
def test_reading_makes_no_workspace(tmp_path: Path, command: str) -> None:
    store = tmp_path / "absent.gpkg"
    assert run(command, "--in", store).exit_code == 2
    done = run("profile", PLACE, "--with", store, "-o", tmp_path / "profil.json")
    assert done.exit_code == 2
    assert not store.exists()


def test_the_notes_of_a_level_are_made_again_with_them(workspace: str, tmp_path: Path) -> None:
    """Those made without are not up to date, and the other way round."""

    place = Territory.parse("region:84")
    opened = opened_desk(workspace=workspace)
    with_it = plan(opened, [place], tmp_path, workspace=workspace)
    assert [one.fault for one in with_it.run(1)] == [""]
    made = "".join(page_texts((tmp_path / "region-84.pdf").read_bytes()))
    assert plain(OWN_MARK) in made.lower()
    again = plan(opened, [place], tmp_path, workspace=workspace)
    assert again.ready == (place,)
    assert plan(Desk(), [place], tmp_path).ready == ()
