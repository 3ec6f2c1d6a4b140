from __future__ import annotations

import html
import re

import folium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.safe_text import safe_text

#: The three families that folium lets through, and a few ways to leave a script or an attribute.
PAYLOADS = (
    "<img src=x onerror=alert(1)>",
    "${alert(1)}",
    "`+alert(1)+`",
    "</script><script>alert(1)</script>",
    "\\`${alert(1)}",
    "\"' onmouseover=alert(1) x='",
    "{{ 7*7 }}",
    "{% raw %}{#",
)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_that_acts_is_left(payload: str) -> None:
    assert not re.search(r"[<>\"'`$\\{}]", safe_text(payload))


@given(st.text())
def test_a_reader_sees_the_text_itself(text: str) -> None:
    assert html.unescape(safe_text(text)) == html.unescape(text.replace("&", "&amp;"))


@given(st.text())
def test_every_text_becomes_inert(text: str) -> None:
    assert not set(safe_text(text)) & set("<>\"'`$\\{}")


def test_a_map_evaluates_no_text() -> None:
    """What folium wrote is a template once more when it is rendered."""
    drawn = folium.Map()
    folium.Marker((46, 5), tooltip=safe_text("{{ 7*7 }}"), popup=safe_text("{% x")).add_to(drawn)
    rendered = drawn.get_root().render()
    assert "&#123;&#123; 7*7 &#125;&#125;" in rendered
    assert "&#123;% x" in rendered


def test_a_missing_text_is_empty_and_a_number_is_written() -> None:
    assert safe_text(None) == ""
    assert safe_text(12) == "12"
