"""The partnerships of a profile: how many, which, and the matrix of the categories."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from atlas.desk.place import as_territory
from atlas.partnerships.around import AROUND, INSIDE, WHERE
from atlas.profiles import Profile
from atlas.profiles.summary import ended_words
from common.french import number
from indicators.partnerships import Kind
from pages.parts.kit.definitions import defined
from pages.parts.kit.folded import folded
from pages.parts.kit.notices import plain
from pages.parts.kit.partnership_tables import PARTLY, UNKNOWN_COUNT, natures_table
from pages.parts.kit.tables import table, text_table
from pages.parts.territoire.records import record_lines, records_table
from pages.parts.territoire.tables import matrix_table

#: Up to this number, records are told one by one, without a click.
FEW = 12
#: Pixels of a table of 16 rows and its header.
_WHOLE_TABLE = 600


def partnership_section(profile: Profile) -> None:
    """Show the programmes and the records of a place, what they serve, and how that compares."""
    st.header("Partenariats recensés", anchor=False, help=defined("partenariat", "alliance"))
    if profile.programmes:
        st.markdown(f"**Programmes** : {plain(' · '.join(profile.programmes))}")
    records = profile.partnerships
    if records.empty:
        st.info(f"Aucun partenariat recensé ici, ni {WHERE[AROUND]}.")
    told = records if len(records) <= FEW else most_telling(records)
    if 0 < len(told) <= FEW:
        st.markdown("\n".join(f"- {line}" for line in record_lines(told)))
    if len(records):
        folded(
            f"La liste des partenariats ({number(len(records))})",
            partial(_records, records),
            key="territoire.fiches",
            icon=":material/list:",
        )
    st.subheader("Par domaine et par nature")
    known = known_natures(profile)
    if len(known):
        text_table(known)
    st.caption(
        "Domaines où un partenariat au moins est recensé, sur le territoire seul. "
        f"« {UNKNOWN_COUNT} » : aucune liste nationale ne permet de le dire. "
        f"« 0{plain(PARTLY)} » : aucun recensé, mais une partie des listes est incomplète. Un "
        "partenariat qui sert deux domaines compte dans les deux, et une fois dans le total. Un "
        "label désigne un lieu, un projet cofinancé reçoit de l’argent de l’État : ni l’un ni "
        "l’autre n’est une alliance. Les subventions d’investissement (2019, 2023) ne sont dans "
        f"aucun total. {ended_words(profile)}".strip()
    )
    folded(
        "Par catégorie d’alliance, et comparé à densité égale",
        partial(_categories, profile),
        key="territoire.categories",
        icon=":material/table:",
    )


def known_natures(profile: Profile) -> pd.DataFrame:
    """Count the partnerships by domain and nature: rows and columns that say something."""
    counts = natures_table(as_territory(profile.place))
    nothing = counts.drop(columns="Domaine").isin([UNKNOWN_COUNT, "0", f"0{PARTLY}"])
    unknown = [name for name in nothing if (counts[name] == UNKNOWN_COUNT).all()]
    return counts[~nothing.all(axis=1)].drop(columns=unknown)


def _records(records: pd.DataFrame, shown: bool) -> None:
    table(records_table(records), printed=False, shown=shown)


def _categories(profile: Profile, shown: bool) -> None:
    table(matrix_table(profile), height=_WHOLE_TABLE, printed=False, shown=shown)
    st.caption(
        "Le taux, brut, ne repose que sur les alliances et labels des listes complètes à ce "
        "niveau, seules comparables d’un territoire à l’autre ; il se lit à côté de celui des "
        "territoires aussi denses. Son intervalle exact à 95 % est entre parenthèses."
    )


def most_telling(records: pd.DataFrame) -> pd.DataFrame:
    """Keep the records of the place itself, and the alliances around."""
    return records[(records["attached"] == INSIDE) | (records["kind"] == Kind.ALLIANCE)]
