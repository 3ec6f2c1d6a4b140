"""The application with faults that nobody foresaw: ``python tests/browser/broken_app.py PORT``.

Started by test_boundary.py: the profile of a place, the button that goes to La Réunion and the file
of the map's table fail.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, NoReturn

sys.path.insert(0, str(Path.cwd()))

from streamlit.web import cli

from atlas.layers import taken
from common.levels import Level, Territory
from pages.parts.kit import profiles, url

REUNION = Territory(Level.REGION, "04")
set_value = url.ScreenState.set


def fail(*_: object, **__: object) -> NoReturn:
    raise RuntimeError("nobody foresaw this")


def set_or_fail(state: url.ScreenState, name: str, value: Any) -> None:
    if value == REUNION:
        fail()
    set_value(state, name, value)


profiles.cached_profile = fail
taken.taken_layer = fail
url.ScreenState.set = set_or_fail  # type: ignore[method-assign, assignment]
sys.argv = [
    *("streamlit", "run", "streamlit_app.py", "--server.address", "127.0.0.1"),
    *("--server.port", sys.argv[1]),
]
cli.main()
