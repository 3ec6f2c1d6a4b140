"""The programme's own questions over a level, where an organisation asked them."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from atlas.desk.heard import heard_label
from atlas.divergences.programme import programme_choices, programme_view, taken_programme_level
from atlas.profiles.programme_words import (
    ABOUT,
    HEADING,
    PEOPLE,
    interval_words,
    national_sentence,
)
from common.french import number
from common.levels import Level
from pages.parts.kit.desk import desk
from pages.parts.kit.notices import plain
from pages.parts.kit.tables import table
from pages.parts.kit.taken_files import TABLES, taken_files, written_from

#: Label of the choice of a question.
CHOICE = "Question posée par votre organisation"


def show_programme(level: Level) -> None:
    """Choose a question of the level and show its territories; nothing where none was asked."""
    choices = programme_choices(desk(), level)
    if choices.empty:
        return
    st.header(HEADING)
    st.caption(ABOUT)
    place = st.selectbox(
        CHOICE,
        range(len(choices)),
        format_func=[_named(one) for _, one in choices.iterrows()].__getitem__,
        key=f"ecarts.programme.{level.value}",
    )
    chosen = choices.iloc[place]
    view = programme_view(
        desk(), level, str(chosen["survey"]), str(chosen["variable"]), str(chosen["group"])
    )
    said = national_sentence(view.rows)
    if said:
        st.markdown(plain(said))
    rows = view.rows
    cells = zip(rows["value"], rows["low"], rows["high"], strict=True)
    table(
        pd.DataFrame(
            {
                "Territoire": rows["measured_name"],
                "Part (intervalle à 95 %)": [interval_words(*one) for one in cells],
                PEOPLE: [number(count) for count in rows["n"]],
            }
        ),
        own_file=f"ecarts.programme.{level.value}",
    )
    for mention in view.about.mentions:
        st.caption(plain(mention))
    stem = f"{chosen['variable']}-{level.value}"
    taken_files(
        written_from(partial(taken_programme_level, view)),
        lambda extension: f"{stem}.{extension}",
        key=f"ecarts.programme.{level.value}.fichier",
        label="Télécharger ces réponses",
        formats=TABLES,
    )


def _named(choice: pd.Series) -> str:
    who = heard_label(desk(), choice["group"], [choice["survey"]])
    return (
        f"{choice['heading']} : {choice['label']} – {who.lower()} "
        f"({choice['survey_title']}, {choice['year']})"
    )
