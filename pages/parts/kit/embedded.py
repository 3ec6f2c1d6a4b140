"""A map or a chart alone, in a frame of another site: no menu, no search, no foot.

Streamlit says of a visit that it is embedded (``?embed=true``): the door leaves out what stands on
all the screens, a screen shows one picture with its title, and what must go with it.
"""

from __future__ import annotations

import streamlit as st

from atlas.desk.about import About
from atlas.desk.producers import producers_by_licence
from atlas.desk.written import version_line
from pages.parts.kit.notices import demonstration_notice, plain
from pages.parts.kit.visit import shared_address


def embedded() -> bool:
    """Tell whether the visit is in a frame of another site; outside of a visit it is not."""
    return bool(st.context.is_embedded)


def embedded_title(about: About) -> None:
    """Show the title of what is embedded, and the mark of the demonstration where it has one."""
    st.title(plain(about.told(about.title)), anchor=False)
    if about.demonstration:
        demonstration_notice()


def embedded_foot(page: str, about: About) -> None:
    """Say what must go with a picture, and lead to the screen that it is taken from.

    Parameters
    ----------
    page : address of the screen.
    about : of the answer that is shown.
    """
    with st.container(key="fs-embedded-foot"):
        st.link_button(
            "Ouvrir dans Fragiscope",
            shared_address(page, st.query_params.to_dict(), page) or f"./{page}",
            icon=":material/open_in_new:",
            type="tertiary",
        )
        for mention in about.mentions:
            st.caption(plain(mention))
        told = f"Sources : {producers_by_licence(about.sources)}. {version_line(about)}"
        st.caption(plain(told))
