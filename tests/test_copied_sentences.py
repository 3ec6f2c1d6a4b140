"""A copy-editor who improves a sentence of the product does not break the build.

A test asserts figures and structure, and words through the constants and functions that make them.
Where a sentence itself is what must be proved (an error that says what to do, a reserve that must
not be lost), it is copied: those are counted, and their number may only go down.
"""

from __future__ import annotations

import ast
import re

from common.paths import ROOT

TESTS = ROOT / "tests"
#: Characters from which an asserted text is a sentence rather than a word looked for.
LONG = 25
FRENCH = re.compile(
    r"[àâçéèêëîïôùûœ’«»]|\b(?:le|la|les|des|du|une?|est|sont|pas|par|dans|pour|sur|que|qui)\b",
    re.IGNORECASE,
)
#: What any file may copy.
FEW = 5
#: Files that copy more, and how many they do: lower the figure when one of them goes.
MOST = {
    "indicators/composite/test_hierarchy.py": 10,
    "atlas/jobs/test_index.py": 10,
    "pages/test_partenariats.py": 8,
    "atlas/gaps/test_reading.py": 6,
    "atlas/profile/test_lenders.py": 6,
}


def copied(source: str) -> int:
    """Count the French sentences among the values that a test asserts."""
    tests = [node.test for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Assert)]
    texts = {
        (node.lineno, node.col_offset): node.value
        for test in tests
        for node in ast.walk(test)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return sum(
        len(text) > LONG and " " in text and FRENCH.search(text) is not None
        for text in texts.values()
    )


def test_sentences_that_tests_copy_become_fewer() -> None:
    found = {
        path.relative_to(TESTS).as_posix(): copied(path.read_text("utf-8"))
        for path in sorted(TESTS.rglob("test_*.py"))
    }
    many = {name: count for name, count in found.items() if count > FEW}
    more = {name: count for name, count in many.items() if count > MOST.get(name, FEW)}
    assert not more, "assert words through the constants that make them"
    fewer = {name: found.get(name, 0) for name in MOST if found.get(name, 0) < MOST[name]}
    assert not fewer, "lower these figures of MOST"


def test_the_count_sees_sentences_and_only_them() -> None:
    sentence = "Aucune enquête réelle ne répond à cette question."
    assert copied(f"assert shown == {sentence!r}") == 1
    assert copied(f"assert {sentence!r} in shown, {sentence!r}") == 1
    assert copied(f"x = {sentence!r}\nassert x") == 0
    assert copied("assert 'trop peu de réponses' in shown") == 0
    assert copied("assert path == 'data/boundaries/communes_2026.parquet'") == 0
