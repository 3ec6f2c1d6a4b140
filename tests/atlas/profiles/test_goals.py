"""A place by goal of the Agenda 2030: domains, partnerships, nothing added up."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from atlas.desk.desk import Desk
from atlas.desk.taken import flat_rows
from atlas.partnerships.natures import TOTAL
from atlas.profiles import Profile, profile
from atlas.profiles.goals import goals_words, place_goals, recorded_words, taken_goals
from atlas.profiles.priorities import dimension_priorities
from common.french import NO_BREAK_SPACE
from common.levels import Territory
from indicators.base.agenda_2030 import GOALS, PARTNERSHIPS_GOAL, agenda_2030
from indicators.base.domains import DOMAIN_KEYS
from indicators.partnerships import Kind, Presence
from indicators.scores.standing import Standing


@pytest.fixture(scope="module")
def montelimar(desk: Desk) -> Profile:
    return profile(desk, Territory.parse("crte:crte-84-26-1"))


def with_standing(own: Profile, **standings: Standing) -> Profile:
    domains = own.domains.copy()
    domains.loc[list(DOMAIN_KEYS), "standing"] = Standing.OPEN.value
    for key, standing in standings.items():
        domains.loc[key, "standing"] = standing.value
    return replace(own, domains=domains)


def recorded(own: Profile, key: str, count: object, alliances: object, presence: Presence) -> str:
    natures, told = own.natures.copy(), own.natures_presence.copy()
    natures.loc[key, TOTAL], natures.loc[key, Kind.ALLIANCE] = count, alliances
    told.loc[key, TOTAL] = presence.value
    known = replace(own, natures=natures, natures_presence=told)
    return recorded_words(known, key).replace(NO_BREAK_SPACE, " ")


def test_a_goal_holds_the_domains_of_the_crosswalk_as_they_stand_here(montelimar: Profile) -> None:
    known = with_standing(montelimar, emploi=Standing.FRAGILE, securite=Standing.SOLID)
    goals = place_goals(known)
    assert [one.goal.number for one in goals] == list(GOALS)
    assert [found.key for found in goals[7].domains] == ["emploi", "developpement_economique"]
    fragile = {found.key for one in goals for found in one.domains if found.fragile}
    assert fragile == {"emploi"}
    employment = goals[7].domains[0]
    assert employment.standing == "dans le tiers le plus fragile des CRTE"
    assert [one.goal.number for one in goals if one.words] == [PARTNERSHIPS_GOAL]


def test_the_goals_of_an_established_fragility_are_named_by_domain(montelimar: Profile) -> None:
    known = with_standing(montelimar, pauvrete=Standing.FRAGILE, securite=Standing.FRAGILE)
    said = goals_words(place_goals(known))
    assert "Pauvreté (ODD 1, ODD 10) ; Sécurité (ODD 16)" in said
    assert "Aucun objectif" in goals_words(place_goals(with_standing(montelimar)))


def test_an_absence_is_told_from_what_no_list_says(montelimar: Profile) -> None:
    assert recorded(montelimar, "emploi", 3, 1, Presence.PRESENT) == (
        "3 partenariats recensés, dont 1 alliance"
    )
    assert recorded(montelimar, "emploi", 1, 0, Presence.PRESENT) == (
        "1 partenariat recensé, aucune alliance"
    )
    assert recorded(montelimar, "emploi", 0, 0, Presence.ABSENT) == "aucun partenariat recensé"
    partly = recorded(montelimar, "emploi", 0, 0, Presence.NOT_LISTED)
    assert "incomplètes" in partly
    assert "inconnus" in recorded(montelimar, "emploi", pd.NA, pd.NA, Presence.UNKNOWN)


def test_the_file_has_a_row_for_each_link_and_each_goal_without_domain(
    montelimar: Profile,
) -> None:
    rows = flat_rows(taken_goals(montelimar))
    without = [goal for goal in agenda_2030().goals if goal.absent]
    assert len(rows) == len(agenda_2030().links) + len(without)
    assert rows.loc[rows["domain"].isna(), "reason"].tolist() == [one.absent for one in without]
    employment = rows[rows["domain"] == "emploi"].iloc[0]
    score = float(montelimar.domains["score"]["emploi"])
    assert employment["score"] == float(f"{score:.7g}")  # the digits of every file
    assert employment["rank"] == montelimar.domains.loc["emploi", "rank"]
    assert employment["partnerships"] == montelimar.natures.loc["emploi", TOTAL]
    assert set(rows["mention"]) == {""}


def test_the_dimensions_are_beside_what_citizens_put_first(montelimar: Profile) -> None:
    rows = dimension_priorities(montelimar)
    assert list(rows.index) == ["economique", "societale", "sociale", "environnementale"]
    assert list(rows["first"]) == [0.35, 0.28, 0.21, 0.16]
    assert list(rows["first_or_second"]) == [0.64, 0.59, 0.48, 0.29]
    scores = montelimar.domains.loc[list(rows.index), "score"]
    assert list(rows["score"]) == list(scores)
