"""The door of the application: ``streamlit run streamlit_app.py``. No logic, no data."""

from __future__ import annotations

from pages.parts.kit.door import open_navigation
from pages.parts.kit.notices import told_in_french

with told_in_french():
    open_navigation().run()
