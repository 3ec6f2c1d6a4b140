"""What a note says is what its profile holds, and no more than the intervals support."""

from __future__ import annotations

import re
from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.desk import Desk
from atlas.profile import Profile
from atlas.provenance import DEMONSTRATION_MARK
from common.french import number, ordinal, signed
from indicators.domains import DOMAIN_KEYS, OVERALL
from indicators.gaps import GapStatus
from reports.content.facts import position
from reports.content.gaps import established, page_one
from reports.content.words import DOMAIN_PHRASES, Words, domain_name, rank_range, words_of
from reports.note import Items, Note, Paragraph, Table
from tests.reports.conftest import PLACES

ProfileOf = Callable[[str], Profile]
NoteOf = Callable[..., Note]
ALL = (*PLACES, "hostile")
WORDS = Words("le CRTE X", "le CRTE", "CRTE")
#: Words that would make a gap somebody's error.
BLAME = ("erreur des", "à tort", "se trompent", "ignorent", "méconnaissent", "irrationnel")


def items(note: Note, section: int) -> Items:
    block = note.sections[section].blocks[0]
    assert isinstance(block, Items)
    return block


def table(note: Note, start: str) -> Table:
    found = [
        block
        for section in note.sections
        for block in section.blocks
        if isinstance(block, Table) and block.caption.startswith(start)
    ]
    return found[0]


def every_text(note: Note) -> str:
    return repr(note)


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


@pytest.mark.parametrize("place", ALL)
def test_fewer_than_three_gaps_are_explained(
    desk: Desk, profile_of: ProfileOf, note_of: NoteOf, place: str
) -> None:
    profile, shown = profile_of(place), items(note_of(place), 1).items
    real = profile.views[~profile.views["demonstration"]].reset_index(drop=True)
    _, used = page_one(desk, profile, words_of(profile), real)
    if len(used) == 3:
        assert len(shown) == 3
    else:
        assert len(shown) == len(used) + 1
        assert shown[-1].lead.startswith(("Pas d’autre", "Aucun"))
    for item, (_, row) in zip(shown, used.iterrows(), strict=False):
        assert item.lead.startswith(domain_name(row["domain"]))
        assert GapStatus(row["gap_status"]).label.lower() in item.lead.lower()
        for figure in (number(row["value"]), signed(row["gap"], 1), signed(row["gap_low"], 1)):
            assert figure in item.evidence
        assert row["mention"].replace("'", "’") in [
            block.text
            for block in note_of(place).sections[1].blocks
            if isinstance(block, Paragraph)
        ]


def test_page_one_never_rests_on_the_demonstration(profile_of: ProfileOf, note_of: NoteOf) -> None:
    for place in PLACES:
        with_it, without = note_of(place), note_of(place, demonstration=False)
        assert profile_of(place).demonstration
        assert with_it.pages[0] == without.pages[0]


@pytest.mark.parametrize("place", ALL)
def test_the_mark_is_there_exactly_when_the_demonstration_is(
    profile_of: ProfileOf, note_of: NoteOf, place: str
) -> None:
    used = bool(profile_of(place).views["demonstration"].any())
    assert note_of(place).mark == (DEMONSTRATION_MARK if used else "")
    without = note_of(place, demonstration=False)
    assert without.mark == ""
    assert "émonstration" not in every_text(without).replace("sans-demonstration", "")


