"""The modelled estimate of what was felt where nothing could be published."""

from __future__ import annotations

from functools import partial

import folium
import pandas as pd
import streamlit as st

from atlas.divergences import GapQuery
from atlas.divergences.modelled import ModelledView, modelled_name, modelled_view, taken_modelled
from atlas.maps.gap_map import furnish_modelled
from common.french import number
from pages.parts.ecarts.chart import HEIGHT
from pages.parts.kit.desk import desk
from pages.parts.kit.ground import ground_map, show_map
from pages.parts.kit.notices import demonstration_notice, plain, told_in_french
from pages.parts.kit.tables import table
from pages.parts.kit.taken_files import TABLES, taken_files, written_from


def modelled_section(query: GapQuery, key: str) -> None:
    """Offer the modelled estimate, never shown unasked."""
    if not st.toggle(
        "Estimation modélisée : le ressenti de tous les territoires du niveau",
        key=key,
        help="Un modèle prête aux territoires sans réponse publiée ; son erreur est montrée.",
    ):
        return
    with told_in_french():
        view = modelled_view(desk(), query)
        st.markdown(f"**{plain(view.about.told(view.about.title))}**")
        if view.about.demonstration:
            demonstration_notice()
        st.markdown(plain(view.about.told(view.reading)))
        _map(view, f"{key}.map")
        table(modelled_table(view), height=320, own_file=f"{key}.tableau")
        taken_files(
            written_from(partial(taken_modelled, view)),
            partial(modelled_name, view),
            key=f"{key}.fichier",
            label="Télécharger l’estimation modélisée",
            formats=TABLES,
        )
        st.caption(plain(" ".join([view.about.method, *view.about.mentions])))


def modelled_table(view: ModelledView) -> pd.DataFrame:
    """Lay out the modelled values for a French reader."""
    rows = view.frame
    return pd.DataFrame(
        {
            "Territoire": rows["name"],
            "Code": rows.index,
            "Estimation modélisée (0 à 100)": rows["value"].round(0).astype("Int64"),
            "Intervalle à 95 %": [
                f"{number(low)} à {number(high)}"
                for low, high in zip(rows["low"], rows["high"], strict=True)
            ],
            "Publié par l’enquête": rows["direct"].round(0).astype("Int64"),
            "Répondants": rows["n"].astype("Int64"),
            "Part des réponses dans la valeur (%)": (100 * rows["gamma"]).round(0).astype("Int64"),
            "Enquête": view.about.mark or view.survey.title,
        }
    ).reset_index(drop=True)


@told_in_french()
def _map(view: ModelledView, key: str) -> None:
    level = view.query.level
    group = folium.FeatureGroup("modele")
    furnish_modelled(group, view, desk().territories_of(level).index.sort_values())
    show_map(ground_map(level), group, key=key, height=HEIGHT)
