"""French as people read it: texts of the product are typeset, names of official files are not."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from common.paths import ROOT
from fragiscope import cli

#: An elision with the apostrophe of a typewriter: « l'indice », « qu'elle », « d'{name} ».
STRAIGHT = re.compile(
    r"\b(?:[ldjmnstc]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|aujourd)'(?=\w|[«*]|$)", re.IGNORECASE
)
#: Spelled as in the official files that name them.
NAMES = {"Né à l'étranger", "Provence-Alpes-Côte d'Azur"}
ROOMS = [path.parent for path in sorted(ROOT.glob("*/__init__.py")) if path.parent.name != "tests"]
SOURCES = [*sorted(ROOT.glob("*.py")), *(path for room in ROOMS for path in room.rglob("*.py"))]
#: What people read, outside the code.
READ = [
    *("docs/methode.md", "docs/kit-enquete/mode-d-emploi.md", "docs/kit-enquete/questionnaire.md"),
    *(
        "indicators/reference_points.toml",
        "indicators/agenda_2030.toml",
        "indicators/contributions.toml",
    ),
    "reports/layout/report.typ",
]


def faults(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of each constant with a straight elision; docstrings are in English."""
    tree = ast.parse(source)
    documents = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
            if id(node) not in documents and text not in NAMES and STRAIGHT.search(text):
                yield node.lineno, text


def test_no_text_of_the_product_has_a_straight_apostrophe() -> None:
    assert len(SOURCES) > 200, "the product was not found"
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text[:80]}"
        for path in SOURCES
        for line, text in faults(path.read_text("utf-8"))
    ]
    assert not found, "write ’ (U+2019):\n" + "\n".join(found)


@pytest.mark.parametrize("name", READ)
def test_no_document_has_a_straight_apostrophe(name: str) -> None:
    lines = enumerate((ROOT / name).read_text("utf-8").splitlines(), start=1)
    assert not [f"{name}:{rank}: {line}" for rank, line in lines if STRAIGHT.search(line)]


def test_no_help_of_a_command_has_a_straight_apostrophe() -> None:
    helps = {name: command.help or "" for name, command in cli.commands.items()}
    assert all(helps.values()), helps
    assert not [text for text in helps.values() if STRAIGHT.search(text)]


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ('x = "l\'indice"', 1),
        ('x = f"un score d\'{name}"', 1),
        ('x = "Qu\'elle", "jusqu\'à"', 2),
        ("x = \"l’indice, rock'n, user's, isn't\"", 0),
        ('def f():\n    """Read the zone d\'emploi."""', 0),
        ('x = "Provence-Alpes-Côte d\'Azur"', 0),
    ],
)
def test_the_rule_sees_faults_and_only_them(source: str, seen: int) -> None:
    assert len(list(faults(source))) == seen
