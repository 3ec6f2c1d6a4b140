"""Where the map's files are missing, a screen says so and shows the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from common import assets
from common.errors import NotAvailableError
from common.levels import Level
from geo.tiles import TileSet, ensure_tiles, tile_set
from pages.parts.kit import ground

SAID = "Les fonds de carte ne sont pas prêts : 11 fichiers manquent."


@pytest.fixture
def no_tiles(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Tiles that cannot be built; counts the tries."""
    tries: list[int] = []

    def fail(*_: object, **__: object) -> None:
        tries.append(1)
        raise NotAvailableError(SAID)

    monkeypatch.setattr(ground, "ensure_tiles", fail)
    monkeypatch.setattr(ground, "missing_files", lambda *_: ["one.pmtiles"])
    st.cache_resource.clear()
    yield tries
    st.cache_resource.clear()


def test_a_screen_without_tiles_says_what_is_missing_and_shows_its_table(
    open_page: Callable[..., AppTest], no_tiles: list[int]
) -> None:
    app = open_page("carte", niveau="region")
    assert not app.exception
    assert any("11 fichiers manquent" in error.value for error in app.error)
    assert app.dataframe
    tries = len(no_tiles)
    app.run()
    assert len(no_tiles) == tries == 1


def test_tiles_that_have_come_meanwhile_are_shown(
    open_page: Callable[..., AppTest], no_tiles: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("carte", niveau="region")
    assert app.error
    with monkeypatch.context() as later:
        later.setattr(ground, "missing_files", lambda *_: [])
        later.setattr(ground, "ensure_tiles", ensure_tiles)
        app.run()
    assert not app.error
    assert len(no_tiles) == 1


def test_tiles_that_went_are_looked_for_again(
    open_page: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    st.cache_resource.clear()
    monkeypatch.setattr(ground, "_FOLDER", tmp_path)
    names = tile_set(Level.REGION, "a0").names
    for name in names:
        (tmp_path / name).touch()
    tries: list[int] = []

    def found(*_: object, **__: object) -> dict[Level, TileSet]:
        tries.append(1)
        return {Level.REGION: tile_set(Level.REGION, "a0")}

    monkeypatch.setattr(ground, "ensure_tiles", found)
    app = open_page("carte", niveau="region")
    app.run()
    assert len(tries) == 1
    (tmp_path / names[0]).unlink()
    app.run()
    assert len(tries) == 2
    st.cache_resource.clear()


def test_a_screen_without_scripts_says_what_is_missing(
    open_page: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "VENDOR", assets.VENDOR / "absent")
    monkeypatch.setenv("FRAGISCOPE_CDN", "interdit")
    app = open_page("carte", niveau="region")
    assert not app.exception
    assert "python -m tools.assets" in app.error[0].value
    assert app.dataframe