@pytest.mark.parametrize("place", ALL)
def test_the_tables_hold_the_numbers_of_the_profile(
    profile_of: ProfileOf, note_of: NoteOf, place: str
) -> None:
    profile, note = profile_of(place), note_of(place)
    rows = table(note, "Rang parmi").rows
    assert [row[0].text for row in rows] == [domain_name(key) for key in (*DOMAIN_KEYS, OVERALL)]
    for row, key in zip(rows, (*DOMAIN_KEYS, OVERALL), strict=True):
        own = profile.domain(key)
        assert row[2].text == number(own["score"])
        assert row[3].text == rank_range(own)
        dot = row[1].dot
        assert (dot is None) == pd.isna(own["rank"])
        if dot is not None and key != OVERALL:
            assert (dot.kind == "weak") == (key in profile.weaknesses.index)
            assert (dot.kind == "strong") == (key in profile.strengths.index)
    matrix = table(note, "Partenariats")
    for row, key in zip(matrix.rows, DOMAIN_KEYS, strict=True):
        counts = profile.matrix.loc[key]
        shown = ["n.\u00a0c." if pd.isna(count) else number(count) for count in counts]
        assert [cell.text for cell in row[1:6]] == shown


@pytest.mark.parametrize("place", ALL)
def test_every_view_is_in_the_table_with_its_mention(
    profile_of: ProfileOf, note_of: NoteOf, place: str
) -> None:
    views, text = profile_of(place).views, every_text(note_of(place))
    for mention in views["mention"].unique():
        assert mention.replace("'", "’") in text
    shown = views[views["domain"].isin(DOMAIN_KEYS)]
    if len(shown):
        cells = [
            cell for row in table(note_of(place), "Fragilité ressentie").rows for cell in row[1:]
        ]
        told = [cell for cell in cells if cell.text != "–"]
        assert len(told) == len(shown)
        assert sum(cell.demonstration for cell in told) == shown["demonstration"].sum()


def test_no_wording_blames_anyone(note_of: NoteOf) -> None:
    for place in ALL:
        assert not any(word in every_text(note_of(place)) for word in BLAME)


def test_facts_name_only_domains_that_the_profile_supports(
    profile_of: ProfileOf, note_of: NoteOf
) -> None:
    for place in ALL:
        profile = profile_of(place)
        sides = ((1, profile.weaknesses, "plus"), (2, profile.strengths, "moins"))
        for index, supported, side in sides:
            fact = items(note_of(place), 0).items[index]
            named = [key for key in DOMAIN_KEYS if DOMAIN_PHRASES[key] in fact.lead]
            assert set(named) == set(supported.index[:3])
            for key in named:
                low, high = (int(supported.loc[key, end]) for end in ("rank_low", "rank_high"))
                assert number(low) in fact.text
                assert number(high) in fact.text
            if named:
                assert f"tiers le {side} fragile" in fact.text


@given(st.integers(1, 900), st.integers(1, 900), st.integers(0, 900))
def test_a_position_is_never_said_beyond_its_interval(a: int, b: int, more: int) -> None:
    low, high = sorted((a, b))
    ranked = high + more
    row = pd.Series({"rank_low": low, "rank_high": high, "ranked": ranked})
    said = position(row, WORDS)
    shares = {"tiers": 1 / 3, "moitié": 1 / 2}
    for part, share in shares.items():
        if part in said and "la plus fragile" in said.replace("le plus", "la plus"):
            assert high / ranked <= share
        if part in said and "moins fragile" in said:
            assert (low - 1) / ranked >= 1 - share
    if "milieu" in said:
        assert (low - 1) / ranked >= 1 / 3
        assert high / ranked <= 2 / 3


def test_gaps_that_are_not_established_are_never_told(profile_of: ProfileOf) -> None:
    for place in ALL:
        profile = profile_of(place)
        told = established(profile, profile.views)
        vague = {GapStatus.NOT_DISTINGUISHABLE.value, GapStatus.NOT_PUBLISHABLE.value}
        assert not set(told["gap_status"]) & vague
        assert told["domain"].is_unique


def test_ranks_are_ordinals(profile_of: ProfileOf, note_of: NoteOf) -> None:
    own = profile_of(PLACES[0]).domain(OVERALL)
    text = items(note_of(PLACES[0]), 0).items[0].text
    assert f"{ordinal(int(own['rank_low']))} et le {ordinal(int(own['rank_high']))} rang" in text
    assert re.search(r"score", items(note_of(PLACES[0]), 0).items[0].evidence, re.IGNORECASE)
