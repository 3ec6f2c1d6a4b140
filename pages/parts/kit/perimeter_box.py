"""Compose a perimeter: from lists, a pasted text, a file, or the map."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from atlas.desk.perimeters import (
    Proposal,
    own_perimeters,
    perimeter_from_codes,
    perimeter_from_file,
    perimeter_from_text,
    toggled,
)
from atlas.desk.place import Place
from common.errors import FragiscopeError
from common.french import number, plural
from common.levels import Level, Territory
from common.limits import OWN_BYTES
from geo.perimeter import LONGEST_NAME, Perimeter
from own_data.kinds.recognised import OtherKindError
from own_data.sheets.reading import ACCEPTED
from own_data.sheets.refusals import ACCEPTED_WORDS
from pages.parts.kit.desk import desk
from pages.parts.kit.notices import plain
from pages.parts.kit.perimeter_map import perimeter_map
from pages.parts.kit.uploads import file_field

#: Words of what the organisation loaded.
OWN_PERIMETERS, OPEN_OWN = "Un périmètre de votre organisation", "L’ouvrir"
#: Leads to where a file that is no list of territories belongs.
TO_OWN_DATA = "Aller à la page Mes données"
#: Said under what was not recognised: the rest waits with it.
NOTHING_ADDED = (
    "Rien n’est ajouté, même ce qui est reconnu : corrigez ou retirez ces lignes, puis recommencez."
)
_DRAFT, _NAME, _OPENED, _TOLD, _REFUSED = "parts", "name", "opened", "told", "refused"


def perimeter_box(key: str, place: Place | None, choose: Callable[[Perimeter], None]) -> None:
    """Draw the composer.

    Parameters
    ----------
    key : prefix of the widgets' keys.
    place : what the screen shows; a perimeter is taken up to be changed.
    choose : called with the perimeter that the reader asks to see.
    """
    _take_up(key, place)
    with st.expander(
        "Composer un périmètre : communes ou EPCI, liste, fichier ou carte",
        icon=":material/join_inner:",
        key=f"{key}.box",
    ):
        _tell(key)
        _choose_own(key, choose)
        from_list, from_text, from_file, from_map = st.tabs(
            ["Choisir", "Coller des codes ou des noms", "Fichier", "Carte"]
        )
        with from_list:
            _choose_from_lists(key)
        with from_text:
            _paste(key)
        with from_file:
            _upload(key)
        with from_map:
            perimeter_map(key, draft_of(key), lambda territory: _toggle(key, territory))
        _chosen(key, choose)


def draft_of(key: str) -> list[str]:
    """Territories of the perimeter being composed, ``level:code``."""
    return list(st.session_state.get(f"{key}.{_DRAFT}", []))


def _take_up(key: str, place: Place | None) -> None:
    """Begin with the perimeter on the screen, the first time that it is there."""
    if isinstance(place, Perimeter) and st.session_state.get(f"{key}.{_OPENED}") != str(place):
        st.session_state[f"{key}.{_OPENED}"] = str(place)
        _set(key, [str(part) for part in place.parts])
        st.session_state[f"{key}.{_NAME}"] = place.name


def _set(key: str, parts: list[str]) -> None:
    st.session_state[f"{key}.{_DRAFT}"] = parts
    st.session_state[f"{key}.kept"] = parts


def _add(key: str, proposal: Proposal) -> None:
    known = draft_of(key)
    added = [str(part) for part in proposal.perimeter.parts if str(part) not in known]
    _set(key, [*known, *added])
    count = len(proposal.perimeter.communes)
    st.session_state[f"{key}.{_TOLD}"] = [
        f"{number(count)} {plural(count, 'commune reconnue', 'communes reconnues')}.",
        *proposal.notes,
    ]


def _toggle(key: str, territory: Territory) -> None:
    try:
        _set(key, toggled(desk(), draft_of(key), territory))
    except FragiscopeError as error:
        st.session_state[f"{key}.{_REFUSED}"] = str(error)


def _tell(key: str) -> None:
    for text in st.session_state.pop(f"{key}.{_TOLD}", []):
        st.success(plain(text), icon=":material/check:")
    refused = st.session_state.pop(f"{key}.{_REFUSED}", "")
    if refused:
        st.error(plain(refused), icon=":material/error:")


def _choose_own(key: str, choose: Callable[[Perimeter], None]) -> None:
    """Offer the perimeters that the organisation loaded."""
    own = own_perimeters(desk())
    if not own:
        return
    name = st.selectbox(
        OWN_PERIMETERS,
        list(own),
        index=None,
        format_func=lambda one: f"{one} ({number(len(own[one].communes))} communes)",
        placeholder="Choisir un périmètre chargé",
        key=f"{key}.own",
    )
    if name is not None and st.button(OPEN_OWN, key=f"{key}.own.open"):
        choose(own[name])
        st.rerun()


def _choose_from_lists(key: str) -> None:
    departements = desk().territories_of(Level.DEPARTEMENT)
    code = st.selectbox(
        "Département",
        list(departements.index),
        format_func=lambda one: f"{one} · {departements.loc[one, 'name']}",
        index=None,
        placeholder="Choisir un département pour lister ses EPCI et ses communes",
        key=f"{key}.departement",
    )
    if code is None:
        return
    container = Territory(Level.DEPARTEMENT, code)
    options = [
        str(Territory(level, one))
        for level in (Level.EPCI, Level.COMMUNE)
        for one in desk().codes_within(level, container)
    ]
    picked = st.multiselect(
        "EPCI et communes",
        options,
        format_func=territory_label,
        key=f"{key}.options",
        placeholder="Taper un nom ou un code",
    )
    if st.button("Ajouter", key=f"{key}.add", disabled=not picked, icon=":material/add:"):
        _offer(key, lambda: perimeter_from_codes(desk(), "", picked))


def _paste(key: str) -> None:
    text = st.text_area(
        "Codes ou noms de communes et d’EPCI",
        key=f"{key}.text",
        placeholder="01004\n240100883\nSainte-Colombe (05)",
        help="Un par ligne, ou séparés par des virgules, des points-virgules ou des tabulations. "
        "Un homonyme se précise par son département entre parenthèses.",
    )
    # Never disabled: a field tells what is typed when it is left, by the very click on the button.
    asked = st.button("Ajouter", key=f"{key}.paste", icon=":material/add:")
    if asked and text.strip():
        _offer(key, lambda: perimeter_from_text(desk(), "", text), NOTHING_ADDED)
    elif asked:
        st.info("Collez d’abord des codes ou des noms.", icon=":material/info:")


def _upload(key: str) -> None:
    file = file_field(
        ACCEPTED_WORDS,
        ACCEPTED,
        OWN_BYTES,
        key=f"{key}.file",
        help="Une colonne de codes (code_insee, siren…) ou de noms. Un fichier de polygones "
        "sans code est découpé : les communes dont le point central est dans ses polygones.",
    )
    if file is not None and st.button("Ajouter", key=f"{key}.upload", icon=":material/add:"):
        _offer(key, lambda: perimeter_from_file(desk(), "", file.getvalue(), file.name))


def _offer(key: str, make: Callable[[], Proposal], then: str = "") -> None:
    """Add what was understood, or say all that was not, and what that means."""
    try:
        proposal = make()
    except OtherKindError as error:
        st.error(plain(error.told), icon=":material/error:")
        st.page_link("pages/mes_donnees.py", label=TO_OWN_DATA, icon=":material/upload_file:")
        return
    except FragiscopeError as error:
        st.error(f"{plain(str(error))}\n\n{then}".strip(), icon=":material/error:")
        return
    _add(key, proposal)
    st.rerun()


def _chosen(key: str, choose: Callable[[Perimeter], None]) -> None:
    """Show what is in the perimeter; take out, name, open."""
    parts = draft_of(key)
    if not parts:
        st.caption("Rien n’est encore choisi.")
        return
    st.multiselect(
        f"Dans le périmètre ({number(len(parts))})",
        parts,
        format_func=territory_label,
        key=f"{key}.kept",
        on_change=lambda: _set(key, list(st.session_state[f"{key}.kept"])),
    )
    name = st.text_input(
        "Nom du périmètre",
        key=f"{key}.{_NAME}",
        max_chars=LONGEST_NAME,
        placeholder="Par exemple : bassin de vie de la plaine",
    )
    left, right = st.columns([1, 3])
    left.button(
        "Tout retirer", key=f"{key}.clear", icon=":material/delete:", on_click=_set, args=(key, [])
    )
    if right.button(
        "Voir le profil de ce périmètre",
        key=f"{key}.open",
        type="primary",
        icon=":material/visibility:",
    ):
        try:
            proposal = perimeter_from_codes(desk(), name, parts)
        except FragiscopeError as error:
            st.error(plain(str(error)), icon=":material/error:")
            return
        st.session_state[f"{key}.{_TOLD}"] = proposal.notes
        choose(proposal.perimeter)
        st.rerun()


def territory_label(text: str) -> str:
    """Name a territory given as ``level:code``, its level first.

    Homonyms are told apart by their code.
    """
    territory = Territory.parse(text)
    name = desk().territory_row(territory)["name"]
    return f"{name} · {territory.level.label} {territory.code}"
