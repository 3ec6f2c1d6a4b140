"""What a session sees, and what is made of it later, outside of the session."""

from __future__ import annotations

import pytest

from pages.parts.kit import demonstration, seen
from pages.parts.kit.seen import Own, Seen, as_now


def test_a_file_is_made_with_what_the_session_saw_when_it_was_offered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    of_then = Seen(demonstration=True, own=Own("a1", 2))
    with monkeypatch.context() as then:
        then.setattr(seen, "seen", lambda: of_then)
        offered = as_now(seen._THEN.get), as_now(demonstration.shown)
    made = [make() for make in offered]
    assert made == [of_then, True]


def test_outside_of_a_visit_the_public_data_alone_is_seen() -> None:
    assert seen.seen() == Seen()
    assert not demonstration.shown()
