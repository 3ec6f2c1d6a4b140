"""Territoire: the profile of a territory, or of a perimeter that the reader composes."""

from __future__ import annotations

from functools import partial

import streamlit as st

from atlas.place import Place
from common.csv_files import csv_text
from common.errors import FragiscopeError
from indicators.groups import GROUPS
from pages.parts.cache import cached_profile, cached_profile_json, desk
from pages.parts.charts import objective_chart
from pages.parts.door import require_navigation
from pages.parts.map_state import known_group
from pages.parts.notices import plain, sources_notice, table, text_table
from pages.parts.panel import SCORE_AND_RANK
from pages.parts.partnership_tables import PARTLY, UNKNOWN_COUNT, records_table
from pages.parts.perimeter_box import perimeter_box
from pages.parts.place_state import described_place, file_stem
from pages.parts.profile_head import identity_header, onward_links, standing_out
from pages.parts.profile_series import series_section
from pages.parts.profile_tables import (
    domains_table,
    indicators_export,
    indicators_table,
    matrix_table,
    missing_table,
    portrait_table,
)
from pages.parts.profile_views import views_section
from pages.parts.search_box import search_box
from pages.parts.url import Parameter, ScreenState

require_navigation()

#: Pixels of a table of 16 rows and its header.
WHOLE_TABLE = 600

state = ScreenState(
    "territoire",
    [
        Parameter("territoire", None, described_place),
        Parameter("groupe", "citoyens", known_group),
    ],
)
for message in state.read_url():
    st.warning(plain(message), icon=":material/link_off:")

place: Place | None = state.get("territoire")
with st.container(key="territoire-choix"):
    search_box(
        "territoire",
        lambda territory: state.set("territoire", territory),
        "Votre commune, EPCI, CRTE, département ou région",
    )
    perimeter_box(
        "territoire.perimetre", place, lambda perimeter: state.set("territoire", perimeter)
    )
if place is None:
    st.title("Profil d’un territoire")
    st.info(
        "Cherchez un territoire par son nom, son code ou son code postal, ou composez un périmètre."
    )
    state.write_url()
    st.stop()

try:
    profile = cached_profile(place)
except FragiscopeError as error:
    st.error(plain(str(error)), icon=":material/error:")
    state.write_url()
    st.stop()

identity_header(profile)
standing_out(profile)
onward_links(profile)

st.header("Les 16 domaines")
st.altair_chart(
    objective_chart(profile),
    width="stretch",
    alt="Rang dans chaque domaine avec son intervalle, détaillé dans le tableau qui suit",
)
with st.expander("Scores et rangs en tableau", icon=":material/table:"):
    st.caption(SCORE_AND_RANK)
    table(domains_table(profile))

st.header("Regards et écarts")
st.selectbox(
    "Regard comparé à la mesure",
    list(GROUPS),
    format_func=GROUPS.__getitem__,
    key=state.key("groupe"),
)
views_section(profile, state.get("groupe"))

st.header("Partenariats recensés")
table(matrix_table(profile), height=WHOLE_TABLE)
st.caption(
    f"« {UNKNOWN_COUNT} » : aucune liste nationale ne permet de le dire. « 0{plain(PARTLY)} » : "
    "aucun recensé, mais une partie des listes est incomplète. Un partenariat qui sert deux "
    "domaines compte dans les deux. Le taux, lissé, ne repose que sur les listes complètes à ce "
    "niveau, seules comparables d’un territoire à l’autre : il peut être faible là où beaucoup de "
    "fiches viennent d’autres listes. Son intervalle à 95 % est entre parenthèses."
)
with st.expander("La liste des fiches", icon=":material/list:"):
    table(records_table(profile.partnerships))

st.header("Au fil des années")
series_section(profile)

st.header("Portrait")
st.caption("Ce que le territoire est, quelles que soient ses fragilités : hors de l’indice.")
text_table(portrait_table(profile))

with st.expander(f"Ce qui manque, et pourquoi ({len(profile.missing)})", icon=":material/help:"):
    text_table(missing_table(profile))
with st.expander("Tous les indicateurs", icon=":material/table:"):
    table(indicators_table(profile))

left, right = st.columns(2)
left.download_button(
    "Télécharger le profil (JSON)",
    data=partial(cached_profile_json, place),
    file_name=f"{file_stem(place)}.json",
    mime="application/json",
    icon=":material/download:",
    on_click="ignore",
)
right.download_button(
    "Télécharger les indicateurs (CSV)",
    data=lambda: csv_text(indicators_export(profile)),
    file_name=f"{file_stem(place)}.csv",
    mime="text/csv",
    icon=":material/download:",
    on_click="ignore",
)
sources_notice(profile.sources, profile.mentions, desk().manifest.version)
st.caption(f"Recette {profile.recipe}.")
state.write_url()
