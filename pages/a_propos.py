"""À propos: the project, how to cite it, accessibility statement, legal notice, contact."""

from __future__ import annotations

import streamlit as st

from common.errors import FragiscopeError
from pages.parts.a_propos.operator import Operator, operator
from pages.parts.a_propos.sections import part_choice, show_part
from pages.parts.a_propos.state import about_state
from pages.parts.kit.notices import plain, refused_values

st.title("À propos de Fragiscope")
state = about_state()
refused_values(state.read_url())

try:
    told = operator()
except FragiscopeError as error:
    told = Operator()
    st.error(plain(str(error)), icon=":material/error:")

show_part(part_choice(state), told)
state.write_url()
