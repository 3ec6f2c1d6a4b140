"""How to cite what is shown: the same words on every screen that says them."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from common.citation import bibtex, cited
from pages.parts.kit.foot import public_vintages


def citation(recipe: str = "") -> None:
    """Show the sentence and the BibTeX entry, to be copied.

    Parameters
    ----------
    recipe : fingerprint of the recipe of the scores, "" where none enters.
    """
    version, today = public_vintages().version, datetime.now(UTC).date()
    st.code(cited(version, today, recipe), language=None, wrap_lines=True)
    st.markdown("En BibTeX :")
    st.code(bibtex(version, today, recipe), language="bibtex")
