"""The search box: a name, a code or a postcode in, a territory out.

It proposes territories as one types (``static/search.js``), which it asks of
:mod:`pages.parts.kit.search_address`; the page itself runs once, when one of them is chosen.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from common.levels import Level, Territory
from common.paths import STATIC
from pages.parts.kit.desk import desk
from pages.parts.kit.notices import told_in_french
from pages.parts.kit.search_address import SEARCH_ADDRESS, root

#: Name of what the component gives when a territory is chosen.
CHOSEN = "chosen"
PLACEHOLDER = "Nom, code Insee ou code postal"
PROPOSED = "Territoires proposés"

_box = st.components.v2.component(
    "fragiscope.search",
    js=(STATIC / "search.js").read_text("utf-8"),
    isolate_styles=False,  # the look is that of static/fragiscope.css
)


def search_box(
    key: str,
    choose: Callable[[Territory], None],
    label: str,
    first: Level | None = None,
    *,
    several: bool = False,
) -> None:
    """Draw the box.

    Parameters
    ----------
    key : prefix of the key of the box.
    choose : called with the territory that is chosen.
    label : French label of the box.
    first : level whose territories come before the others, if any.
    several : whether one chooses several, one after the other: the box keeps the focus, which
        goes else to the heading of what is opened.
    """
    name = f"{key}.search"
    _box(
        key=name,
        data={
            "address": root() + SEARCH_ADDRESS,
            "first": first.value if first else "",
            "label": label,
            "placeholder": PLACEHOLDER,
            "proposed": PROPOSED,
            "stays": several,
        },
        on_chosen_change=partial(_take, name, choose),
    )


def _take(name: str, choose: Callable[[Territory], None]) -> None:
    """Hand over what was chosen, read as any text that comes from outside."""
    chosen = st.session_state[name][CHOSEN]
    if chosen is not None:
        with told_in_french():
            choose(desk().resolve(str(chosen)))
