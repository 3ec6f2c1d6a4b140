"""The sections of the self-diagnosis: who asks, what it could do by category, whom to talk to."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from atlas.diagnostic.meeting import absent_profiles, meetings, profile_names
from atlas.diagnostic.organisation import fragile_domains, matches, nearby
from atlas.profiles import Profile
from common.french import listed, percent
from indicators.base.domains import short_label
from indicators.base.reference_points import reference_point
from indicators.partnerships import Category, PartnerProfile
from indicators.partnerships.contributions import (
    Capacity,
    CategoryMeaning,
    OrganisationKind,
    OrganisationSize,
)
from pages.parts.autodiagnostic.state import organisation_of
from pages.parts.kit.identity import identity_line
from pages.parts.kit.notices import plain
from pages.parts.kit.url import ScreenState

TITLE = "Entreprise & territoire"
LABEL = "Où êtes-vous ? Commune, EPCI, CRTE, département ou région"
NOTHING = "Dites ce que vous pouvez apporter : les pistes s’affichent aussitôt."
TALK = "À qui parler"
_ABOUT = (
    "Autodiagnostic d’une entreprise ou d’une association : ce que vit son territoire, ce qu’elle "
    "pourrait y apporter, ce qui existe à côté, à qui en parler. Rien n’est enregistré : vos "
    "réponses ne sont que dans l’adresse de la page."
)
_LIST = (
    "Ces pistes sont de Fragiscope : ce qui se fait couramment, pour commencer une conversation. "
    "Elles ne disent ni ce qui marche, ni ce qui convient à votre métier."
)
#: National figures about organisations that have partnerships, by who asks.
_FIGURES = {
    OrganisationKind.COMPANY: "entreprises_dix_salaries",
    OrganisationKind.ASSOCIATION: "associations_partenariats",
}


def introduction() -> None:
    """Say what the page is and what becomes of the answers."""
    st.title(TITLE)
    st.markdown(_ABOUT)


def who_asks(state: ScreenState) -> None:
    """Ask what the organisation is, its size, and what it can bring."""
    st.header("Votre organisation", anchor=False)
    left, right = st.columns(2)
    left.segmented_control(
        "Vous êtes",
        list(OrganisationKind),
        format_func=lambda one: OrganisationKind(one).label,
        key=state.key("qui"),
        required=True,
    )
    right.selectbox(
        "Votre taille",
        list(OrganisationSize),
        format_func=lambda one: OrganisationSize(one).label,
        key=state.key("taille"),
    )
    st.pills(
        "Ce que vous pouvez apporter",
        list(Capacity),
        format_func=lambda one: Capacity(one).label,
        selection_mode="multi",
        key=state.key("apports"),
    )


def fragilities(profile: Profile) -> None:
    """Say which fragilities of the place are worked on."""
    st.header(f"Ce que vit {plain(profile.name)}", anchor=False)
    st.caption(plain(identity_line(profile)))
    keys, established = fragile_domains(profile)
    names = listed([short_label(key) for key in keys])
    peers = profile.place.level.plural
    if not keys:
        st.markdown("Aucune fragilité n’y est établie : demandez autour de vous.")
    elif established:
        st.markdown(f"Dans le tiers le plus fragile des {peers}, à coup sûr : **{names}**.")
    else:
        st.markdown(
            f"Aucune fragilité n’est établie ; dans la moitié la plus fragile des {peers} : "
            f"**{names}**."
        )


def by_category(state: ScreenState, profile: Profile) -> None:
    """Show, for each category of alliance, what could be done and what exists nearby."""
    organisation = organisation_of(state)
    st.header("Ce que vous pourriez y faire", anchor=False)
    if not organisation.capacities:
        st.info(NOTHING)
        return
    st.caption(_LIST)
    found = matches(profile, organisation)
    meanings = list(CategoryMeaning)
    for first in range(0, len(meanings), 2):  # two by two: a phone shows them in their order
        two = meanings[first : first + 2]
        for meaning, column in zip(two, st.columns(2, gap="medium"), strict=True):
            with column.container(border=True):
                st.subheader(meaning.label, anchor=False)
                st.caption(meaning.sentence)
                _actions(found[found["category"] == meaning.value])
                _nearby(nearby(profile, Category(meaning.value)))


def _actions(rows: pd.DataFrame) -> None:
    if rows.empty:
        st.markdown("Pas de piste ici avec ce que vous apportez.")
    lines = [f"- **{plain(row['label'])}** – {plain(row['action'])}" for _, row in rows.iterrows()]
    st.markdown("\n".join(lines))


def _nearby(rows: pd.DataFrame) -> None:
    if rows.empty:
        st.caption("Aucun partenariat de cette catégorie n’est recensé ici ni autour.")
        return
    partners = [f", avec {one}" if isinstance(one, str) else "" for one in rows["partners"]]
    lines = [
        f"- {plain(f'{title}{told}')} ({where})"
        for title, told, where in zip(rows["title"], partners, rows["where"], strict=True)
    ]
    st.markdown("**À côté de vous**")
    st.caption("\n".join(lines))


def whom_to_talk_to(state: ScreenState, profile: Profile) -> None:
    """Name who acts on the fragilities that match, and which profiles no record names."""
    found = matches(profile, organisation_of(state))
    keys = list(dict.fromkeys(found["domain"]))
    if not keys:
        return
    st.header(TALK, anchor=False)
    met = meetings(profile, keys)
    for key in keys:
        own = met[met["domain"] == key]
        lines = [f"- **{short_label(key)}**"]
        lines += [
            f"    - {plain(row['title'])} – {plain(row['partners'])} ({row['where']})"
            for _, row in own.iterrows()
        ]
        if own.empty:
            lines.append("    - aucun partenariat recensé : commencez par la mairie")
        absent = [one for one in absent_profiles(profile, key) if one is not PartnerProfile.ETAT]
        if absent:
            lines.append(f"    - absents des partenariats recensés : {profile_names(absent)}")
        st.markdown("\n".join(lines))
    with st.container(horizontal=True):
        for page, label, icon in (
            ("partenariats", "Chercher parmi les partenariats", "handshake"),
            ("pratiques", "Lire des pratiques d’alliance", "auto_stories"),
        ):
            st.page_link(f"pages/{page}.py", label=label, icon=f":material/{icon}:")


def others_like_you(state: ScreenState) -> None:
    """Say what is published of organisations that have partnerships, with its mention."""
    point = reference_point(_FIGURES[organisation_of(state).kind])
    figures = [
        f"{value.label} : {value.words or percent(value.value, 0)}" for value in point.values
    ]
    st.markdown(plain(f"{point.statement} (France) – {' ; '.join(figures)}."))
    for mention in point.mentions:
        st.caption(plain(mention))
