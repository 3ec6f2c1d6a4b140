"""The fields that describe a practice; each one may stay empty, but for its title."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from common.labelled import Labelled
from indicators.base.domains import DOMAIN_KEYS, domain_label
from indicators.partnerships.practice_words import CHANGES, Aim
from indicators.partnerships.records import SEPARATOR
from indicators.partnerships.vocabulary import Category, Family, PartnerProfile, Scale
from own_data.loaded import OwnSource
from pages.parts.pratiques.state import types_of

#: Beginning of the keys of the fields in the session.
_FIELD = "pratiques.field."
_SHORT, _LONG = 200, 1_000
#: Names of the fields that are of the practice; those of who describes it.
NAMES = (
    *("titre", "resume", "territoire", "domaines", "categorie", "famille", "type", "finalites"),
    *("partenaires", "profils", "echelle", "debut", "fin", *CHANGES, "source", "lien"),
)
WHO = ("organisation", "licence", "responsable", "contact")
#: Those of several words among a few.
_SEVERAL = ("domaines", "finalites", "profils")
UNSAID = "Non renseigné"


def keep_draft() -> None:
    """Keep what is being written while another view of the page is shown."""
    for name in (*NAMES, *WHO):
        if f"{_FIELD}{name}" in st.session_state:
            st.session_state[f"{_FIELD}{name}"] = st.session_state[f"{_FIELD}{name}"]


def practice_fields() -> dict[str, str]:
    """Ask what is known of a practice.

    Returns
    -------
    dict
        The cell of each column of its file (:data:`own_data.kinds.practices.COLUMNS`), empty where
        nothing is said.
    """
    cells = {"titre": _text(st.container(), "titre", "Titre de la pratique (nécessaire)")}
    cells["resume"] = _area("resume", "Ce qui est fait", "En une ou deux phrases.")
    left, right = st.columns(2)
    cells["territoire"] = _text(
        left, "territoire", "Territoire", "Code ou nom ; plusieurs séparés par « | »"
    )
    domains = right.multiselect(
        "Domaines", DOMAIN_KEYS, format_func=domain_label, key=f"{_FIELD}domaines",
        placeholder=UNSAID,
    )  # fmt: skip
    cells["domaines"] = SEPARATOR.join(domains)
    cells |= _sorting()
    left, right = st.columns(2)
    cells["partenaires"] = _text(left, "partenaires", "Partenaires", "Noms d’organisations")
    cells["profils"] = _several(right, "profils", "Profils des partenaires", list(PartnerProfile))
    first, second, third = st.columns([2, 1, 1])
    cells["echelle"] = _one(first, "echelle", "Échelle", list(Scale))
    cells["debut"] = _text(second, "debut", "Première année", "2024")
    cells["fin"] = _text(third, "fin", "Dernière année", "2026")
    st.header("Ce qui a changé")
    st.caption("Seulement ce que la source affirme ; laissez vide ce qu’elle ne dit pas.")
    for name, label in CHANGES.items():
        cells[name] = _area(name, label, "")
    left, right = st.columns(2)
    cells["source"] = _text(left, "source", "Source", "Document, entretien, site…")
    cells["lien"] = _text(right, "lien", "Lien", "https://…")
    return cells


def who_fields(title: str) -> OwnSource:
    """Ask who describes the practice."""
    left, right = st.columns(2)
    organisation = _text(left, "organisation", "Votre organisation", "préfecture de l’Ain")
    licence = _text(right, "licence", "Licence", "non publiée")
    responsible = _text(left, "responsable", "Responsable du traitement (RGPD)")
    contact = _text(right, "contact", "Comment le joindre")
    year = datetime.now(UTC).year
    return OwnSource(title, organisation, year, licence, "", responsible, contact)


def forget_draft() -> None:
    """Empty the fields of the practice; who describes it stays."""
    for name in NAMES:  # said, not left out: a browser would keep what it shows
        st.session_state[f"{_FIELD}{name}"] = [] if name in _SEVERAL else ""


def _sorting() -> Mapping[str, str]:
    first, second, third = st.columns(3)
    family = _one(first, "famille", "Famille de pratiques", list(Family))
    kinds = types_of(family)
    if st.session_state.get(f"{_FIELD}type") not in ("", None, *kinds):
        st.session_state[f"{_FIELD}type"] = ""
    kind = _one(second, "type", "Type", kinds)
    category = _one(third, "categorie", "Catégorie d’alliance", list(Category))
    aims = _several(st.container(), "finalites", "Finalités", list(Aim))
    return {"famille": family, "type": kind, "categorie": category, "finalites": aims}


def _text(place: DeltaGenerator, name: str, label: str, example: str = "") -> str:
    text = place.text_input(
        label, key=f"{_FIELD}{name}", max_chars=_SHORT, placeholder=example or None
    )
    return text.strip()


def _area(name: str, label: str, example: str) -> str:
    text = st.text_area(
        label, key=f"{_FIELD}{name}", max_chars=_LONG, height=80, placeholder=example or None
    )
    return text.strip()


def _one(place: DeltaGenerator, name: str, label: str, known: Sequence[Labelled]) -> str:
    labels = {"": UNSAID} | {one.value: one.label for one in known}
    chosen: str = place.selectbox(
        label, list(labels), format_func=labels.__getitem__, key=f"{_FIELD}{name}"
    )
    return chosen


def _several(place: DeltaGenerator, name: str, label: str, known: Sequence[Labelled]) -> str:
    labels = {one.value: one.label for one in known}
    chosen = place.multiselect(
        label, list(labels), format_func=labels.__getitem__, key=f"{_FIELD}{name}",
        placeholder=UNSAID,
    )  # fmt: skip
    return SEPARATOR.join(chosen)
