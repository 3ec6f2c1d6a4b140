"""Elements are bounded before any is read; what only looks like one is not counted."""

from __future__ import annotations

import pytest

from common.errors import TooLargeError
from common.limits import XML_ELEMENTS
from own_data.sheets.xml_parts import walk


def opened(content: bytes) -> list[str]:
    """Walk, and list the elements that were met."""
    met: list[str] = []
    walk(content, "a.xlsx", lambda tag, _: met.append(tag), lambda *_: None)
    return met


def test_too_many_are_refused_before_the_first_one() -> None:
    met: list[str] = []
    content = b"<r>" + b"<c/>" * (XML_ELEMENTS.known + 10) + b"</r>"
    with pytest.raises(TooLargeError):
        walk(content, "a.xlsx", lambda tag, _: met.append(tag), lambda *_: None)
    assert met == []


def test_ends_and_comments_are_no_elements(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("own_data.sheets.xml_parts.XML_ELEMENTS", 3)
    content = b'<?xml version="1.0"?><!-- a --><r><c>1</c><!-- b --><c>2</c></r>'
    assert opened(content) == ["r", "c", "c"]
    with pytest.raises(TooLargeError):
        opened(content.replace(b"</r>", b"<c></c></r>"))
