"""Which sites may show the pages in a frame."""

from __future__ import annotations

import os
import re

from common.errors import UnknownNameError

#: Environment variable: the sites, separated by spaces, that may show Fragiscope in a frame.
FRAMED_BY = "FRAGISCOPE_FRAMED_BY"
_SITE = re.compile(r"https?://(\*\.)?[\w.-]+(:\d+)?", re.ASCII)


def framed_by() -> str:
    """Read who may show the pages in a frame: this server and the sites of :data:`FRAMED_BY`.

    Returns
    -------
    str
        The sources of the directive ``frame-ancestors``.

    Raises
    ------
    UnknownNameError
        If one is not the address of a site.
    """
    sites = os.environ.get(FRAMED_BY, "").split()
    for site in sites:
        if not _SITE.fullmatch(site):
            expected = "des adresses de sites séparées par des espaces (https://exemple.fr)"
            raise UnknownNameError(f"le site du réglage {FRAMED_BY}", site, expected)
    return " ".join(["'self'", *sites])


def framed_elsewhere() -> bool:
    """Tell whether a site other than this server may show the pages."""
    return bool(os.environ.get(FRAMED_BY, "").split())
