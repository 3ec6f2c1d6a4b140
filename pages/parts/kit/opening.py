"""What a server does before it takes its first visitor, who would wait for it.

A screen is imported, the tables of a profile are read, names are made ready for the search, when
they are first asked for: three seconds of the first profile, one and a half of the first letter
that someone types. A server does all this once before it says that it is ready.
"""

from __future__ import annotations

import pkgutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib import import_module

import streamlit as st

import pages.parts
from atlas.profiles import profile
from common.errors import FragiscopeError
from common.levels import Level, Territory
from pages.parts.kit.desk import desk


@asynccontextmanager
async def opened_early(_: st.App) -> AsyncIterator[None]:
    """Open what visitors will need, then let the server take them."""
    import_screens()
    read_tables()
    yield


def import_screens() -> None:
    """Import what the screens are made of; what draws pictures and notes still waits."""
    for module in pkgutil.walk_packages(pages.parts.__path__, f"{pages.parts.__name__}."):
        import_module(module.name)


def read_tables() -> None:
    """Read the tables of a search and of a profile; damaged ones are left to the pages.

    The page that needs a damaged table names it to whoever asks for it.
    """
    with suppress(FragiscopeError):
        _ = desk().search_index
        code = desk().territories_of(Level.COMMUNE).index[0]
        profile(desk(), Territory(Level.COMMUNE, str(code)))
