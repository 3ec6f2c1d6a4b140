"""The rules of docs/architecture.md: which room may import which."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import atlas
from common.paths import ROOT
from indicators.base.catalogue import load_catalogue

#: What each room may import among the project's own modules, besides itself.
ALLOWED = {
    "common": set[str](),
    "geo": {"common"},
    "indicators": {"common"},
    "own_data": {"common", "geo", "indicators"},
    "atlas": {"common", "geo", "indicators", "own_data"},
    "pipeline": {"common", "geo", "indicators"},
    "reports": {"common", "geo", "indicators", "own_data", "atlas"},
    "ogc": {"common", "geo", "atlas"},
    "pages": {"common", "geo", "indicators", "own_data", "atlas", "reports"},
    "commands": {
        *("common", "geo", "indicators", "own_data", "atlas", "ogc", "reports", "pipeline"),
    },
    "streamlit_app": {"common", "atlas", "pages"},
    "fragiscope": {"common", "commands"},
    "tools": {"common", "geo", "indicators", "own_data", "atlas", "reports"},
}
OUR_ROOMS = set(ALLOWED)
#: Rooms inside a room, from the ground up: one may import those before it, never those after.
INNER_FLOORS = {
    "indicators": [
        *("base", "composite", "partnerships", "survey", "scores", "small_area", "views"),
    ],
    "own_data": [*("loaded", "sheets", "checks", "kit", "kinds", "workspace")],
    "atlas": [
        *("desk", "alike", "partnerships", "layers", "divergences", "profiles", "compare"),
        *("diagnostic", "findings", "maps", "jobs"),
    ],
    "reports": [
        *("report", "one_page", "layout", "content", "documents", "asked", "wanted", "batch")
    ],
    "pages.parts": [
        *(
            "kit",
            "a_propos",
            "accueil",
            "autodiagnostic",
            "carte",
            "comparer",
            "diagnostic",
            "donnees",
            "ecarts",
            "exposition",
            "indice",
            "mes_donnees",
            "note",
        ),
        *("partenariats", "pratiques", "territoire"),
    ],
}
#: Of the rooms of the atlas, so that a newcomer can hold them in mind.
MOST_ROOMS, MOST_ARROWS = 11, 28


def files_of(room: str) -> list[Path]:
    script = ROOT / f"{room}.py"
    return [script] if script.exists() else sorted((ROOT / room).rglob("*.py"))


def imported_modules(path: Path) -> set[str]:
    modules: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            modules.add(node.module)
    return modules


@pytest.mark.parametrize("room", sorted(ALLOWED))
def test_no_import_goes_up_or_sideways(room: str) -> None:
    files = files_of(room)
    assert files, f"no file in {room}"
    for path in files:
        ours = {module.split(".")[0] for module in imported_modules(path)} & OUR_ROOMS
        assert ours <= ALLOWED[room] | {room}, f"{path.relative_to(ROOT)} imports {ours}"


@pytest.mark.parametrize(
    "room",
    ["common", "geo", "indicators", "own_data", "atlas", "ogc", "reports", "pipeline", "commands"],
)
def test_only_doors_know_streamlit(room: str) -> None:
    for path in files_of(room):
        roots = {module.split(".")[0] for module in imported_modules(path)}
        assert not roots & {"streamlit", "streamlit_folium"}, path.relative_to(ROOT)


def test_every_room_of_the_project_is_ruled() -> None:
    rooms = {p.parent.name for p in ROOT.glob("*/__init__.py")} | {
        p.stem for p in ROOT.glob("*.py")
    }
    # What a build of the package reads, and no room.
    assert rooms - {"tests", "bench", "hatch_build"} <= OUR_ROOMS


def inner_arrows(room: str) -> set[tuple[str, str]]:
    """Which inner room imports which."""
    arrows = set()
    folder = ROOT / room.replace(".", "/")
    for path in sorted(folder.rglob("*.py")):
        own = path.relative_to(folder).with_suffix("").parts[0]
        if own == "__init__":  # what the room offers to who imports it whole: nothing rests on it
            continue
        for module in imported_modules(path):
            if module.startswith(f"{room}."):
                other = module.removeprefix(f"{room}.").split(".")[0]
                arrows |= {(own, other)} if other != own else set()
    return arrows


@pytest.mark.parametrize("room", sorted(INNER_FLOORS))
def test_every_inner_room_has_its_floor(room: str) -> None:
    folder = ROOT / room.replace(".", "/")
    found = {path.relative_to(folder).with_suffix("").parts[0] for path in folder.rglob("*.py")}
    assert found - {"__init__"} == set(INNER_FLOORS[room])


@pytest.mark.parametrize("room", sorted(INNER_FLOORS))
def test_no_inner_import_goes_up(room: str) -> None:
    floor = INNER_FLOORS[room].index
    arrows = inner_arrows(room)
    assert arrows, f"no import between the rooms of {room} was found"
    assert [(own, other) for own, other in sorted(arrows) if floor(other) > floor(own)] == []


def test_a_newcomer_can_hold_the_atlas_in_mind() -> None:
    assert len(INNER_FLOORS["atlas"]) <= MOST_ROOMS
    assert len(inner_arrows("atlas")) <= MOST_ARROWS


def test_nothing_inside_rests_on_what_the_atlas_offers() -> None:
    """Its functions for Python open a desk of their own: ours are given theirs."""
    opening = {
        path.relative_to(ROOT).as_posix()
        for room in ALLOWED
        for path in files_of(room)
        if re.search(r"^from atlas(\.desk\.session)? import", path.read_text("utf-8"), re.M)
    }
    offered = {f"{home.replace('.', '/')}.py" for home in atlas._HOMES.values()}
    assert opening - {"atlas/__init__.py"} <= offered


def test_a_class_has_its_name_for_itself() -> None:
    homes: dict[str, list[str]] = {}
    for room in ALLOWED:
        for path in files_of(room):
            for node in ast.parse(path.read_text("utf-8")).body:
                if isinstance(node, ast.ClassDef):
                    homes.setdefault(node.name, []).append(str(path.relative_to(ROOT)))
    assert {name: files for name, files in homes.items() if len(files) > 1} == {}


def test_the_architecture_names_every_inner_room() -> None:
    document = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    folders = [
        f"{room.replace('.', '/')}/{inner}"
        for room, floors in INNER_FLOORS.items()
        for inner in floors
    ]
    named = [{f"`{folder}`", f"`{folder}.py`"} for folder in folders]  # a folder, or one module
    assert [names for names in named if not any(name in document for name in names)] == []


def test_the_parts_of_a_screen_know_the_kit_and_no_other_screen() -> None:
    assert {other for _, other in inner_arrows("pages.parts")} == {"kit"}


def test_a_screen_knows_its_own_parts_and_the_kit() -> None:
    screens = sorted((ROOT / "pages").glob("*.py"))
    assert screens
    for path in screens:
        parts = {
            module.split(".")[2]
            for module in imported_modules(path)
            if module.startswith("pages.parts.")
        }
        assert parts <= {"kit", path.stem}, path.name


def test_a_screen_is_read_from_top_to_bottom() -> None:
    """Its file calls the parts in order; what they do, and callbacks, are theirs."""
    jumps = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    found = {
        path.name: [
            node.lineno
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, jumps)
        ]
        for path in (ROOT / "pages").glob("*.py")
    }
    assert len(found) > 1
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_one_module_shows_tables() -> None:
    shown = {
        path.relative_to(ROOT).as_posix()
        for path in files_of("pages")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and ast.unparse(node) in ("st.dataframe", "st.table")
    }
    assert shown == {"pages/parts/kit/tables.py"}


@pytest.mark.parametrize("room", ["atlas", "reports", "pages", "commands"])
def test_facts_about_indicators_are_in_the_catalogue(room: str) -> None:
    """No indicator is named in code: what sets one apart is declared beside it."""
    keys = load_catalogue().keys()
    named = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.value}"
        for path in files_of(room)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value in keys
    ]
    assert named == []


def test_seconds_are_bounded_as_on_the_machine_of_the_promises() -> None:
    """A bound on this machine's own clock fails where it is slow: :mod:`tests.speed` compares."""
    timed = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tests").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("process_time", "perf_counter")
    }
    benches = {"tests/ogc/test_endurance.py", "tests/pages/test_search_address.py"}
    assert timed == {"tests/speed.py", "tests/hostile/measured.py"} | benches


def test_nothing_decides_by_which_measure_it_is() -> None:
    names = {
        node.targets[0].id
        for path in files_of("atlas/layers/measures")
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and ast.unparse(node.value).startswith("Measure(")
    }
    assert len(names) == len(files_of("atlas/layers/measures")) - 1  # its list
    deciding = [
        str(path.relative_to(ROOT))
        for room in ("atlas", "pages", "commands", "reports")
        for path in files_of(room)
        if any(module.startswith("atlas.layers.measures") for module in imported_modules(path))
        and names & names_decided_on(path)
    ]
    assert deciding == []


def names_decided_on(path: Path) -> set[str]:
    """Names that a file compares with, or that are keys of its dictionaries."""
    sides: list[ast.expr | None] = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Compare):
            sides += [node.left, *node.comparators]
        elif isinstance(node, ast.Dict):
            sides += node.keys
    return {side.id for side in sides if isinstance(side, ast.Name)}
