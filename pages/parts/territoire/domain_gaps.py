"""The gaps of whole domains: told after the questions, and only where one exists."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from atlas.desk.provenance import marked
from atlas.profiles.reading import TOLD, domains_by_status
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
            title = marked("Écart avec le score de tout le domaine", drawn=drawn)
            st.markdown(f"**{title}**")
            readings_in_words(part, drawn=drawn)
    drawn_domains = about_domains[about_domains["domain"].isin(DOMAIN_KEYS)]
    if len(drawn_domains):
        points = perceived_points(drawn_domains)
        show_chart(
            perceived_chart(
                tuple(sorted(set(points["Série"]))),
                demonstration=bool(drawn_domains["demonstration"].any()),
            ),
            points,
            alt="Fragilité perçue dans chaque domaine, détaillée dans le tableau qui suit",
        )


def readings_in_words(views: pd.DataFrame, *, drawn: bool = False) -> None:
    """Say what each reading of the gaps means and in which domains it holds.

    Parameters
    ----------
    views : all of the demonstration, or none.
    drawn : whether they are: each sentence then bears the mark.
    """
    told = partial(marked, drawn=drawn)
    readings = domains_by_status(views)
    for reading in readings:
        if reading.status not in TOLD:
            continue
        names = ", ".join(reading.domains)
        where = ", ".join(reading.places)
        st.markdown(told(f"**{reading.status.label}** : {plain(names)}."))
        st.caption(plain(told(f"{reading.status.sentence} Mesuré pour : {where}.")))
    if not any(reading.status in TOLD for reading in readings):
        st.markdown(told("Aucun écart, ni aucun accord, n’est établi par ces réponses."))
    for reading in readings:
        count = len(reading.domains)
        if reading.status is GapStatus.NOT_DISTINGUISHABLE:
            names = ", ".join(reading.domains)
            st.caption(plain(told(f"Les réponses ne permettent pas de trancher pour : {names}.")))
        if reading.status is GapStatus.NOT_PUBLISHABLE:
            st.caption(
                told(
                    f"Dans {number(count)} {plural(count, 'domaine')}, la mesure ou le ressenti "
                    "manque ou n’a pas de marge d’erreur."
                )
            )
