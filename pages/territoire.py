"""Territoire: the profile of a territory, or of a perimeter that the reader composes."""

from __future__ import annotations

from functools import partial

import streamlit as st

from atlas.desk.place import Place
from atlas.profile.export import indicators_rows
from common.errors import FragiscopeError
from indicators.base.groups import GROUPS
from pages.parts.kit.desk import desk
from pages.parts.kit.door import require_navigation
from pages.parts.kit.downloads import csv_button, file_button
from pages.parts.kit.notices import plain, sources_notice, table, text_table
from pages.parts.kit.place_choice import place_choice
from pages.parts.kit.place_state import begin_with_last, described_place, file_stem, remember
from pages.parts.kit.profiles import cached_profile
from pages.parts.kit.url import Parameter, ScreenState
from pages.parts.kit.url_values import known_group
from pages.parts.kit.wording import SCORE_AND_RANK
from pages.parts.territoire.cache import cached_profile_json
from pages.parts.territoire.charts import objective_chart
from pages.parts.territoire.head import VIEWS, identity_header, onward_links, standing_out
from pages.parts.territoire.partnerships import partnership_section
from pages.parts.territoire.series import series_section
from pages.parts.territoire.tables import (
    domains_table,
    indicators_table,
    missing_table,
    portrait_table,
)
from pages.parts.territoire.views import views_section

require_navigation()

LABEL = "Votre commune, EPCI, CRTE, département ou région"

state = ScreenState(
    "territoire",
    [
        Parameter("territoire", None, described_place),
        Parameter("groupe", "citoyens", known_group),
    ],
)
for message in state.read_url():
    st.warning(plain(message), icon=":material/link_off:")

begin_with_last(state)
place: Place | None = state.get("territoire")

if place is None:
    st.title("Profil d’un territoire")
    place_choice(state, place, LABEL)
    st.info(
        "Cherchez un territoire par son nom, son code ou son code postal, ou composez un périmètre."
    )
    state.write_url()
    st.stop()

try:
    profile = cached_profile(place)
except FragiscopeError as error:
    st.error(plain(str(error)), icon=":material/error:")
    place_choice(state, place, LABEL)
    state.write_url()
    st.stop()
remember(place)

identity_header(profile, state.get("groupe"))
onward_links(profile)
place_choice(state, place, LABEL)
standing_out(profile)

st.header("Les 16 domaines")
st.altair_chart(
    objective_chart(profile),
    width="stretch",
    alt="Rang dans chaque domaine avec son intervalle, détaillé dans le tableau qui suit",
)
with st.expander("Scores et rangs en tableau", icon=":material/table:"):
    st.caption(SCORE_AND_RANK)
    table(domains_table(profile))

st.header("Regards et écarts", anchor=VIEWS)
st.selectbox(
    "Regard comparé à la mesure",
    list(GROUPS),
    format_func=GROUPS.__getitem__,
    key=state.key("groupe"),
)
views_section(profile, state.get("groupe"))

partnership_section(profile)

st.header("Portrait")
st.caption("Ce que le territoire est, quelles que soient ses fragilités : hors de l’indice.")
text_table(portrait_table(profile))

with st.expander("Au fil des années", icon=":material/timeline:"):
    series_section(profile)
with st.expander(f"Ce qui manque, et pourquoi ({len(profile.missing)})", icon=":material/help:"):
    text_table(missing_table(profile))
with st.expander("Tous les indicateurs", icon=":material/table:"):
    table(indicators_table(profile))

left, right = st.columns(2)
with left:
    file_button(
        "Télécharger le profil (JSON)",
        partial(cached_profile_json, place),
        f"{file_stem(place)}.json",
        "application/json",
    )
with right:
    csv_button(
        "Télécharger les indicateurs",
        lambda: indicators_rows(desk(), profile),
        f"{file_stem(place)}.csv",
    )
sources_notice(profile.about)
state.write_url()
