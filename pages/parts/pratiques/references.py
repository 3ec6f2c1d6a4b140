"""How many case studies the programme counts, and how many practices are here, by domain."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from atlas.partnerships.practices import PracticesQuery
from common.french import number
from indicators.base.domains import DOMAIN_KEYS, domain_label
from indicators.base.reference_points import reference_points
from indicators.partnerships.practice_words import NOT_STATED
from indicators.partnerships.records import has_key
from indicators.partnerships.vocabulary import Category
from pages.parts.kit.notices import sources_notice
from pages.parts.kit.reference_card import reference_card
from pages.parts.kit.tables import text_table
from pages.parts.pratiques.cache import cached_practices

#: The reference point of the case studies, in ``indicators/reference_points.toml``.
CASE_STUDIES = "etudes_de_cas"
NO_BREAKDOWN = (
    "Du programme, Fragiscope connaît le nombre des études de cas, pas leur répartition par "
    "domaine et par catégorie : il n’en invente pas. Ces études de cas ne sont pas dans cette base."
)


def show_references() -> None:
    """Show the national counts of the programme, then those of this base."""
    st.header("Les études de cas du programme")
    (point,) = (one for one in reference_points() if one.key == CASE_STUDIES)
    with st.container(border=True):
        reference_card(point)
    st.info(NO_BREAKDOWN, icon=":material/info:")
    st.header("Les pratiques de cette base")
    practices = cached_practices(PracticesQuery())
    text_table(counts_table(practices.frame))
    st.caption(
        "Une pratique qui sert deux domaines compte dans les deux, et une fois dans le total. Ces "
        "nombres disent ce que quelques listes publiques contiennent, pas ce qui se fait en France."
    )
    sources_notice(practices.about)


def counts_table(practices: pd.DataFrame) -> pd.DataFrame:
    """Count practices by domain and category, those without either included."""
    rows = {domain_label(key): has_key(practices["domains"], key) for key in DOMAIN_KEYS}
    rows["Domaine non renseigné"] = practices["domains"].eq("")
    rows["Ensemble"] = practices["domains"].notna()
    columns = {"Total": practices["domains"].notna()}
    columns |= {one.label: practices["category"].eq(one.value) for one in Category}
    columns[NOT_STATED[:1].upper() + NOT_STATED[1:]] = practices["category"].isna()
    return pd.DataFrame(
        {
            "Domaine": list(rows),
            **{
                label: [number(int((chosen & inside).sum())) for inside in rows.values()]
                for label, chosen in columns.items()
            },
        }
    )
