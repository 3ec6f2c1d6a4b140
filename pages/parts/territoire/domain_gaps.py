"""The gaps of whole domains: told after the questions, and only where one exists."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from atlas.profile.reading import TOLD, domains_by_status
from common.french import number, plural
from indicators.base.domains import DOMAIN_KEYS
from indicators.views.positions import GapStatus
from pages.parts.kit.chart_look import show_chart
from pages.parts.kit.notices import demonstration_notice, plain
from pages.parts.territoire.charts import perceived_chart, perceived_points


def domain_gaps(views: pd.DataFrame) -> None:
    """Tell the gaps with the scores, real answers first, and draw those of surveys on domains.

    Parameters
    ----------
    views : of one group, those of one territory.
    """
    about_domains = views[views["asked"] == ""]
    compared = views[views["gap_status"] != GapStatus.NOT_PUBLISHABLE.value]
    told = pd.concat([compared, about_domains]).drop_duplicates(["domain", "survey"])
    for drawn in (False, True):
        part = told[told["demonstration"] == drawn]
        if drawn and len(part):
            demonstration_notice()
        if len(part):
            st.markdown("**Écart avec le score de tout le domaine**")
            readings_in_words(part)
    drawn_domains = about_domains[about_domains["domain"].isin(DOMAIN_KEYS)]
    if len(drawn_domains):
        points = perceived_points(drawn_domains)
        show_chart(
            perceived_chart(
                tuple(sorted(set(points["Série"]))),
                demonstration=bool(drawn_domains["demonstration"].all()),
            ),
            points,
            alt="Fragilité perçue dans chaque domaine, détaillée dans le tableau qui suit",
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
            names = ", ".join(reading.domains)
            st.caption(plain(f"Les réponses ne permettent pas de trancher pour : {names}."))
        if reading.status is GapStatus.NOT_PUBLISHABLE:
            st.caption(
                f"Dans {number(count)} {plural(count, 'domaine')}, l’un des deux regards manque "
                "ou n’a pas de marge d’erreur."
            )
