"""A lookup answers as a dictionary of lists does, in a fifth of its memory."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.lookup import Lookup


@given(st.lists(st.text(max_size=4)), st.text(max_size=6))
def test_it_answers_as_a_dictionary_does(texts: list[str], asked: str) -> None:
    texts = [text for text in texts if not text.endswith("\0")]
    known: dict[str, list[int]] = {}
    for number, text in enumerate(texts):
        known.setdefault(text, []).append(number)
    lookup = Lookup(texts)
    for text in [*texts, asked]:
        assert lookup.of(text) == known.get(text, [])
        assert (text in lookup) == (text in known)


@pytest.mark.parametrize("asked", ["lyon\0", "lyo", "lyon 1er", "\ud800", ""])
def test_what_was_not_given_is_not_found(asked: str) -> None:
    assert Lookup(["lyon", "bourg"]).of(asked) == []


def test_it_holds_no_object_for_each_text() -> None:
    texts = [f"commune {number}" for number in range(30_000)]
    tracemalloc.start()
    lookup = Lookup(texts)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert lookup.of(texts[123]) == [123]
    assert held <= 30 * len(texts)
