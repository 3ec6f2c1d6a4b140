"""A server opens what visitors need before it takes them, and no more than that."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import streamlit as st

from atlas.desk.desk import Desk
from common.paths import DATA, ROOT
from pages.parts.kit import desk as kept
from pages.parts.kit.opening import opened_early, read_tables
from tests.pages.test_imports import ONLY_ON_DEMAND

IMPORTED = "import sys; from pages.parts.kit.opening import import_screens; import_screens(); "


async def _start() -> None:
    async with opened_early(st.App(ROOT / "streamlit_app.py")):
        pass


def test_the_tables_of_a_profile_are_open_before_the_first_visit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened = Desk()
    monkeypatch.setattr("pages.parts.kit.opening.desk", lambda: opened)
    asyncio.run(_start())
    monkeypatch.setattr("geo.territories.read_table", lambda *_: pytest.fail("read again"))
    assert len(opened.territories)
    assert len(opened.median_scores)


def test_damaged_data_do_not_stop_a_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    os.truncate(data / "boundaries" / "territories.parquet", 1000)
    monkeypatch.setattr(kept, "Desk", lambda: Desk(data))
    st.cache_resource.clear()
    read_tables()
    st.cache_resource.clear()


def test_pictures_and_notes_still_wait() -> None:
    code = f"{IMPORTED} print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split()
    assert "pages.parts.territoire.sections" in loaded
    assert ONLY_ON_DEMAND & set(loaded) == set()
    # Streamlit serves a component that a visit imported, and no other.
    assert "streamlit_folium" not in loaded
