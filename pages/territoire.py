"""Territoire: the profile of one territory, its 16 domains, indicators and partnerships."""

from __future__ import annotations

import streamlit as st

from geo.levels import Territory
from indicators.groups import GROUPS
from pages.parts.cache import cached_profile, desk
from pages.parts.charts import objective_chart, perceived_chart
from pages.parts.door import require_navigation
from pages.parts.map_state import around, known_group, mapped_territory
from pages.parts.notices import demonstration_notice, plain, sources_notice, table
from pages.parts.panel import SCORE_AND_RANK, identity_line
from pages.parts.partnership_tables import records_table
from pages.parts.profile_tables import (
    domains_table,
    indicators_table,
    perceptions_table,
)
from pages.parts.search_box import search_box
from pages.parts.url import Parameter, ScreenState

require_navigation()


state = ScreenState(
    "territoire",
    [Parameter("territoire", None, mapped_territory), Parameter("groupe", "citoyens", known_group)],
)
for message in state.read_url():
    st.warning(plain(message), icon=":material/link_off:")

search_box(
    "territoire",
    lambda territory: state.set("territoire", territory),
    "Votre commune, EPCI, CRTE, département ou région",
)
territory: Territory | None = state.get("territoire")
if territory is None:
    st.title("Profil d'un territoire")
    st.info("Cherchez un territoire par son nom, son code ou son code postal.")
    state.write_url()
    st.stop()

st.selectbox(
    "Regard comparé à la mesure",
    list(GROUPS),
    format_func=GROUPS.__getitem__,
    key=state.key("groupe"),
)
profile = cached_profile(territory, state.get("groupe"))
st.title(plain(profile.name))
st.caption(plain(identity_line(profile)))
st.page_link(
    "pages/carte.py",
    label="Voir sur la carte",
    icon=":material/map:",
    query_params={
        "niveau": territory.level.value,
        "territoire": str(territory),
        "dans": str(around(territory)),
    },
)

st.subheader("Les 16 domaines")
if profile.demonstration:
    demonstration_notice()
left, right = st.columns([11, 9])
left.altair_chart(
    objective_chart(profile),
    width="stretch",
    alt="Score objectif de chaque domaine, détaillé dans le tableau qui suit",
)
right.altair_chart(
    perceived_chart(profile),
    width="stretch",
    alt="Fragilité perçue dans chaque domaine, détaillée dans le deuxième tableau",
)
st.caption(SCORE_AND_RANK)
table(domains_table(profile))

st.subheader("Ce que ressentent les répondants, et l'écart avec la mesure")
table(perceptions_table(profile))

st.subheader("Les indicateurs derrière les scores")
table(indicators_table(profile))

st.subheader("Les partenariats")
table(records_table(profile.partnerships))

sources_notice(profile.sources, profile.mentions, desk().manifest.version)
state.write_url()
