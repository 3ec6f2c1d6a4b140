"""A copy-editor who improves a sentence of the product does not break the build.

A test asserts figures and structure, and words through the constants and functions that make them.
Where a sentence itself is what must be proved (an error that says what to do, a reserve that must
not be lost), it is copied: those are counted, and no file has many.
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
#: What a file may copy.
FEW = 5


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


def test_no_file_copies_many_sentences() -> None:
    found = {
        path.relative_to(TESTS).as_posix(): copied(path.read_text("utf-8"))
        for path in sorted(TESTS.rglob("test_*.py"))
    }
    assert len(found) > FEW
    many = {name: count for name, count in found.items() if count > FEW}
    assert not many, "assert words through the constants that make them"


def test_the_count_sees_sentences_and_only_them() -> None:
    sentence = "Aucune enquête réelle ne répond à cette question."
    assert copied(f"assert shown == {sentence!r}") == 1
    assert copied(f"assert {sentence!r} in shown, {sentence!r}") == 1
    assert copied(f"x = {sentence!r}\nassert x") == 0
    assert copied("assert 'trop peu de réponses' in shown") == 0
    assert copied("assert path == 'data/boundaries/communes_2026.parquet'") == 0
