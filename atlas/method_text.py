"""The method in plain French, for the screen that tells it."""

from __future__ import annotations

from common.paths import ROOT


def method_text() -> str:
    """Read ``docs/methode.md``."""
    return (ROOT / "docs" / "methode.md").read_text("utf-8")
