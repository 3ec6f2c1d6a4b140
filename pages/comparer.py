"""Comparer: one place beside larger ones, chosen ones, alike ones, its neighbours, other levels."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from atlas.compare.asked import offered_levels, references_of
from atlas.desk.place import Place
from common.levels import Territory
from pages.parts.comparer.cache import cached_side_by_side
from pages.parts.comparer.chosen import ask_for_a_place, chosen_controls, similar_section
from pages.parts.comparer.sections import (
    detail_section,
    deviations_section,
    further_section,
    scores_section,
    take_away,
)
from pages.parts.comparer.state import compare_state
from pages.parts.kit.definitions import defined
from pages.parts.kit.desk import desk
from pages.parts.kit.identity import identity_line
from pages.parts.kit.notices import plain, refused_values, sources_notice
from pages.parts.kit.place_state import begin_with_last, remember
from pages.parts.kit.profiles import cached_profile
from pages.parts.kit.screen_end import end_screen
from pages.parts.kit.wording import named

state = compare_state()
refused_values(state.read_url())

begin_with_last(state)
place: Place | None = state.get("territoire")
if place is None:
    ask_for_a_place(state)
    state.write_url()
    end_screen()

profile = cached_profile(place)
remember(place)
st.title(
    plain(f"Comparer {named(place, profile.name)}"),
    help=defined("fragilite", "domaine", "intervalle_de_rang"),
)
st.caption(plain(identity_line(profile)))
chosen_controls(state, offered_levels(desk(), profile))

references = references_of(desk(), profile, state.get("reperes"))
others: tuple[Place, ...] = tuple(other for other in state.get("avec") if other != place)
comparison = cached_side_by_side(place, others, references, state.get("domaine"))

scores_section(comparison)
take_away(comparison)
detail_section(comparison, state)
deviations_section(place, state.get("domaine"))
similar_section(state, place)
further_section(place, state.get("domaine"))

sources_notice(replace(comparison.about, mentions=()))  # told beside the perceptions
if isinstance(place, Territory):
    st.page_link(
        "pages/territoire.py",
        label="Ouvrir le profil complet",
        icon=":material/location_city:",
        query_params={"territoire": str(place)},
    )
state.write_url()
