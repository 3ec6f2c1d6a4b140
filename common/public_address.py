"""The address at which a Fragiscope is reached, and those of its pages."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from urllib.parse import quote, urlencode

from common.errors import UnknownNameError

#: Environment variable: where the public reaches this server.
ADDRESS = "FRAGISCOPE_ADDRESS"
_SITE = re.compile(r"https?://[\w.-]+(:\d{1,5})?(/[\w./-]*)?", re.ASCII)
_LONGEST = 200


def site_address(text: str) -> str:
    """Check the address of a Fragiscope.

    Returns
    -------
    str
        It, without a last slash; "" where there is none.

    Raises
    ------
    UnknownNameError
        If it is not the address of a site.

    Examples
    --------
    >>> site_address("https://fragiscope.exemple.fr/"), site_address("")
    ('https://fragiscope.exemple.fr', '')
    """
    text = text.strip()
    if text and not (len(text) <= _LONGEST and _SITE.fullmatch(text)):
        raise UnknownNameError(
            "l’adresse publique", text, "l’adresse d’un site, par exemple https://exemple.fr"
        )
    return text.rstrip("/")


def configured_address() -> str:
    """Read the address that whoever runs the server gave in :data:`ADDRESS`, "" if none."""
    return site_address(os.environ.get(ADDRESS, ""))


def page_address(site: str, page: str, query: Mapping[str, str]) -> str:
    """Write the address of a page, "" where that of the site is not known.

    >>> page_address("https://exemple.fr", "territoire", {"territoire": "commune:23008"})
    'https://exemple.fr/territoire?territoire=commune:23008'
    >>> page_address("", "territoire", {})
    ''
    """
    if not site:
        return ""
    asked = urlencode(query, safe=":", quote_via=quote)
    return f"{site}/{page}?{asked}" if asked else f"{site}/{page}"


def site_of(address: str) -> str:
    """Give the address of the site of a page.

    >>> site_of("https://exemple.fr/territoire?territoire=commune:23008"), site_of("")
    ('https://exemple.fr', '')
    """
    return address.partition("?")[0].rpartition("/")[0]
