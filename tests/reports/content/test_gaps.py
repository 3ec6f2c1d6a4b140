"""The gaps of page one: established, told once, next to the mean that they are compared with."""

from __future__ import annotations

from dataclasses import replace

import pytest

from atlas.desk.desk import Desk
from common.french import number, signed
from indicators.base.survey_kind import SurveyKind
from indicators.views.positions import GapStatus
from indicators.views.volunteers import voices
from reports.content.findings import finding_of
from reports.content.gaps import established, page_one
from reports.content.words import domain_name, words_of
from reports.note import Paragraph
from tests.reports.conftest import PLACES
from tests.reports.content.reading import ALL, READ, WORDS, NoteOf, ProfileOf, items


@pytest.mark.parametrize("place", ALL)
def test_fewer_than_three_gaps_are_explained(
    desk: Desk, profile_of: ProfileOf, note_of: NoteOf, place: str
) -> None:
    profile, shown = profile_of(place), items(note_of(place), 1).items
    real = profile.views
    _, used = page_one(desk, profile, words_of(profile), real)
    if len(used) == 3:
        assert len(shown) == 3
    else:
        assert len(shown) == len(used) + 1
        assert shown[-1].lead.startswith(("Pas d’autre", "Aucun"))
    for item, (_, row) in zip(shown, used.iterrows(), strict=False):
        assert item.lead.startswith(domain_name(row["domain"]))
        assert GapStatus(row["gap_status"]).label.lower() in item.lead.lower()
        near = number(row["value"]) == number(row["perceived_mean"])
        value, mean = (number(row[name], int(near)) for name in ("value", "perceived_mean"))
        for figure in (value, mean, signed(row["gap"], 1), signed(row["gap_low"], 1)):
            assert figure in item.evidence
        assert row["mention"].replace("'", "’") in [
            block.text
            for block in note_of(place).sections[1].blocks
            if isinstance(block, Paragraph)
        ]


def test_gaps_that_are_not_established_are_never_told(profile_of: ProfileOf) -> None:
    for place in ALL:
        profile = profile_of(place)
        told = established(profile, profile.views)
        vague = {GapStatus.NOT_DISTINGUISHABLE.value, GapStatus.NOT_PUBLISHABLE.value}
        assert not set(told["gap_status"]) & vague
        assert told["domain"].is_unique


def test_the_opposite_of_what_is_established_here_comes_last_and_is_said(
    desk: Desk, profile_of: ProfileOf
) -> None:
    own = profile_of(PLACES[0])
    real = own.views
    first = established(own, real).iloc[0]
    fragile = GapStatus(first["gap_status"]) in (
        GapStatus.ALIGNED_FRAGILE,
        GapStatus.SILENT_FRAGILITY,
    )
    other = own.domains.loc[[first["domain"]]]
    none = own.domains.iloc[:0]
    sides = {"weaknesses": none, "strengths": other}
    if not fragile:
        sides = {"weaknesses": other, "strengths": none}
    known = replace(own, **sides)
    ordered = established(known, real)
    assert ordered.iloc[-1]["domain"] == first["domain"]
    shown, used = page_one(desk, known, WORDS, real)
    for item, (_, row) in zip(shown, used.iterrows(), strict=False):
        said = "qui est établie dans ce domaine" in item.text
        assert said == (row["domain"] == first["domain"])


def test_the_same_result_is_not_told_as_another(desk: Desk, profile_of: ProfileOf) -> None:
    for place in ALL:
        own = profile_of(place)
        real = own.views
        items_told, used = page_one(desk, own, words_of(own), real)
        again = used.duplicated(["survey", "group", "measured", "value"])
        for item, repeated in zip(items_told, again, strict=False):
            assert ("même résultat d’enquête" in item.evidence) == repeated


def test_a_side_of_the_mean_is_told_with_that_mean(note_of: NoteOf, profile_of: ProfileOf) -> None:
    place = "commune:97108"
    views = profile_of(place).views
    row = views[(views["domain"] == "mobilite") & (views["group"] == "citoyens")].iloc[0]
    (mobility, *_) = items(note_of(place), 1).items
    assert mobility.lead.startswith("Mobilité")
    assert "au-dessus de la moyenne simple des 17\xa0régions" in mobility.text
    assert f"17\xa0régions : {number(row['perceived_mean'])}" in mobility.evidence
    assert f"France : {number(row['france'])}" in mobility.evidence


def test_those_who_answered_are_named_as_they_were_chosen(
    desk: Desk, note_of: NoteOf, profile_of: ProfileOf
) -> None:
    (mobility, *_) = items(note_of("commune:97108"), 1).items
    assert voices("citoyens", SurveyKind.SELF_SELECTED) in mobility.text
    assert voices("citoyens", SurveyKind.PROBABILITY) not in mobility.text
    assert desk.questions["gd_alternatives_voiture"].counts in mobility.text
    views = profile_of("commune:97108").views
    established_of = views[views["gap_status"] == GapStatus.ALIGNED_FRAGILE.value]
    drawn = established_of.iloc[0].copy()
    drawn["survey"] = "barometre_sante_2024"
    assert finding_of(desk, drawn).who == voices("citoyens", SurveyKind.PROBABILITY)


def test_a_relative_finding_is_said_relatively(note_of: NoteOf) -> None:
    for place in (*ALL, *READ):
        for section in (1, 2):
            for item in items(note_of(place), section).items:
                assert "expriment une fragilité" not in item.text
                assert "montrent une fragilité" not in item.text
