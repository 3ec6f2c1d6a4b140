"""Partnerships of one place: by domain and kind or category, rates, examples elsewhere."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from atlas.partnerships.matrix import COLUMNS, NOT_STATED
from common.errors import NotAvailableError
from common.french import number
from common.levels import Territory
from indicators.base.domains import DOMAIN_KEYS, domain_label
from indicators.partnerships import STABLE_RATE, Category, kind_words
from pages.parts.kit.desk import desk
from pages.parts.kit.notices import plain
from pages.parts.kit.partnership_tables import PARTLY, UNKNOWN_COUNT, count_text, natures_table
from pages.parts.kit.tables import table, text_table
from pages.parts.partenariats.cache import (
    cached_partnership_examples,
    cached_partnership_matrix,
    cached_partnership_rates,
)

#: All the domains, without a second scroll bar.
_HEIGHT = 36 * (len(DOMAIN_KEYS) + 2)
WHAT_EXISTS = "ce qui existe, domaine par domaine"


def place_partnerships(territory: Territory, kind: str | None) -> None:
    """Show what exists in a territory, domain by domain, and what exists in comparable ones."""
    name = str(desk().territory_row(territory)["name"])
    st.header(plain(f"{name} : {WHAT_EXISTS}"))
    kinds, counts, rates = st.tabs(["Par nature", "Par catégorie", "Taux comparés"])
    with kinds:
        text_table(natures_table(territory))
        st.caption(
            "Partenariats du territoire, en cours. Les subventions ne sont dans aucun total. Celui "
            "qui sert deux domaines compte dans les deux, et une fois dans le total. "
            f"« {UNKNOWN_COUNT} » et « 0{PARTLY} » se lisent comme dans « Par catégorie »."
        )
    with counts:
        table(matrix_table(territory), height=_HEIGHT)
        st.caption(
            f"Nombre de partenariats recensés sur le territoire. « {UNKNOWN_COUNT} » : aucune "
            f"liste complète n’en recense à ce niveau. « 0{PARTLY} » : aucun recensé, mais une "
            "partie des listes est incomplète. Un partenariat qui sert deux domaines compte deux "
            "fois."
        )
    with rates:
        table(rates_table(territory, kind), height=_HEIGHT)
        st.caption(
            "Taux stabilisé des alliances et labels en cours, ou de la nature choisie, sur les "
            f"seules listes complètes, avec son intervalle à 95 %. {STABLE_RATE} "
            "Attendu : le taux des territoires aussi denses. Spécialisation : part du domaine ici, "
            "rapportée à sa part partout ; 2 veut dire deux fois plus."
        )
    st.header("Des exemples dans des territoires comparables")
    try:
        found = cached_partnership_examples(territory)
    except NotAvailableError as error:
        st.info(plain(str(error)), icon=":material/info:")
        return
    table(_examples_table(found))
    st.caption(
        "Territoires du même niveau à la structure la plus proche ; les alliances d’abord, puis "
        "les labels, puis les projets cofinancés ; à vol d’oiseau."
    )


def matrix_table(territory: Territory) -> pd.DataFrame:
    """Lay out the matrix: a number, 0, 0 with a star, or unknown."""
    counts, presence = cached_partnership_matrix(territory)
    columns = {
        (Category(key).label if key != NOT_STATED else "Non précisée"): [
            count_text(counts.loc[domain, key], str(presence.loc[domain, key]))
            for domain in DOMAIN_KEYS
        ]
        for key in COLUMNS
    }
    return pd.DataFrame({"Domaine": [domain_label(key) for key in DOMAIN_KEYS], **columns})


def rates_table(territory: Territory, kind: str | None) -> pd.DataFrame:
    """Lay out the rates of a territory, domain by domain."""
    rates = cached_partnership_rates(territory, kind)
    bounds = zip(rates["low"], rates["high"], strict=True)
    return pd.DataFrame(
        {
            "Domaine": [domain_label(str(key)) for key in rates.index],
            "Recensés": [
                count_text(*row) for row in zip(rates["count"], rates["presence"], strict=True)
            ],
            "Comptés dans le taux": rates["listed"].array,
            "Pour 10 000 hab.": [number(rate, 2) for rate in rates["smoothed_rate"]],
            "Intervalle à 95 %": [
                "–" if pd.isna(low) else f"{number(low, 2)} à {number(high, 2)}"
                for low, high in bounds
            ],
            "Attendu à cette densité": [number(rate, 2) for rate in rates["expected"]],
            "Rapporté à l’attendu": [number(ratio, 2) for ratio in rates["ratio"]],
            "Spécialisation": [number(quotient, 1) for quotient in rates["quotient"]],
        }
    )


def _examples_table(found: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Domaine": [domain_label(key) for key in found["domain"]],
            "Exemple": found["title"],
            "Nature": [
                kind_words(*row) for row in zip(found["kind"], found["partners"], strict=True)
            ],
            "Dispositif": found["scheme_label"],
            "Territoire": found["territory_name"],
            "Distance (km)": [number(distance) for distance in found["distance_km"]],
            "En commun": found["why"],
            "Lien": found["page"].where(found["page"] != "", None),
        }
    )
