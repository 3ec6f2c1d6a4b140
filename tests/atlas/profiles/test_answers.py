"""The answers around a place: question by question, beside an indicator, and never spread."""

from __future__ import annotations

import json

import pytest

from atlas.desk.desk import Desk
from atlas.desk.taken import flat_rows
from atlas.desk.whose import Whose
from atlas.divergences.groups_reading import NONE_ESTABLISHED
from atlas.profiles import Profile, profile, to_json
from atlas.profiles.answer_counts import bicycle_answers
from atlas.profiles.answer_words import NO_MARGIN, told_answer
from atlas.profiles.answers import ANSWERS
from atlas.profiles.crossed_answers import group_cells
from atlas.profiles.export import taken_answers, taken_views
from common.levels import Level, Territory
from indicators.base.questions import SUBJECTS
from tests.atlas.divergences.positions import pair_positions

#: One of each of the five levels; a commune with answers of its own; a DROM; Paris.
PLACES = (
    *("commune:01004", "epci:240100883", "crte:crte-84-26-1", "departement:62", "region:76"),
    *("commune:76540", "departement:974", "commune:75056"),
)


@pytest.fixture(scope="module")
def made(desk: Desk) -> dict[str, Profile]:
    return {text: profile(desk, Territory.parse(text)) for text in PLACES}


@pytest.mark.parametrize("place", PLACES)
def test_an_answer_is_the_place_s_own_only_where_it_was_measured(
    desk: Desk, made: dict[str, Profile], place: str
) -> None:
    one = made[place]
    communes = desk.communes(Territory.parse(place))
    for rows in (one.answers, one.views):
        same = [desk.communes(Territory.parse(text)) == communes for text in rows["measured"]]
        assert [whose == Whose.OWN for whose in rows["whose"]] == same
    assert ANSWERS.faults(one.answers) == []
    assert not one.answers.duplicated(["question", "group"]).any()
    assert not one.answers["measured"].str.startswith("france").any()


@pytest.mark.parametrize("place", PLACES)
def test_every_file_says_whose_answer_each_row_is(
    desk: Desk, made: dict[str, Profile], place: str
) -> None:
    one = made[place]
    written = json.loads(to_json(desk, one))
    for name, rows in (("answers", one.answers), ("views", one.views)):
        assert [row["whose"] for row in written[name]] == list(rows["whose"])
    labels = [Whose(whose).label for whose in one.answers["whose"]]
    shown = flat_rows(taken_answers(desk, one))
    assert list(shown["whose"]) == labels
    assert list(shown["mention"]) == list(one.answers["mention"])
    felt = one.views_of("citoyens")
    assert list(flat_rows(taken_views(one, "citoyens"))["whose"]) == [
        Whose(key).label for key in felt["whose"]
    ]


@pytest.mark.parametrize(
    ("place", "question", "own", "rank", "compared"),
    [
        ("departement:62", "vqs_handicap", True, None, 101),
        ("commune:76540", "velo_score", True, 31, 40),
        ("commune:75056", "ville_transports", True, 2, 6),
        ("region:76", "spf_sante", True, None, 17),
        ("departement:62", "bmo_difficiles", True, None, 99),
        ("commune:01004", "vqs_handicap", False, 94, 101),
        ("region:76", "eqi_qualite_services", True, 11, 18),
    ],
)
def test_each_source_is_on_the_pages_of_the_places_that_it_asked(
    desk: Desk,
    made: dict[str, Profile],
    *,
    place: str,
    question: str,
    own: bool,
    rank: int | None,
    compared: int,
) -> None:
    rows = made[place].answers
    row = rows[rows["question"] == question].iloc[0]
    assert (row["whose"] == Whose.OWN) == own
    assert row["compared"] == compared
    assert rank in (None, row["rank"])
    declared = desk.questions[question]
    assert row["mention"] == declared.survey.mention
    told = told_answer(desk, row)
    assert declared.not_read_as in told.limits
    assert str(declared.survey.year) in told.limits
    assert declared.counts in told.felt
    published = desk.question_estimates
    value = published[
        (published["question"] == question)
        & (published["level"] + ":" + published["code"].astype("str") == row["measured"])
        & (published["group"] == row["group"])
        & (published["age"] == row["age"])
    ]["value"].item()
    assert row["value"] == value


def test_a_source_without_margin_names_no_position(made: dict[str, Profile], desk: Desk) -> None:
    rows = made["departement:62"].answers
    bare = rows[rows["low"].isna()]
    assert set(bare["survey"]) >= {"vqs_2021", "bmo_2025"}
    assert set(bare["position"]) == {"not_publishable"}
    for _, row in bare.iterrows():
        assert NO_MARGIN in told_answer(desk, row).limits


def test_positions_and_ranks_are_those_of_the_pairs(desk: Desk, made: dict[str, Profile]) -> None:
    pairs = pair_positions(desk, Level.REGION).set_index(["question", "group", "code"])
    rows = made["region:76"].answers
    checked = 0
    for _, row in rows.iterrows():
        key = (row["question"], row["group"], "76")
        if key in pairs.index:
            one = pairs.loc[key]
            assert row["position"] == one["status"]
            assert (row["rank"], row["indicator_rank"]) == (
                one["felt_rank"],
                one["measured_rank"],
            )
            assert row["indicator_value"] == one["measured"]
            checked += 1
    assert checked > 15


def test_public_services_are_one_subject_told_once(made: dict[str, Profile]) -> None:
    rows = made["region:76"].answers
    citizens = rows[(rows["subject"] == "services_publics") & (rows["group"] == "citoyens")]
    assert list(citizens["question"]) == ["gd_services_publics", "eqi_qualite_services"]
    assert set(rows["subject"]) <= set(SUBJECTS)
    assert not set(rows["question"]) & {"gd_chauffage", "gd_nouveaux_services"}  # withdrawn


def test_groups_are_side_by_side_with_what_is_established(
    desk: Desk, made: dict[str, Profile]
) -> None:
    one = made["region:76"]
    rows = {row.counts: row for row in group_cells(desk, one.answers, one.differences)}
    services = rows[desk.questions["gd_services_publics"].counts]
    assert set(services.cells) == {"citoyens", "elus", "associations"}
    assert "20 points" in services.established
    car = rows[desk.questions["gd_alternatives_voiture"].counts]
    assert car.established == NONE_ESTABLISHED


def test_answers_of_cyclists_are_counted_where_no_score_is_at_hand(
    desk: Desk, made: dict[str, Profile]
) -> None:
    here = made["commune:01004"]
    said = bicycle_answers(desk, here.place, here.answers)
    assert "96\xa0réponses" in said
    assert desk.surveys["barometre_velo_2025"].mention in said
    rouen = made["commune:76540"]
    assert bicycle_answers(desk, rouen.place, rouen.answers) == ""
    assert bicycle_answers(desk, made["region:76"].place, here.answers) == ""
