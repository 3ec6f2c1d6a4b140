"""Page one: what is established, told once, of whom it is, in the words of those who answered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from atlas.desk.desk import Desk
from atlas.desk.whose import Whose
from atlas.desk.wording import answer_value
from atlas.profiles.answer_words import counted_briefly, rank_words
from common.french import signed
from common.grammar import typographic
from indicators.base.survey_kind import SurveyKind
from indicators.views.positions import GapStatus
from indicators.views.volunteers import voices
from reports.content.established import DOMAIN, QUESTION, established
from reports.content.findings import finding_of
from reports.content.gaps import COUNT, HEADING, page_one
from reports.content.words import words_of
from reports.report import Item, Items
from tests.reports.conftest import PLACES
from tests.reports.content.reading import ALL, READ, WORDS, NoteOf, ProfileOf, every_text, items

#: Places with answers of their own: a région, a département, Rouen, Paris.
OWN = ("region:76", "departement:62", "commune:76540", "commune:75056")


def told(note_of: NoteOf, place: str) -> list[Item]:
    """All the items on what is felt."""
    return [
        item
        for section in note_of(place).pages[0]
        if section.heading.startswith(HEADING)
        for block in section.blocks
        if isinstance(block, Items)
        for item in block.items
    ]


@pytest.mark.parametrize("place", [*ALL, *OWN])
def test_fewer_than_three_findings_are_explained(
    desk: Desk, profile_of: ProfileOf, note_of: NoteOf, place: str
) -> None:
    profile, shown = profile_of(place), told(note_of, place)
    sections, used = page_one(desk, profile, words_of(profile), profile.views)
    explained = [item for item in shown if item.lead.startswith(("Pas d’autre", "Aucun"))]
    assert len(shown) == len(used) + len(explained)
    assert bool(explained) >= (len(used) < COUNT)
    findings = [item for item in shown if item not in explained]
    for item, (_, found) in zip(findings, used.iterrows(), strict=True):
        assert item.lead.endswith(GapStatus(found["status"]).label.lower())
        if found["kind"] == QUESTION:
            row = profile.answers.loc[found["row"]]
            question = desk.questions[row["question"]]
            assert answer_value(question, row["value"], row["low"], row["high"]) in item.evidence
            assert rank_words(row) in item.evidence
            assert question.not_read_as.replace("'", "’") in item.evidence
    for key in used["survey"]:
        assert desk.surveys[key].mention.replace("'", "’") in repr(sections)


@pytest.mark.parametrize(
    ("place", "published", "elsewhere"), [("crte:crte-75-23-6", 21, 5), ("commune:75056", 32, 6)]
)
def test_the_answers_that_a_note_does_not_show_are_counted(
    note_of: NoteOf, profile_of: ProfileOf, place: str, published: int, elsewhere: int
) -> None:
    answers, text = profile_of(place).answers, every_text(note_of(place))
    assert len(answers) == published
    hidden = [
        counts for counts in answers["counts"] if typographic(counted_briefly(counts)) not in text
    ]
    assert len(hidden) == elsewhere
    assert f"{elsewhere}\\xa0autres réponses publiées, dans l’onglet" in text


@pytest.mark.parametrize("place", [*ALL, *OWN])
def test_what_is_not_established_is_never_told(profile_of: ProfileOf, place: str) -> None:
    profile = profile_of(place)
    found = established(profile, profile.views)
    vague = {GapStatus.NOT_DISTINGUISHABLE.value, GapStatus.NOT_PUBLISHABLE.value}
    assert not set(found["status"]) & vague
    assert not found.duplicated(["whose", "subject"]).any()


def test_the_place_comes_first_then_the_questions_before_the_domains(
    profile_of: ProfileOf,
) -> None:
    region = profile_of("region:01")
    found = established(region, region.views)
    assert set(found["whose"]) == {Whose.OWN.value}
    # Mobility has both: the question tells it.
    assert found.set_index("subject").loc["mobilite", "kind"] == QUESTION
    silent = replace(region, answers=region.answers.iloc[:0])
    assert established(silent, region.views)["kind"].tolist() == [DOMAIN]
    commune = profile_of("commune:97108")
    assert set(established(commune, commune.views)["whose"]) == {Whose.LARGER.value}


def test_the_gap_of_a_domain_goes_with_its_question(
    desk: Desk, profile_of: ProfileOf, note_of: NoteOf
) -> None:
    region = profile_of("region:01")
    view = region.views[(region.views["domain"] == "mobilite")].iloc[0]
    (mobility,) = [item for item in told(note_of, "region:01") if item.lead.startswith("Mobi")]
    assert signed(view["gap"], 1) in mobility.evidence
    silent = replace(region, answers=region.answers.iloc[:0])
    (section,), _ = page_one(desk, silent, words_of(region), region.views)
    block = section.blocks[0]
    assert isinstance(block, Items)
    assert signed(view["gap_low"], 1) in block.items[0].evidence


def test_the_opposite_of_what_is_established_here_comes_last_and_is_said(
    desk: Desk, profile_of: ProfileOf
) -> None:
    own = profile_of("commune:97108")
    first = established(own, own.views).iloc[0]
    fragile = GapStatus(first["status"]) in (
        GapStatus.ALIGNED_FRAGILE,
        GapStatus.SILENT_FRAGILITY,
    )
    other = own.domains.loc[[first["subject"]]]
    none = own.domains.iloc[:0]
    sides = {"weaknesses": none, "strengths": other}
    if not fragile:
        sides = {"weaknesses": other, "strengths": none}
    known = replace(own, **sides)
    found = established(known, own.views)
    assert found.iloc[-1]["subject"] == first["subject"]
    only = replace(known, answers=own.answers[own.answers["subject"] == first["subject"]])
    (section,), _ = page_one(desk, only, WORDS, own.views.iloc[:0])
    assert "qui est établie dans ce domaine" in repr(section)


def test_those_who_answered_are_named_as_they_were_chosen(
    desk: Desk, note_of: NoteOf, profile_of: ProfileOf
) -> None:
    (mobility,) = [item for item in told(note_of, "region:01") if item.lead.startswith("Mobi")]
    assert voices("citoyens", SurveyKind.SELF_SELECTED) in mobility.text
    assert voices("citoyens", SurveyKind.PROBABILITY) not in mobility.text
    assert desk.questions["gd_alternatives_voiture"].counts in mobility.evidence
    region = profile_of("region:01")
    drawn = established(region, region.views).iloc[0].copy()
    drawn["survey"] = "barometre_sante_2024"
    assert finding_of(desk, drawn).who == voices("citoyens", SurveyKind.PROBABILITY)


def test_a_relative_finding_is_said_relatively(note_of: NoteOf) -> None:
    for place in (*ALL, *READ, *OWN):
        for item in (*told(note_of, place), *items(note_of(place), -1).items):
            assert "expriment une fragilité" not in item.text
            assert "montrent une fragilité" not in item.text


def test_a_place_without_any_answer_says_so(desk: Desk, profile_of: ProfileOf) -> None:
    own = profile_of(PLACES[0])
    silent = replace(own, answers=own.answers.iloc[:0])
    (section,), used = page_one(desk, silent, WORDS, own.views.iloc[:0])
    assert used.empty
    assert section.heading == HEADING
