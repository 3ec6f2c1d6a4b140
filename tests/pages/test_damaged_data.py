"""A damaged table is named on the screens instead of being shown."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from atlas.desk.desk import Desk
from common.paths import DATA
from pages.parts.kit import desk as kept


@pytest.fixture
def damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The data of the application, in a copy whose territories are truncated."""
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    os.truncate(data / "boundaries" / "territories.parquet", 1000)
    monkeypatch.setattr(kept, "Desk", lambda: Desk(data))
    st.cache_resource.clear()
    yield data
    st.cache_resource.clear()


@pytest.mark.usefixtures("damaged")
def test_the_application_names_the_damaged_table(open_page: Callable[..., AppTest]) -> None:
    app = open_page("accueil")
    assert not app.exception
    assert any("territories.parquet est endommagée" in error.value for error in app.error)
