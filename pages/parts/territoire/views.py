"""Views and gaps of a profile, in words and side by side."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from atlas.desk.place import as_territory
from atlas.profile import Profile
from atlas.profile.export import views_rows
from atlas.profile.reading import TOLD, domains_by_status
from common.french import listed, number, plural
from common.grammar import of
from common.levels import Territory
from indicators.base.domains import DOMAIN_KEYS, OVERALL, domain_label
from indicators.base.groups import GROUPS
from indicators.views.positions import GapStatus
from pages.parts.kit.chart_look import show_chart
from pages.parts.kit.downloads import csv_button
from pages.parts.kit.folded import folded
from pages.parts.kit.notices import demonstration_notice, plain
from pages.parts.kit.place_state import file_stem
from pages.parts.kit.tables import table, text_table
from pages.parts.kit.wording import DRAWN, named
from pages.parts.territoire.charts import perceived_chart, perceived_points
from pages.parts.territoire.tables import perceptions_table


def views_section(profile: Profile, group: str) -> None:
    """Tell what one group feels and how it differs from the measure, then all the groups."""
    views = profile.views_of(group)
    if views.empty:
        st.info(
            f"Aucune enquête ne publie le regard du groupe « {GROUPS[group]} » autour d’ici : "
            "les réponses sont trop peu nombreuses, ou la question n’a pas été posée.",
            icon=":material/info:",
        )
    else:
        words, chart = st.columns([9, 11], gap="large")
        with words:
            measured_elsewhere(profile, views)
            for drawn in (False, True):
                part = views[views["demonstration"] == drawn]
                if drawn and len(part):
                    demonstration_notice()
                if len(part):
                    readings_in_words(part)
        points = perceived_points(profile, group)
        with chart:
            show_chart(
                perceived_chart(
                    tuple(sorted(set(points["Série"]))),
                    demonstration=bool(views["demonstration"].all()),
                ),
                points,
                alt="Fragilité perçue dans chaque domaine, détaillée dans le tableau qui suit",
            )
        folded(
            "Le détail en tableau",
            partial(_views_of_group, profile, group),
            key="territoire.regards",
            icon=":material/table:",
        )
    if not profile.views.empty:
        with st.expander("Tous les groupes, côte à côte", icon=":material/groups:"):
            if profile.views["demonstration"].any():
                demonstration_notice()
            text_table(groups_table(profile))


def _views_of_group(profile: Profile, group: str, shown: bool) -> None:
    table(perceptions_table(profile, group), own_file="territoire.regards", shown=shown)
    csv_button(
        "Télécharger ces regards",
        partial(views_rows, profile, group),
        f"{file_stem(profile.place)}-{group}.csv",
    )


def measured_elsewhere(profile: Profile, views: pd.DataFrame) -> None:
    """Say when what is felt was measured for larger territories only."""
    if (views["measured"] != str(as_territory(profile.place))).all():
        pairs = dict.fromkeys(zip(views["measured"], views["measured_name"], strict=True))
        names = listed([named(Territory.parse(place), name) for place, name in pairs])
        here = of(named(profile.place, profile.name))
        st.markdown(
            f"Ces regards ont été mesurés pour **{plain(names)}** : ils ne parlent pas en "
            f"particulier {plain(here)}."
        )


def readings_in_words(views: pd.DataFrame) -> None:
    """Say what each reading of the gaps means and in which domains it holds."""
    readings = domains_by_status(views)
    for reading in readings:
        if reading.status not in TOLD:
            continue
        names = ", ".join(reading.domains)
        where = ", ".join(reading.places)
        st.markdown(f"**{reading.status.label}** : {plain(names)}.")
        st.caption(plain(f"{reading.status.sentence} Mesuré pour : {where}."))
    if not any(reading.status in TOLD for reading in readings):
        st.markdown("Aucun écart, ni aucun accord, n’est établi par ces réponses.")
    for reading in readings:
        count = len(reading.domains)
        if reading.status is GapStatus.NOT_DISTINGUISHABLE:
            others = plural(count, "autre domaine", "autres domaines")
            st.caption(
                f"Dans {number(count)} {others}, les réponses ne permettent pas de trancher."
            )
        if reading.status is GapStatus.NOT_PUBLISHABLE:
            st.caption(
                f"Dans {number(count)} {plural(count, 'domaine')}, l’un des deux regards manque "
                "ou n’a pas de marge d’erreur."
            )


def groups_table(profile: Profile) -> pd.DataFrame:
    """What each group feels in each domain, with its interval, its mark and where it holds."""
    here = str(as_territory(profile.place))
    felt = {(row["domain"], row["group"]): _felt(row, here) for _, row in profile.views.iterrows()}
    keys = [*DOMAIN_KEYS, OVERALL]
    shown = {"Domaine": [domain_label(key) for key in keys]}
    for group, label in GROUPS.items():
        shown[label] = [felt.get((key, group), "non publié") for key in keys]
    return pd.DataFrame(shown)


def _felt(row: pd.Series, here: str) -> str:
    margin = "sans marge"
    if pd.notna(row["low"]):
        margin = f"{number(row['low'])} à {number(row['high'])}"
    where = "" if row["measured"] == here else f", {row['measured_name']}"
    mark = f" {DRAWN}" if row["demonstration"] else ""
    return f"{number(row['value'])} ({margin}){where}{mark}"
