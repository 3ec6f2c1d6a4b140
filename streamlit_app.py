"""The door of the application: ``streamlit run streamlit_app.py``. No logic, no data.

The server imports this file once and finds ``app``; Streamlit then runs it for each visit.
"""

from __future__ import annotations

import streamlit as st

from common.memory import give_back, keep_few_heaps
from pages.parts.kit.boundary import guard_files, on_script_error
from pages.parts.kit.bundle_address import bundle_address
from pages.parts.kit.compressed import compressed
from pages.parts.kit.door import keep_the_door, show_screen
from pages.parts.kit.gate import gate
from pages.parts.kit.notices import told_in_french
from pages.parts.kit.opening import opened_early
from pages.parts.kit.previews import previews
from pages.parts.kit.search_address import search_address

if __name__ == "__main__":
    with told_in_french():
        show_screen()
    give_back()
else:
    keep_few_heaps()
    guard_files()
    keep_the_door()
    app = st.App(
        __file__,
        lifespan=opened_early,
        middleware=[gate(), compressed(), search_address(), bundle_address(), previews()],
        on_script_error=on_script_error,
    )
