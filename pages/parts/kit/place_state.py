"""What the URL and the session say of a place: a territory or a perimeter; names of its files."""

from __future__ import annotations

import streamlit as st

from atlas.desk.about import About
from atlas.desk.perimeters import parse_place
from atlas.desk.place import Place
from common.errors import NotAvailableError
from common.french import fold
from common.levels import Level
from geo.perimeter import Perimeter
from pages.parts.kit.desk import desk
from pages.parts.kit.url import ScreenState

_TERRITORY = "territoire"
#: Key in the session of the place that the screens about one place last showed.
_LAST = "dernier.territoire"


def described_place(text: str) -> Place:
    """Read a place that has a profile: any but the whole country."""
    place = parse_place(desk(), text)
    if place.level is Level.FRANCE:
        raise NotAvailableError(
            "Le profil existe de la commune à la région, pas pour la France entière."
        )
    return place


def file_stem(place: Place, about: About | None = None) -> str:
    """Name the files of a place with plain letters only; what sets their data apart is said.

    Parameters
    ----------
    place : of which they are.
    about : what goes with their figures, where answers may be among them.

    >>> from common.levels import Territory
    >>> file_stem(Territory.parse("commune:2A004"))
    'fragiscope-commune-2A004'
    """
    end = "".join(f"-{word}" for word in about.file_marks) if about else ""
    if isinstance(place, Perimeter):
        return f"fragiscope-perimetre-{fold(place.name).replace(' ', '-') or 'sans-nom'}{end}"
    return f"fragiscope-{place.level.value}-{place.code}{end}"


def begin_with_last(state: ScreenState) -> None:
    """Take the place seen last on another screen, unless the URL named one, or named nonsense.

    Parameters
    ----------
    state : of a screen about one place, its URL just read.
    """
    last = st.session_state.get(_LAST)
    refused = st.session_state.get(state.key("messages"))
    if last and state.get(_TERRITORY) is None and not refused:
        state.set(_TERRITORY, described_place(last))


def remember(place: Place) -> None:
    """Let the other screens about one place begin with this one."""
    st.session_state[_LAST] = str(place)


def start_afresh(state: ScreenState) -> None:
    """Draw the button that leaves the place: this screen and the others begin with none."""
    st.button(
        "Repartir sans territoire",
        key=f"{state.screen}.afresh",
        on_click=_forget,
        args=(state,),
        icon=":material/restart_alt:",
        type="tertiary",
    )


def _forget(state: ScreenState) -> None:
    st.session_state.pop(_LAST, None)
    state.set(_TERRITORY, None)
