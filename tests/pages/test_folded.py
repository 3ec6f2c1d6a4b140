"""The closed sections of a profile: what paper asks for from the start, the rest once opened."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

OpenPage = Callable[..., AppTest]
FOLDED = ("scores", "regards", "fiches", "categories", "annees", "tous")


def drawn(app: AppTest) -> dict[str, int]:
    """Count the interactive tables, the plain ones and the charts of a page."""
    return {name: len(app.get(name)) for name in ("dataframe", "table", "vega_lite_chart")}


def test_a_closed_section_has_what_is_printed_and_is_drawn_when_opened(
    open_page: OpenPage,
) -> None:
    app = open_page("territoire", territoire="commune:01004")
    closed = drawn(app)
    assert (closed["dataframe"], closed["vega_lite_chart"]) == (0, 1)
    for name in FOLDED:
        app.session_state[f"territoire.{name}"] = True
    app.run()
    assert not app.exception
    opened = drawn(app)
    assert opened["table"] == closed["table"]
    assert opened["dataframe"] == len(FOLDED) + 1  # two tables of the years
    assert opened["vega_lite_chart"] > closed["vega_lite_chart"] + 10
