"""Which workspace a setting opens."""

from __future__ import annotations

from pathlib import Path

import pytest

from common.errors import UnknownNameError
from own_data.workspace.geopackage import GeoPackageWorkspace
from own_data.workspace.opening import SETTING, open_workspace, workspace_address
from tests.own_data.workspace import loads


def test_without_a_setting_nothing_is_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SETTING, raising=False)
    assert workspace_address() == ""
    monkeypatch.setenv(SETTING, " ")
    assert workspace_address() == ""


def test_a_path_is_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(SETTING, str(tmp_path / "espace.gpkg"))
    workspace = open_workspace(workspace_address())
    assert isinstance(workspace, GeoPackageWorkspace)
    load = workspace.add(loads.perimeter())
    assert open_workspace(str(tmp_path / "espace.gpkg")).loads() == [load]


@pytest.mark.parametrize("address", ["mysql://root:Sesame@serveur/espace", "espace.sqlite"])
def test_an_address_of_something_else_is_refused(address: str) -> None:
    with pytest.raises(UnknownNameError) as told:
        open_workspace(address)
    assert "Sesame" not in str(told.value)
