"""A design of a survey that exists already, in the place of the form that asks for one."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from common.errors import FragiscopeError
from common.limits import OWN_BYTES, TOML_BYTES
from indicators.survey.design import Design
from own_data.kinds.design_file import read_design_file
from pages.parts.kit.notices import plain
from pages.parts.kit.uploads import file_field

HAVE = "J’ai déjà un plan d’enquête (design.toml)"
DESIGN, MARGINS = "Plan d’enquête (TOML)", "Marges que le plan nomme (CSV)"
_KEY = "mes_donnees.plan"


@dataclass(frozen=True, eq=False)
class GivenDesign:
    """What was given.

    Attributes
    ----------
    files : identify the files: another file asks for another check.
    design : None where none was given, or it is refused.
    refused : whether it is waited for, or refused: nothing can be checked.
    """

    files: tuple[str, ...] = ()
    design: Design | None = None
    refused: bool = False


def design_field() -> GivenDesign:
    """Take a design, and the margins that it names; say what is wrong with them."""
    if not st.checkbox(HAVE, key=f"{_KEY}.have"):
        return GivenDesign()
    left, right = st.columns(2)
    with left:
        file = file_field(DESIGN, ["toml"], TOML_BYTES, key=f"{_KEY}.design")
    with right:
        margins = file_field(MARGINS, ["csv"], OWN_BYTES, key=f"{_KEY}.margins",
                             help="Seulement si le plan redresse les réponses.")  # fmt: skip
    if file is None:
        return GivenDesign(refused=True)
    files = (file.file_id, margins.file_id if margins is not None else "")
    known = (margins.getvalue(), margins.name) if margins is not None else (None, "")
    try:
        return GivenDesign(files, read_design_file(file.getvalue(), file.name, *known))
    except FragiscopeError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return GivenDesign(files, refused=True)
