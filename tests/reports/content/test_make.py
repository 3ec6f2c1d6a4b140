"""The whole note: three facts, gaps and questions, on real answers, and nobody is blamed."""

from __future__ import annotations

import pytest

from atlas.desk.provenance import DEMONSTRATION_MARK
from indicators.views.volunteers import RESPONDENTS
from reports.note import Paragraph
from tests.reports.conftest import PLACES
from tests.reports.content.reading import ALL, NoteOf, ProfileOf, every_text, items

#: Words that would make a gap somebody's error.
BLAME = ("erreur des", "à tort", "se trompent", "ignorent", "méconnaissent", "irrationnel")


@pytest.mark.parametrize("place", ALL)
def test_page_one_has_three_facts_and_three_questions(note_of: NoteOf, place: str) -> None:
    note = note_of(place)
    assert [section.heading for section in note.pages[0]][::2] == [
        "Trois faits",
        "Trois questions à poser",
    ]
    assert len(items(note, 0).items) == 3
    questions = [item.lead for item in items(note, 2).items]
    assert len(questions) == len(set(questions)) == 3
    assert all(question.endswith("?") for question in questions)
    texts = [item.text for number in (0, 1, 2) for item in items(note, number).items]
    assert len(set(texts)) == len(texts)


def test_page_one_never_rests_on_the_demonstration(profile_of: ProfileOf, note_of: NoteOf) -> None:
    for place in PLACES:
        with_it, without = note_of(place, demonstration=True), note_of(place)
        assert profile_of(place, demonstration=True).about.demonstration
        assert with_it.pages[0] == without.pages[0]


@pytest.mark.parametrize("place", ALL)
def test_the_mark_is_there_exactly_when_the_demonstration_is(
    profile_of: ProfileOf, note_of: NoteOf, place: str
) -> None:
    used = bool(profile_of(place, demonstration=True).views["demonstration"].any())
    assert note_of(place, demonstration=True).mark == (DEMONSTRATION_MARK if used else "")
    without = note_of(place)
    assert without.mark == ""
    assert "émonstration" not in every_text(without).replace("sans-demonstration", "")


def test_without_the_demonstration_the_groups_that_nobody_asked_are_named(
    note_of: NoteOf,
) -> None:
    note = note_of("commune:32462")
    felt = next(one for one in note.sections if one.heading == "Ce que ressentent les groupes")
    texts = [block.text for block in felt.blocks if isinstance(block, Paragraph)]
    said = next(text for text in texts if text.startswith("Aucune enquête réelle"))
    for group, named in RESPONDENTS.items():
        assert (named in said) == (group in ("fondations", "academiques"))


def test_no_wording_blames_anyone(note_of: NoteOf) -> None:
    for place in ALL:
        assert not any(word in every_text(note_of(place)) for word in BLAME)
