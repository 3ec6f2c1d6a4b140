"""Where the browser finds the scripts of the map.

They are installed under ``static/vendor`` by ``python -m tools.assets`` and served by the
application itself. Where they are missing, the pinned public CDN is used with integrity hashes
(a line in the log says so), unless ``FRAGISCOPE_CDN=interdit``.
"""

from __future__ import annotations

import json
import logging
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from common.errors import MissingDataError, UnknownNameError
from common.paths import STATIC

#: Public mirror of npm packages: serves the files of a package unchanged.
CDN = "https://cdn.jsdelivr.net/npm"
MANIFEST = Path(__file__).with_name("assets.json")
VENDOR = STATIC / "vendor"

_log = logging.getLogger("fragiscope.assets")


@dataclass(frozen=True)
class Asset:
    """One file of an npm package.

    Attributes
    ----------
    package, version, path : what the file is, inside the package.
    integrity : ``sha384-…`` of its content, as the ``integrity`` attribute of a page wants it.
    """

    package: str
    version: str
    path: str
    integrity: str

    @property
    def location(self) -> str:
        """Path below ``static/vendor``; the same below the CDN's address."""
        return f"{self.package}@{self.version}/{self.path}"


@cache
def manifest() -> tuple[Asset, ...]:
    """Read the committed list of the files that the map needs."""
    packages = json.loads(MANIFEST.read_text(encoding="utf-8"))
    return tuple(
        Asset(name, package["version"], path, integrity)
        for name, package in packages.items()
        for path, integrity in package["files"].items()
    )


def static_url() -> str:
    """Address of ``static/`` for the browser; ``FRAGISCOPE_STATIC_URL`` moves it.

    Needed when the application is served under a sub-path (``server.baseUrlPath``).
    """
    return os.environ.get("FRAGISCOPE_STATIC_URL", "/app/static").rstrip("/")


def installed() -> bool:
    """Tell whether every file of the manifest is present below ``static/vendor``."""
    return all((VENDOR / asset.location).is_file() for asset in manifest())


def cdn_allowed() -> bool:
    """Read the setting ``FRAGISCOPE_CDN``: ``autorise`` (default) or ``interdit``.

    Raises
    ------
    UnknownNameError
        If the setting has another value.
    """
    setting = os.environ.get("FRAGISCOPE_CDN", "autorise")
    if setting not in ("autorise", "interdit"):
        raise UnknownNameError("le réglage FRAGISCOPE_CDN", setting, ["autorise", "interdit"])
    return setting == "autorise"


@cache
def _warn_once() -> None:
    _log.warning(
        "Scripts de la carte absents de static/vendor : le navigateur les demandera à %s, avec "
        "contrôle d’intégrité. Pour les installer (npm) : « python -m tools.assets ».",
        CDN,
    )


def address(package: str, path: str) -> str:
    """Give the address of one file for the browser.

    Returns
    -------
    str
        An address of this application, or one of the CDN whose fragment is the integrity hash
        (the fragment is never sent; the page turns it into an ``integrity`` attribute).

    Raises
    ------
    MissingDataError
        If the file is not installed and the CDN is forbidden.
    """
    asset = next(a for a in manifest() if (a.package, a.path) == (package, path))
    if (VENDOR / asset.location).is_file():
        return f"{static_url()}/vendor/{asset.location}"
    if not cdn_allowed():
        raise MissingDataError(
            f"La carte a besoin de {asset.location}, absent de static/vendor, et le réglage "
            "FRAGISCOPE_CDN=interdit défend de le demander ailleurs. Installez npm puis lancez "
            "« python -m tools.assets », ou autorisez le CDN (FRAGISCOPE_CDN=autorise)."
        )
    _warn_once()
    return f"{CDN}/{asset.location}#{asset.integrity}"
