"""Where things stand on disk, relative to the project."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
STATIC = ROOT / "static"
#: Lato (SIL Open Font License 1.1), for the pictures and notes that must look the same everywhere.
FONTS = ROOT / "common" / "fonts"
