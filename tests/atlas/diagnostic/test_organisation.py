"""What an organisation could bring: by what it has, its size, and what its place lacks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from atlas.desk.desk import Desk
from atlas.diagnostic.organisation import Organisation, fragile_domains, matches, nearby
from atlas.partnerships.around import INSIDE
from atlas.profiles import Profile, profile
from common.errors import InvalidDataError
from common.levels import Territory
from indicators.base.domains import DOMAIN_KEYS
from indicators.partnerships import Category
from indicators.partnerships.contributions import (
    FILE,
    Capacity,
    CategoryMeaning,
    OrganisationKind,
    OrganisationSize,
    contributions,
)
from indicators.scores.standing import Standing


@pytest.fixture(scope="module")
def own(desk: Desk) -> Profile:
    made = profile(desk, Territory.parse("crte:crte-84-26-1"))
    return replace(made, weaknesses=made.domains.loc[["mobilite", "emploi"]])


def organisation(size: OrganisationSize, *capacities: Capacity) -> Organisation:
    return Organisation(OrganisationKind.COMPANY, size, capacities)


def test_only_what_the_organisation_has_is_matched(own: Profile) -> None:
    found = matches(own, organisation(OrganisationSize.LARGE, Capacity.MONEY))
    assert set(found["capacity"]) == {Capacity.MONEY}
    assert list(found["domain"].unique()) == ["mobilite"]
    assert matches(own, organisation(OrganisationSize.LARGE)).empty


def test_a_small_one_is_not_asked_for_what_a_larger_one_can(own: Profile) -> None:
    small = matches(own, organisation(OrganisationSize.MICRO, Capacity.PURCHASES))
    large = matches(own, organisation(OrganisationSize.SMALL, Capacity.PURCHASES))
    more = large[~large["action"].isin(small["action"])]
    assert list(more["domain"]) == ["mobilite"]
    assert len(small) + len(more) == len(large)


def test_without_an_established_fragility_the_most_fragile_half_is_told(own: Profile) -> None:
    domains = own.domains.copy()
    domains.loc[list(DOMAIN_KEYS), "standing"] = Standing.OPEN.value
    domains.loc["sante", "standing"] = Standing.FRAGILE_HALF.value
    none = replace(own, weaknesses=own.weaknesses.iloc[:0], domains=domains)
    assert fragile_domains(none) == (("sante",), False)
    assert fragile_domains(own) == (("mobilite", "emploi"), True)


def test_what_exists_nearby_is_of_the_category_with_named_partners_first(own: Profile) -> None:
    known = replace(
        own,
        partnerships=pd.DataFrame(
            {
                "title": ["a", "b", "c"],
                "category": [Category.MECENAT.value, Category.MECENAT.value, None],
                "partners": [None, "Une fondation", "Une usine"],
                "attached": [INSIDE] * 3,
                "share": [1.0] * 3,
            }
        ),
    )
    assert list(nearby(known, Category.MECENAT)["title"]) == ["b", "a"]
    assert nearby(known, Category.INNOVATION).empty


def test_every_domain_has_something_and_every_category_is_explained() -> None:
    assert {one.domain for one in contributions()} == set(DOMAIN_KEYS)
    assert {one.category for one in contributions()} == set(Category)
    assert {one.capacity for one in contributions()} == set(Capacity)
    assert {one.value for one in CategoryMeaning} == {one.value for one in Category}
    actions = [one.action for one in contributions()]
    assert len(set(actions)) == len(actions)


def test_all_the_faults_of_the_list_are_told(tmp_path: Path) -> None:
    text = FILE.read_text("utf-8").replace('domain = "sante"', 'domain = "emploi"')
    path = tmp_path / "contributions.toml"
    path.write_text(text.replace('capacity = "argent"', 'capacity = "or"', 1), "utf-8")
    with pytest.raises(InvalidDataError) as caught:
        contributions(path)
    faults = "\n".join(caught.value.faults)
    assert "« sante » : aucun apport" in faults
    assert "capacity" in faults
