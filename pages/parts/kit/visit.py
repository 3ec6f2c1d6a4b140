"""Where the visitor reached this server: what a link or a page to hand out begins with."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from common.errors import FragiscopeError
from common.public_address import configured_address, page_address, site_address


def visit_site(page: str) -> str:
    """Give the public address of this server: that of its configuration, or else of the visit.

    Parameters
    ----------
    page : address of the page that is shown, which that of the visit ends with.

    Returns
    -------
    str
        "" where neither is known, or the browser says something else than an address.
    """
    try:
        return configured_address() or site_address(_without_page(st.context.url or "", page))
    except FragiscopeError:
        return ""


def shared_address(page: str, query: dict[str, str], shown: str) -> str:
    """Write the address of a page as another person may open it; see :func:`visit_site`."""
    return page_address(visit_site(shown), page, query)


def _without_page(url: str, page: str) -> str:
    """Leave out what follows the address of the application.

    >>> _without_page("https://exemple.fr/fragiscope/territoire", "territoire")
    'https://exemple.fr/fragiscope'
    >>> _without_page("http://127.0.0.1:8501/", "territoire")
    'http://127.0.0.1:8501/'
    """
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    below = path.removesuffix(f"/{page}") if path.endswith(f"/{page}") else path
    return f"{parts.scheme}://{parts.netloc}{below or '/'}" if parts.netloc else ""
