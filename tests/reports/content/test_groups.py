"""The table of what the groups feel, and the letters of its surveys."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas.desk.desk import Desk
from atlas.divergences.groups_reading import NONE_ESTABLISHED
from atlas.divergences.question_groups import question_groups
from atlas.profiles.crossed_answers import NOT_PUBLISHED
from common.grammar import typographic
from indicators.base.domains import DOMAIN_KEYS
from reports.content.groups import crossed_table, letters, territories_table
from tests.reports.content.reading import ALL, NoteOf, ProfileOf, every_text, table


def test_letters_go_beyond_z() -> None:
    views = pd.DataFrame(
        {
            "survey": [f"s{n}" for n in range(30)],
            "measured": "region:84",
            "measured_name": "Auvergne-Rhône-Alpes",
            "mention": "",
            "demonstration": False,
        }
    )
    marks, _ = letters(views)
    assert marks.is_unique
    assert marks.str.fullmatch("[a-z]+").all()


@pytest.mark.parametrize("place", ALL)
def test_every_view_of_a_domain_is_in_the_table_with_its_mention(
    profile_of: ProfileOf, note_of: NoteOf, place: str
) -> None:
    """Of the surveys that ask about the domains themselves: the others are told by question."""
    views = profile_of(place, demonstration=True).views
    views = views[views["asked"] == ""]
    note = note_of(place, demonstration=True)
    text = every_text(note)
    for mention in views["mention"].unique():
        assert mention.replace("'", "’") in text
    shown = views[views["domain"].isin(DOMAIN_KEYS)]
    if len(shown):
        cells = [cell for row in table(note, "Fragilité ressentie").rows for cell in row[1:]]
        told = [cell for cell in cells if cell.text != "–"]
        assert len(told) == len(shown)
        assert sum(cell.demonstration for cell in told) == shown["demonstration"].sum()


def test_the_table_of_a_regional_report_has_all_the_regions_and_the_country(desk: Desk) -> None:
    groups = question_groups(desk, "gd_services_publics")
    made = territories_table(groups)
    rows = {row[0].text: [cell.text for cell in row[1:]] for row in made.rows}
    assert list(rows)[-1] == "France"
    assert len(rows) == groups.frame["territory"].nunique()
    assert [column.header for column in made.columns[1:3]] == ["Participants", "Élus participants"]
    assert len(made.columns) == 1 + 4 + 1  # four groups, the differences
    plain = [text.replace("\xa0", " ").replace("\u202f", " ") for text in rows["Occitanie"]]
    assert plain[:2] == ["34 % (28 à 40 %), 7 707 réponses", "53 % (43 à 64 %), 124 réponses"]
    assert plain[2] == NOT_PUBLISHED  # companies: fewer than 30 answers in any région
    assert "20 points" in plain[-1]
    established = [name for name, row in rows.items() if row[-1] != NONE_ESTABLISHED]
    assert established == ["Bretagne", "Hauts-de-France", "Occitanie", "France"]


def test_the_groups_around_a_place_are_side_by_side(desk: Desk, profile_of: ProfileOf) -> None:
    made = crossed_table(desk, profile_of("region:76"))
    assert made is not None
    assert len(made.rows) == 3
    assert crossed_table(desk, profile_of("region:01")) is None  # participants alone


@pytest.mark.parametrize("place", [*ALL, "region:76", "commune:76540"])
def test_each_answer_told_has_its_mention_licence_and_limit(
    desk: Desk, profile_of: ProfileOf, note_of: NoteOf, place: str
) -> None:
    text = every_text(note_of(place))
    rows = profile_of(place).answers
    for _, row in rows.iterrows():
        question = desk.questions[row["question"]]
        if question.tells_domain or question.domain == "services_publics":
            assert typographic(question.not_read_as) in text
            assert typographic(question.survey.mention.removesuffix(".")) in text
            assert question.survey.licence.replace("'", "’") in text
