"""What opens over a page stays with what it belongs to."""

from __future__ import annotations

import ast

from common.paths import ROOT


def test_each_popover_has_a_key() -> None:
    """Without one it is known by its place: open, it shuts, or opens for its neighbour, when the
    page above it changes."""
    found = [
        (path.name, {word.arg for word in node.keywords})
        for path in sorted((ROOT / "pages").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "popover"
    ]
    assert found
    assert [name for name, options in found if "key" not in options] == []
