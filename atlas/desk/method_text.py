"""The method in plain French, for the screen that tells it."""

from __future__ import annotations

from common.french import spaced
from common.paths import ROOT


def method_text() -> str:
    """Read ``docs/methode.md``, with the no-break spaces that print wants."""
    return spaced((ROOT / "docs" / "methode.md").read_text("utf-8"))
