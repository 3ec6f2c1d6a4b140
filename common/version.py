"""Which version of the product this is."""

from __future__ import annotations

import tomllib
from functools import cache

from common.paths import ROOT


@cache
def version() -> str:
    """Read the version in ``pyproject.toml``, the one place that says it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return str(project["version"])
