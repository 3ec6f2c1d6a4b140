"""The foot of every screen: how old the data are, and where what must be found is."""

from __future__ import annotations

import streamlit as st

from atlas.desk.vintages import Vintages, vintages
from common.errors import FragiscopeError
from pages.parts.kit.caches import cache_public
from pages.parts.kit.demonstration_switch import demonstration_foot
from pages.parts.kit.desk import public_desk
from pages.parts.kit.notices import plain

#: Label of each link, the screen and the address that it opens.
LINKS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("Méthode", "donnees", {"partie": "methode"}),
    ("Télécharger", "donnees", {"partie": "series"}),
    ("Citer", "a_propos", {"partie": "citer"}),
    ("Plan du site", "a_propos", {"partie": "plan"}),
    ("Accessibilité", "a_propos", {"partie": "accessibilite"}),
    ("Mentions légales", "a_propos", {"partie": "mentions"}),
    ("Contact", "a_propos", {"partie": "contact"}),
)


@cache_public(show_spinner=False)
def public_vintages() -> Vintages:
    """Read once how old the public data are, whatever the visit sees beside them."""
    return vintages(public_desk())


def screen_foot() -> None:
    """Show what stands at the foot of all the screens."""
    with st.container(key="fs-foot"):
        with st.container(horizontal=True, key="fs-foot-links"):
            for label, screen, address in LINKS:
                st.page_link(f"pages/{screen}.py", label=label, query_params=address)
        try:
            st.caption(plain(dated(public_vintages())))
        except FragiscopeError as error:
            st.error(plain(str(error)), icon=":material/error:")
        demonstration_foot()


def dated(years: Vintages) -> str:
    """Say in one line how old the data are.

    >>> dated(Vintages("2014-2026", "2018-2025", "2016-2025", "2019-2026", "COG 2026", "01234567"))
    'Données 2014-2026 (scores : 2018-2025) · version 01234567 · COG 2026'
    """
    period = f"{years.measured} (scores : {years.scored})"
    return f"Données {period} · version {years.version} · {years.geography}"
