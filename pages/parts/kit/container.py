"""The part of the country that a screen shows: all of it, a région, a département, a DROM."""

from __future__ import annotations

import streamlit as st

from common.levels import FRANCE_CODE, Level, Territory
from geo.extents import EXTENTS
from pages.parts.kit.caches import cache_resource
from pages.parts.kit.desk import desk
from pages.parts.kit.url import ScreenState

FRANCE = Territory(Level.FRANCE, FRANCE_CODE)


@cache_resource(show_spinner=False)
def territory_names(level: Level) -> dict[str, str]:
    """Name the territories of a level by code, in the order of names."""
    names = desk().territories_of(level)["name"].sort_values()
    return dict(zip(names.index, names, strict=True))


def around(territory: Territory) -> Territory:
    """Choose what the map shows around a territory: its département, or the whole country."""
    if territory.level not in (Level.COMMUNE, Level.EPCI, Level.CRTE):
        return FRANCE
    return Territory(Level.DEPARTEMENT, desk().territory_row(territory)["departement"])


def overseas_buttons(state: ScreenState) -> None:
    """Go to métropole or to one of the five DROM in one click."""
    with st.container(horizontal=True):
        for extent in EXTENTS:
            target = Territory(Level.REGION, extent.region) if extent.region else FRANCE
            st.button(
                extent.name,
                key=state.key(f"go.{extent.key}"),
                on_click=state.set,
                args=("dans", target),
                type="tertiary",
            )


def container_box(state: ScreenState, label: str) -> None:
    """Let the reader choose the territory that holds what is shown."""
    options = [FRANCE, *_territories(Level.REGION), *_territories(Level.DEPARTEMENT)]
    if state.get("dans") not in options:
        options.append(state.get("dans"))
    st.selectbox(
        label,
        options,
        format_func=container_label,
        key=state.key("dans"),
        filter_mode="contains",
    )


def _territories(level: Level) -> list[Territory]:
    return [Territory(level, code) for code in territory_names(level)]


def container_label(territory: Territory) -> str:
    """Name a container as a choice."""
    if territory == FRANCE:
        return "France entière"
    name = territory_names(territory.level)[territory.code]
    return f"{name} ({territory.level.label} {territory.code})"
