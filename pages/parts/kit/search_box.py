"""The search box: a name, a code or a postcode in, a territory out."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from common.french import number, plural
from common.levels import Level, Territory
from pages.parts.kit.desk import desk
from pages.parts.kit.notices import plain

SHOWN = 8
#: Beyond, the others are not counted.
MOST_COUNTED = 1_000


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
    shown = found.head(SHOWN)
    for level, code, name, context, matched in zip(*(shown[c] for c in columns), strict=True):
        territory = Territory(Level(level), code)
        st.button(
            plain(result_label(name, territory.level, context, _why(territory, matched, text))),
            key=f"{key}.result.{territory}",
            on_click=choose,
            args=(territory,),
            width="stretch",
            type="tertiary",
            icon=":material/place:",
        )

    if len(found) > SHOWN:
        left = len(found) - SHOWN
        more = "Plus de " if len(found) >= MOST_COUNTED else ""
        st.caption(
            f"{more}{number(left)} {plural(left, 'autre territoire', 'autres territoires')} : "
            "ajoutez le département au nom, ou donnez un code."
        )


def _found(text: str, first: Level | None) -> pd.DataFrame:
    found = desk().search_index.find(text, limit=MOST_COUNTED)
    if first is None:
        return found
    preferred = desk().search_index.find(text, limit=SHOWN // 2, levels=[first])
    return pd.concat([preferred, found]).drop_duplicates(["level", "code"])


def _why(territory: Territory, matched: str, asked: str) -> str:
    """Say by what a territory was found, where its name alone does not tell."""
    number_asked = asked.strip().upper()
    if not any(character.isdigit() for character in number_asked):
        return f"« {matched} »" if matched else ""
    if not matched:
        kind = "code Insee" if territory.level is Level.COMMUNE else "code"
        found = territory.code.upper().startswith(number_asked)
        return f"{kind} {territory.code}" if found else ""
    if not matched.isalnum() or matched.isalpha():
        return f"« {matched} »"
    postcodes = str(desk().territory_row(territory)["postcodes"]).split()
    return f"{'code postal' if matched in postcodes else 'ancien code Insee'} {matched}"


def result_label(name: str, level: Level, context: str, why: str) -> str:
    """Name a search result so that homonyms can be told apart.

    >>> result_label("Ax-les-Thermes", Level.COMMUNE, "Ariège (09)", "code postal 09110")
    'Ax-les-Thermes · commune · Ariège (09) · code postal 09110'
    """
    return " · ".join(part for part in (name, level.label, context, why) if part)
