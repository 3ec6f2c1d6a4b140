"""HTML of ours: built with every value escaped, shown as the page shows no other text.

Its looks are classes of ``static/fragiscope.css``; nothing here has a colour.
"""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from common.french import spaced
from common.grammar import typographic


def show(html: Markup) -> None:
    """Show HTML whose values were escaped: ``Markup("<p>{}</p>").format(value)``."""
    st.html(str(html))


def typeset(text: str) -> str:
    """Write a text as the French typeset it, for a value of ours or of the data.

    >>> typeset("Qui ?") == "Qui\u202f?"
    True
    """
    return typographic(spaced(text))
