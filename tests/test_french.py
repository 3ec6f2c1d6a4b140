"""French as people read it: texts of the product are typeset, names of official files are not."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Set

import pytest

from common.paths import ROOT
from fragiscope import cli

#: An elision with the apostrophe of a typewriter: « l'indice », « qu'elle », « d'{name} ».
STRAIGHT = re.compile(
    r"\b(?:[ldjmnstc]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|aujourd)'(?=\w|[«*]|$)", re.IGNORECASE
)
#: Words of the trade, each with what readers are told instead. A word of the method is said once,
#: in docs/methode.md; keys of addresses and columns keep their names.
JARGON = {
    r"fragilité objective|scores? objectifs?": "mesurée, score mesuré",
    r"fiches?": "partenariat",
    r"sujets? d’écoute": "fragilité surtout ressentie",
    r"positions? non établies?": "position incertaine",
    r"regards? croisés|deux regards": "groupes comparés ; mesure et ressenti",
    r"recettes?": "réglages",
    r"écarts types": "l’écart habituel",
    r"bornes? (?:basses?|hautes?|publiées?)|une borne": "bas, haut de l’intervalle ; seuil",
    r"lissée?s?": "stabilisé",
    r"bayésien(?:ne)?s?": "(dans la méthode)",
}
JARGON_IN = re.compile("|".join(rf"\b(?:{words})\b" for words in JARGON), re.IGNORECASE)
#: A key, a name of a file or of a column: nobody reads it as a sentence.
KEY = re.compile(r"[\w./:=?%{}-]*")
#: Names that the public's own files may give to a column, and the credit of a method.
SAID_ANYWAY = {
    "own_data/kinds/results.py": {"borne basse", "borne haute"},
    "commands/rates.py": {"bayésienne"},
}
#: « 1er », « 12e »: written by :func:`common.french.ordinal` with raised letters.
FLAT_ORDINAL = re.compile(r"\b1er\b(?! arr)|(?<=\d)e(?= (?:rang|sur|des|et le)\b)", re.IGNORECASE)
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


def sentences(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of each constant; docstrings are in English."""
    tree = ast.parse(source)
    documents = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in documents:
            continue
        if isinstance(node.value, str):
            yield node.lineno, node.value


def faults(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of each constant with a straight elision."""
    for line, text in sentences(source):
        if text not in NAMES and STRAIGHT.search(text):
            yield line, text


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


def jargon(source: str, allowed: Set[str] = frozenset()) -> Iterator[tuple[int, str]]:
    """Line and text of each sentence with a word of the trade, or a rank without raised letters."""
    for line, text in sentences(source):
        if KEY.fullmatch(text):
            continue
        found = JARGON_IN.search(text)
        if (found and found[0].lower() not in allowed) or FLAT_ORDINAL.search(text):
            yield line, text


def test_no_text_of_the_product_has_a_word_of_the_trade() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text[:80]}"
        for path in SOURCES
        for line, text in jargon(
            path.read_text("utf-8"), SAID_ANYWAY.get(str(path.relative_to(ROOT)), frozenset())
        )
    ]
    assert not found, f"say it plainly ({JARGON}):\n" + "\n".join(found)


@pytest.mark.parametrize(
    "name",
    [
        *("indicators/catalogue.toml", "indicators/contributions.toml"),
        *("indicators/reference_points.toml", "common/definitions.toml"),
    ],
)
def test_no_catalogue_has_a_word_of_the_trade(name: str) -> None:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    assert not [line for line in lines if JARGON_IN.search(line) or FLAT_ORDINAL.search(line)]


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ('x = "Aucune fiche ici"', 1),
        ('x = f"le 1er et le {n} rang, 12e sur 18"', 2),
        ('x = "La recette par défaut", "Taux lissé"', 2),
        ('x = "fiche", "territoire.fiches", "?recette=a"', 0),
        ('x = "1ᵉʳ rang, Paris 1er Arrondissement"', 0),
    ],
)
def test_the_words_of_the_trade_are_seen_and_only_they(source: str, seen: int) -> None:
    assert len(list(jargon(source))) == seen


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
