"""The closed sections of a profile: nothing is drawn of them before they are opened."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

OpenPage = Callable[..., AppTest]
#: Sections folded in a tab.
FOLDED = {
    "ressenti": ("regards", "reponses"),
    "qui-agit": ("fiches", "categories"),
    "temps": ("annees",),
}


@pytest.mark.parametrize("tab", FOLDED)
def test_a_closed_section_is_drawn_when_it_is_opened(open_page: OpenPage, tab: str) -> None:
    app = open_page("territoire", territoire="commune:01004", onglet=tab)
    drawn = len(app.get("dataframe"))
    for name in FOLDED[tab]:
        app.session_state[f"territoire.{name}"] = True
    app.run()
    assert not app.exception
    assert len(app.get("dataframe")) == drawn + len(FOLDED[tab])
