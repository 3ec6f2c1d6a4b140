from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from common import assets
from common.errors import MissingDataError, UnknownNameError
from common.paths import ROOT
from tools.assets import NEEDED, integrity


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(assets, "VENDOR", tmp_path)
    monkeypatch.delenv("FRAGISCOPE_CDN", raising=False)


def test_the_manifest_lists_the_versions_of_the_lock() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    versions = {asset.package: asset.version for asset in assets.manifest()}
    assert versions == {name: lock[f"node_modules/{name}"]["version"] for name in NEEDED}
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert versions == wanted


def test_the_lock_holds_no_address() -> None:
    for name in ("package-lock.json", "package.json", ".npmrc", "common/assets.json"):
        assert not re.search(r"https?://|resolved\"", (ROOT / name).read_text(encoding="utf-8"))


def test_installed_files_have_the_hash_of_the_manifest(map_scripts: None) -> None:
    for asset in assets.manifest():
        assert integrity((assets.VENDOR / asset.location).read_bytes()) == asset.integrity


def test_an_installed_file_is_served_by_the_application(
    nothing_installed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asset = next(a for a in assets.manifest() if a.path == "dist/leaflet.js")
    target = assets.VENDOR / asset.location
    target.parent.mkdir(parents=True)
    target.write_text("")
    assert assets.address("leaflet", "dist/leaflet.js") == f"/app/static/vendor/{asset.location}"
    monkeypatch.setenv("FRAGISCOPE_STATIC_URL", "/carte/app/static/")
    assert assets.address("leaflet", "dist/leaflet.js").startswith("/carte/app/static/vendor/")


def test_an_absent_file_comes_from_the_cdn_with_its_hash(
    nothing_installed: None, caplog: pytest.LogCaptureFixture
) -> None:
    assets._warn_once.cache_clear()
    asset = next(a for a in assets.manifest() if a.path == "dist/leaflet.js")
    expected = f"{assets.CDN}/{asset.location}#{asset.integrity}"
    assert assets.address("leaflet", "dist/leaflet.js") == expected
    assets.address("leaflet", "dist/leaflet.css")
    assert [record.message for record in caplog.records if assets.CDN in record.message]
    assert len(caplog.records) == 1


def test_the_cdn_can_be_forbidden(nothing_installed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRAGISCOPE_CDN", "interdit")
    with pytest.raises(MissingDataError, match="FRAGISCOPE_CDN=interdit"):
        assets.address("leaflet", "dist/leaflet.js")
    monkeypatch.setenv("FRAGISCOPE_CDN", "non")
    with pytest.raises(UnknownNameError, match="interdit"):
        assets.address("leaflet", "dist/leaflet.js")
