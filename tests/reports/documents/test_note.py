"""The whole note: three facts, gaps and questions, on real answers, and nobody is blamed."""

from __future__ import annotations

import pytest

from atlas.desk.provenance import DEMONSTRATION_MARK
from atlas.desk.whose import Whose
from indicators.views.volunteers import RESPONDENTS
from reports.content.gaps import HEADING
from reports.content.words import named, words_of
from reports.report import Paragraph
from tests.reports.conftest import PLACES
from tests.reports.content.reading import (
    ALL,
    FACTS,
    QUESTIONS,
    READ,
    NoteOf,
    ProfileOf,
    every_text,
    items,
)

#: Words that would make a gap somebody's error.
BLAME = ("erreur des", "à tort", "se trompent", "ignorent", "méconnaissent", "irrationnel")


@pytest.mark.parametrize("place", ALL)
def test_page_one_has_three_facts_and_three_questions(note_of: NoteOf, place: str) -> None:
    note = note_of(place)
    first, *felt, last = [section.heading for section in note.pages[0]]
    assert (first, last) == ("Trois faits", "Trois questions à poser")
    assert 1 <= len(felt) <= 2
    assert all(heading.startswith(HEADING) for heading in felt)
    assert len(items(note, FACTS).items) == 3
    questions = [item.lead for item in items(note, QUESTIONS).items]
    assert len(questions) == len(set(questions)) == 3
    assert all(question.endswith("?") for question in questions)
    texts = [
        item.text for number in range(len(note.pages[0])) for item in items(note, number).items
    ]
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
    for group, phrase in RESPONDENTS.items():
        assert (phrase in said) == (group in ("fondations", "academiques"))


@pytest.mark.parametrize("place", [*ALL, *READ])
def test_a_larger_territory_is_never_told_under_the_heading_of_the_place(
    profile_of: ProfileOf, note_of: NoteOf, place: str
) -> None:
    """Its name is in no sentence of page one but in the section that says that it is not it."""
    profile, note = profile_of(place), note_of(place)
    larger = profile.answers[profile.answers["whose"] == Whose.LARGER.value]
    names = {
        named(measured, name)
        for measured, name in zip(larger["measured"], larger["measured_name"], strict=True)
    }
    apart = [section for section in note.pages[0] if " : l" in section.heading]
    for section in note.pages[0]:
        told = repr(section.blocks)
        assert section in apart or not any(f"Pour {name}" in told for name in names)
    for section in apart:
        assert section.heading.endswith(f", pas {words_of(profile).short}")


def test_no_wording_blames_anyone(note_of: NoteOf) -> None:
    for place in ALL:
        assert not any(word in every_text(note_of(place)) for word in BLAME)
