"""One practice, read: what its source says, and what it does not say."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from atlas.desk.own_rows import OWN_SENTENCE
from atlas.partnerships.practices import described_practices
from common.labelled import Labelled
from indicators.partnerships.practice_words import CHANGES, NOT_STATED, Aim, PracticeType
from indicators.partnerships.records import SEPARATOR
from indicators.partnerships.vocabulary import Category, Family, PartnerProfile, Scale
from pages.parts.kit.desk import desk
from pages.parts.kit.notices import plain
from pages.parts.kit.partnership_tables import domain_names
from pages.parts.kit.url import ScreenState
from pages.parts.pratiques.state import ALL

CHANGED = "Ce qui a changé, selon la source"
NOT_LISTED = "Les filtres choisis ne trouvent pas cette pratique."
NOTHING_SAID = "La source n’en dit rien : Fragiscope ne suppose aucun effet."


def practice_card(state: ScreenState, listed: pd.Series) -> None:
    """Show the practice of the screen, ``listed`` or not among those that the filters find."""
    practices = described_practices(desk())
    found = practices[practices["practice"] == state.get("pratique")]
    if state.get("pratique") == ALL or found.empty:
        st.info(
            "Choisissez une ligne du tableau pour lire la pratique.", icon=":material/ads_click:"
        )
        return
    practice = found.iloc[0]
    with st.container(border=True):
        st.markdown(f"## {plain(practice['title'])}")
        if not listed.eq(practice["practice"]).any():
            st.caption(NOT_LISTED)
        if practice["own"]:
            st.caption(plain(OWN_SENTENCE))
        if isinstance(practice["summary"], str):
            st.markdown(plain(practice["summary"]))
        st.markdown("\n".join(f"- **{label}** : {plain(text)}" for label, text in _facts(practice)))
        st.markdown(f"### {CHANGED}")
        _changes(practice)
        _origin(practice)


def labels_of(words: type[Labelled], keys: object) -> str:
    """Name one key or several of a list, or say that none is stated.

    >>> labels_of(Scale, "communal"), labels_of(Aim, ""), labels_of(Category, None)
    ('Communal', 'non renseigné', 'non renseigné')
    """
    if not isinstance(keys, str):
        return NOT_STATED
    return ", ".join(words(key).label for key in keys.split(SEPARATOR) if key) or NOT_STATED


def _facts(practice: pd.Series) -> list[tuple[str, str]]:
    """List what the record says of a practice; what it does not say is there too."""
    partners = practice["partners"]
    return [
        ("Domaines", domain_names(practice["domains"], NOT_STATED)),
        ("Catégorie", labels_of(Category, practice["category"])),
        ("Famille", labels_of(Family, practice["family"])),
        ("Type", labels_of(PracticeType, practice["type"])),
        ("Finalité", labels_of(Aim, practice["aims"])),
        ("Partenaires", partners if isinstance(partners, str) else NOT_STATED),
        ("Profils des partenaires", labels_of(PartnerProfile, practice["profiles"])),
        ("Échelle", labels_of(Scale, practice["scale"])),
        ("Territoire", practice["place"] or NOT_STATED),
        ("Années", _years(practice["start_year"], practice["end_year"])),
    ]


def _years(start: object, end: object) -> str:
    if pd.isna(start) and pd.isna(end):  # type: ignore[call-overload]  # a cell
        return NOT_STATED
    told = ["?" if pd.isna(year) else str(year) for year in (start, end)]  # type: ignore[call-overload]
    return " – ".join(told)


def _changes(practice: pd.Series) -> None:
    told = [(label, practice[name]) for name, label in CHANGES.items()]
    st.markdown(
        "\n".join(
            f"- **{label}** : {plain(text) if isinstance(text, str) else NOT_STATED}"
            for label, text in told
        )
    )
    if not any(isinstance(text, str) for _, text in told):
        st.caption(NOTHING_SAID)


def _origin(practice: pd.Series) -> None:
    """Say what says it, under which licence, who sorted it, and what the source cannot show."""
    origin = f"{practice['producer']}, {practice['source']} ({practice['vintage']})"
    st.markdown(f"**Source** : {plain(origin)}, {plain(practice['licence'])}.")
    if practice["page"]:
        st.link_button("Ouvrir la page de la source", practice["page"],
                       icon=":material/open_in_new:")  # fmt: skip
    for name in ("reading", "limits"):
        if isinstance(practice[name], str):
            st.caption(plain(practice[name]))
