"""The search box: a name, a code or a postcode in, a territory out."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from geo.levels import Level, Territory
from pages.parts.cache import desk
from pages.parts.notices import plain

SHOWN = 8


def search_box(
    key: str, choose: Callable[[Territory], None], label: str, first: Level | None = None
) -> None:
    """Draw the box and the territories found, one button each.

    Parameters
    ----------
    key : prefix of the widgets' keys.
    choose : called with the territory whose button is pressed.
    label : French label of the box.
    first : level whose territories come before the others, if any.
    """
    text = st.text_input(
        label,
        key=f"{key}.search",
        placeholder="Nom, code Insee ou code postal",
        icon=":material/search:",
    )
    if not text.strip():
        return
    found = _found(text, first)
    if found.empty:
        st.info(
            f"Aucun territoire trouvé pour « {plain(text)} ». "
            "Essayez un autre nom ou un code postal."
        )
        return
    columns = ("level", "code", "name", "context", "matched")
    for level, code, name, context, matched in zip(*(found[c] for c in columns), strict=True):
        territory = Territory(Level(level), code)
        st.button(
            plain(result_label(name, territory.level, context, matched)),
            key=f"{key}.result.{territory}",
            on_click=choose,
            args=(territory,),
            width="stretch",
            type="tertiary",
            icon=":material/place:",
        )


def _found(text: str, first: Level | None) -> pd.DataFrame:
    found = desk().search_index.find(text, limit=SHOWN)
    if first is None:
        return found
    preferred = desk().search_index.find(text, limit=SHOWN // 2, levels=[first])
    both = pd.concat([preferred, found]).drop_duplicates(["level", "code"])
    return both.head(SHOWN)


def result_label(name: str, level: Level, context: str, matched: str) -> str:
    """Name a search result so that homonyms can be told apart.

    >>> result_label("Ax-les-Thermes", Level.COMMUNE, "Ariège (09)", "09110")
    'Ax-les-Thermes · commune · Ariège (09) · « 09110 »'
    """
    parts = [name, level.label, context, f"« {matched} »" if matched else ""]
    return " · ".join(part for part in parts if part)
