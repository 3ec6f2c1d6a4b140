"""The closed sections of a profile: what paper asks for from the start, the rest once opened."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

OpenPage = Callable[..., AppTest]
#: Sections folded in a tab.
FOLDED = {"ressenti": ("regards", "reponses"), "qui-agit": ("fiches", "categories")}


@pytest.mark.parametrize("tab", FOLDED)
def test_a_closed_section_has_its_plain_table_and_is_drawn_when_opened(
    open_page: OpenPage, tab: str
) -> None:
    app = open_page("territoire", territoire="commune:01004", onglet=tab)
    tables = len(app.get("table"))
    assert not app.get("dataframe")
    for name in FOLDED[tab]:
        app.session_state[f"territoire.{name}"] = True
    app.run()
    assert not app.exception
    assert len(app.get("table")) == tables
    assert len(app.get("dataframe")) == len(FOLDED[tab])
