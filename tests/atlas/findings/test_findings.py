"""Findings follow their figures: words from small frames, nothing told where nothing holds."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pandas as pd
import pytest

from atlas.desk.about import About
from atlas.desk.desk import Desk
from atlas.divergences.pairs import PairQuery, PairView
from atlas.divergences.question_groups import QuestionGroups
from atlas.findings.finding import (
    MARKED_PLACES,
    MARKED_POSITIONS,
    CountryFinding,
    FindingKind,
    PlaceMark,
    PlacesPicture,
    PositionsPicture,
    SharesPicture,
)
from atlas.findings.groups import most_apart
from atlas.findings.partnerships import fragile_and_alone
from atlas.findings.silent import FEWEST, most_silent
from atlas.findings.together import FEW, MUCH, most_together
from atlas.findings.told import CANDIDATES, TOLD, findings
from common.french import NARROW_SPACE
from common.levels import Level
from indicators.base.survey_kind import SurveyKind
from indicators.partnerships.need_response import Quadrant
from indicators.scores.standing import Standing
from indicators.views.positions import GapStatus

ABOUT = About("t", mentions=("Mention.",))


def asked(
    key: str,
    elus: float,
    citoyens: float,
    *,
    real: bool = True,
    kind: SurveyKind = SurveyKind.PROBABILITY,
) -> QuestionGroups:
    """A question put to two groups in the country, and in a région where they also differ."""
    rows = [("france", "elus", elus), ("france", "citoyens", citoyens), ("region", "elus", 99.0)]
    frame = pd.DataFrame(rows, columns=["level", "group", "value"])
    frame = frame.assign(low=frame["value"] - 3, high=frame["value"] + 3)
    apart = citoyens - elus
    differences = pd.DataFrame(
        {
            "level": ["france", "region"],
            "group_a": "citoyens",
            "group_b": "elus",
            "difference": [apart, -90.0],
            "low": [apart - 2, -95.0],
            "high": [apart + 2, -85.0],
            "real": [real, True],
        }
    )
    question = SimpleNamespace(
        key=key, counts="part de ceux sans voiture", domain="mobilite", not_read_as="Rien d’autre.",
        survey=SimpleNamespace(kind=kind),
    )  # fmt: skip
    return QuestionGroups(cast("Any", question), Level.REGION, frame, differences, ABOUT)


def test_the_question_that_parts_them_most_is_told_with_the_higher_share_first() -> None:
    found = most_apart([asked("a", 40, 45), asked("b", 50, 30), asked("c", 20, 32)])
    assert found
    assert found.question == "b"
    assert found.title.replace(NARROW_SPACE, " ").endswith(
        "50 % des élus locaux, 30 % des citoyens"
    )
    assert found.title.startswith("Ceux sans voiture")
    assert "20 points, entre 18 et 22" in found.told
    assert isinstance(found.picture, SharesPicture)
    assert [one.value for one in found.picture.shares] == [50, 30]
    assert found.about.mentions


def test_where_citizens_say_it_more_they_come_first() -> None:
    found = most_apart([asked("a", 30, 50)])
    assert found
    assert found.title.index("citoyens") < found.title.index("élus")


def test_volunteers_are_participants_in_the_title_and_in_the_picture() -> None:
    found = most_apart([asked("a", 50, 30, kind=SurveyKind.SELF_SELECTED)])
    assert found
    assert found.title.replace(NARROW_SPACE, " ").endswith(
        "50 % des élus participants, 30 % des participants"
    )
    assert isinstance(found.picture, SharesPicture)
    assert [one.group for one in found.picture.shares] == ["Élus participants", "Participants"]


def test_a_difference_that_is_not_established_is_not_told() -> None:
    assert most_apart([asked("a", 50, 30, real=False)]) is None
    assert most_apart([]) is None


def test_answers_that_a_program_drew_are_not_told() -> None:
    drawn = replace(asked("a", 50, 30), about=replace(ABOUT, demonstration=True))
    assert most_apart([drawn]) is None


def standing(fragile: range, known: int = 90) -> pd.Series:
    return pd.Series(
        [
            Standing.FRAGILE.value if place in fragile else Standing.OPEN.value
            for place in range(known)
        ]
    )


def test_the_domain_that_comes_most_with_age_is_found_beyond_chance() -> None:
    ageing = standing(range(45))
    found = most_together(
        ageing,
        {"wide": standing(range(80)), "close": standing(range(40)), "far": standing(range(45, 90))},
    )
    assert found
    key, codes, expected = found
    assert (key, len(codes), expected) == ("close", 40, 20)


def test_what_chance_would_put_together_is_not_told() -> None:
    ageing = standing(range(60))
    assert most_together(ageing, {"half": standing(range(20, 80))}) is None
    few = standing(range(FEW - 1))
    assert most_together(few, {"few": few}) is None
    assert MUCH > 1


def test_a_territory_without_interval_is_not_among_those_compared() -> None:
    ageing, other = standing(range(30)), standing(range(30))
    other[60:] = Standing.NO_INTERVAL.value
    found = most_together(ageing, {"other": other})
    assert found
    assert found[2] == 30 * 30 / 60


def pair(key: str, silent: int) -> PairView:
    status = [GapStatus.SILENT_FRAGILITY.value] * silent + [GapStatus.ALIGNED_FRAGILE.value] * 4
    names = [f"Région {place}" for place in range(len(status))]
    frame = pd.DataFrame(
        {"name": names, "status": status, "gap": 0.5, "objective_z": 1.0, "perceived_z": -1.0,
         "measured": 3.0, "felt": 40.0},
        index=pd.Index([f"{place:02d}" for place in range(len(status))], name="code"),
    )  # fmt: skip
    question = SimpleNamespace(
        key=key, domain="sante", counts="part de ceux qui vont mal", not_read_as="Rien d’autre."
    )
    return PairView(
        PairQuery(key, group="citoyens"), cast("Any", question),
        cast("Any", SimpleNamespace(key="i", label="Mortalité")), frame, cast("Any", None),
        ranks_only=False, sentences=(), about=ABOUT,
    )  # fmt: skip


def test_the_question_with_most_silent_regions_is_told_with_their_names() -> None:
    found = most_silent([pair("a", 2), pair("b", 3), pair("c", 3)])
    assert found
    assert (found.question, found.indicator) == ("b", "i")
    assert found.title.startswith("Santé : 3 régions")
    assert "Région 0, Région 1 et Région 2 : " in found.told
    assert "part de ceux qui vont mal" in found.told
    assert isinstance(found.picture, PositionsPicture)
    rows = found.picture.positions
    assert list(rows) == MARKED_POSITIONS.names
    assert (rows["marked"].sum(), rows["measured"].max(), rows["felt"].max()) == (3, 1.0, -1.0)


def test_one_region_alone_is_not_told() -> None:
    assert most_silent([pair("a", FEWEST - 1)]) is None
    assert most_silent([]) is None


def needs(**counts: int) -> pd.DataFrame:
    quadrants = [Quadrant[name].value for name, count in counts.items() for _ in range(count)]
    return pd.DataFrame(
        {"quadrant": quadrants}, index=[str(place) for place in range(len(quadrants))]
    )


def test_fragile_places_are_told_by_how_many_partnerships_they_have() -> None:
    frame = needs(FRAGILE_FEW=6, FRAGILE_MANY=24, NOT_DISTINGUISHABLE=3)
    territories = pd.DataFrame({"lat": 46.0, "lon": 2.0}, index=frame.index)
    found = fragile_and_alone(frame, territories, ABOUT)
    assert found
    figures = [word for word in found.title.replace(",", "").split() if word.isdigit()]
    assert figures == ["6", "24"]
    assert isinstance(found.picture, PlacesPicture)
    assert list(found.picture.places) == MARKED_PLACES.names
    marks = found.picture.places["mark"].value_counts().to_dict()
    assert marks == {PlaceMark.FIRST.value: 24, PlaceMark.SECOND.value: 6, PlaceMark.NONE.value: 3}


def test_one_place_is_told_in_the_singular_and_none_is_not_told() -> None:
    frame = needs(FRAGILE_FEW=1, SOLID_MANY=2)
    territories = pd.DataFrame({"lat": 46.0, "lon": 2.0}, index=frame.index)
    found = fragile_and_alone(frame, territories, ABOUT)
    assert found
    assert found.title.startswith("1 EPCI fragile a ")
    assert "," not in found.title
    assert fragile_and_alone(needs(FRAGILE_MANY=2), territories, ABOUT) is None


def test_the_next_candidate_takes_the_place_of_one_that_no_longer_holds() -> None:
    looked: list[str] = []

    def candidate(name: str, *, holds: bool = True) -> Any:
        def look(_: Desk) -> CountryFinding | None:
            looked.append(name)
            said = CountryFinding(
                FindingKind.GROUPS, name, "", SharesPicture(()), "", ABOUT, Level.FRANCE
            )
            return said if holds else None

        return look

    told = findings(
        cast("Desk", None),
        [
            candidate("a"),
            candidate("b", holds=False),
            candidate("c"),
            candidate("d"),
            candidate("e"),
        ],
    )
    assert [one.title for one in told] == ["a", "c", "d"]
    assert looked == ["a", "b", "c", "d"]


@pytest.mark.parametrize("look", CANDIDATES)
def test_each_finding_of_the_data_says_where_it_comes_from(desk: Desk, look: Any) -> None:
    found = look(desk)
    assert found.about.sources
    assert not found.about.demonstration
    assert any(figure.isdigit() for figure in found.title)
    assert found.picture_words


def test_three_findings_are_told(desk: Desk) -> None:
    assert len(findings(desk)) == TOLD
