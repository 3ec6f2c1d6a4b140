"""Install the scripts of the map below ``static/vendor`` from the pinned npm packages.

``python -m tools.assets`` installs; ``--record`` (after a change of package.json) also writes the
integrity hashes of the new files to the manifest.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from common import assets
from common.errors import FragiscopeError, InvalidDataError
from common.paths import ROOT

#: What the application serves, by package; a name that ends in a slash is a whole folder.
NEEDED = {
    "leaflet": ("dist/leaflet.js", "dist/leaflet.css", "dist/images/"),
    "leaflet.markercluster": (
        "dist/leaflet.markercluster.js",
        "dist/MarkerCluster.css",
        "dist/MarkerCluster.Default.css",
    ),
    "protomaps-leaflet": ("dist/protomaps-leaflet.js",),
}
_NPM_FILES = ("package.json", "package-lock.json", ".npmrc")


def integrity(content: bytes) -> str:
    """Hash a file the way the ``integrity`` attribute of a page wants it.

    >>> integrity(b"")[:20]
    'sha384-OLBgp1GsljhM2'
    """
    return "sha384-" + base64.b64encode(hashlib.sha384(content).digest()).decode()


def _download(npm: str, folder: Path) -> Path:
    """Run ``npm ci`` in an empty folder; return its ``node_modules``."""
    for name in _NPM_FILES:
        shutil.copy(ROOT / name, folder)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 -- fixed
    return folder / "node_modules"


def _files(package: Path, patterns: tuple[str, ...]) -> list[str]:
    """List the needed files of a package, sorted, relative to it."""
    wanted = {
        path
        for pattern in patterns
        for path in (package.glob(f"{pattern}*") if pattern.endswith("/") else [package / pattern])
    }
    return sorted(path.relative_to(package).as_posix() for path in wanted)


def record(modules: Path) -> None:
    """Write the manifest from the installed packages."""
    content = {}
    for name, patterns in NEEDED.items():
        package = modules / name
        version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
        files = {
            path: integrity((package / path).read_bytes()) for path in _files(package, patterns)
        }
        content[name] = {"version": version, "files": files}
    assets.MANIFEST.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    assets.manifest.cache_clear()


def copy(modules: Path, vendor: Path) -> None:
    """Replace ``vendor`` by the files of the manifest.

    Raises
    ------
    InvalidDataError
        If a file is absent or its content is not the one of the manifest.
    """
    faults = []
    with tempfile.TemporaryDirectory(dir=vendor.parent) as name:
        ready = Path(name) / "vendor"
        for asset in assets.manifest():
            source = modules / asset.package / asset.path
            if not source.is_file() or integrity(source.read_bytes()) != asset.integrity:
                faults.append(f"{asset.location} : absent ou différent de l’empreinte attendue.")
                continue
            target = ready / asset.location
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
        if faults:
            raise InvalidDataError("les scripts de la carte", faults)
        shutil.rmtree(vendor, ignore_errors=True)
        ready.replace(vendor)


def main(arguments: list[str]) -> int:
    """Install, or say what will be used instead."""
    recording = "--record" in arguments
    if assets.installed() and not recording:
        return 0
    npm = shutil.which("npm")
    if npm is None:
        try:
            where = assets.address("leaflet", "dist/leaflet.js")
        except FragiscopeError as error:
            print(error, file=sys.stderr)
            return 1
        print(f"npm est absent : la carte utilisera {where.split('#')[0]} et ses voisins.")
        return 0
    with tempfile.TemporaryDirectory() as name:
        modules = _download(npm, Path(name))
        if recording:
            record(modules)
        copy(modules, assets.VENDOR)
    print(f"Scripts de la carte installés dans {assets.VENDOR.relative_to(ROOT)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
