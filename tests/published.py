"""Published cases: results that others have printed for their own data, found again by the tests.

Those that a free licence lets travel are in ``tests/cases`` (origins and licences in its README).
Those that only packages under the GPL distribute stay beside the project.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from common.paths import ROOT

CASES = ROOT / "tests" / "cases"
_BESIDE = ROOT.parent / "shared" / "cases"


def case_beside(name: str) -> Path:
    """Give the folder of a case that stays beside the project, or skip the test."""
    folder = _BESIDE / name
    if not folder.is_dir():
        pytest.skip(f"the case {name}, which packages under the GPL distribute, is not beside")
    return folder
