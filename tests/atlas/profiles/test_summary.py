"""The three answers of a profile: nothing is said that the intervals do not support."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from atlas.desk.desk import Desk
from atlas.desk.whose import Whose
from atlas.partnerships.around import AROUND, WHERE
from atlas.profiles import Profile, profile
from atlas.profiles.summary import (
    ended_words,
    felt_words,
    fragile_words,
    larger_told,
    partnership_words,
    solid_words,
)
from common.french import number
from common.levels import Territory
from indicators.base.domains import DOMAIN_KEYS, domain
from indicators.views.positions import GapStatus


@pytest.fixture(scope="module")
def plaine(desk: Desk) -> Profile:
    return profile(desk, Territory.parse("epci:240100883"))


def test_the_fragile_domains_are_those_of_the_interval(plaine: Profile) -> None:
    told = fragile_words(plaine)
    for key in DOMAIN_KEYS:
        name = domain(key).short.lower()
        first = list(plaine.weaknesses.index[:3])
        assert (name in told.lower()) >= (key in first)
        assert key in plaine.weaknesses.index or name not in told.lower()
    none = dataclasses.replace(plaine, weaknesses=plaine.weaknesses.iloc[:0])
    assert "aucun domaine à coup sûr" in fragile_words(none)


def test_the_demonstration_is_never_summed_up_as_what_is_felt(plaine: Profile) -> None:
    """It would say something of most domains of this EPCI; no real survey asked it anything."""
    own = plaine.views.assign(gap_status=GapStatus.SILENT_FRAGILITY.value, whose=Whose.OWN.value)
    drawn = dataclasses.replace(plaine, views=own.assign(demonstration=True))
    said = dataclasses.replace(plaine, views=own.assign(demonstration=False))
    group = str(own["group"].iloc[0])
    assert "mesurée et peu exprimée" in felt_words(said, group)
    assert "mesurée et peu exprimée" not in felt_words(drawn, group)


def test_what_is_said_of_a_larger_territory_is_not_in_the_summary(desk: Desk) -> None:
    """Guadeloupe shares the fragility of its mobility; its commune is told nothing of it."""
    region, commune = (
        profile(desk, Territory.parse(text)) for text in ("region:01", "commune:97108")
    )
    name = domain("mobilite").short.lower()
    assert name in felt_words(region, "citoyens")
    said = felt_words(commune, "citoyens")
    assert said == felt_words(
        dataclasses.replace(commune, views=commune.views.iloc[:0]), "citoyens"
    )
    assert not any(domain(key).short.lower() in said for key in DOMAIN_KEYS)


def test_what_has_ended_is_said_and_not_counted(plaine: Profile) -> None:
    assert ended_words(dataclasses.replace(plaine, ended_partnerships=0)) == ""
    one = ended_words(dataclasses.replace(plaine, ended_partnerships=1))
    assert one == "1 partenariat terminé n’est pas compté."


def test_the_records_are_counted_here_and_around(plaine: Profile) -> None:
    rows = plaine.partnerships.iloc[:3].assign(
        attached=["inside", "around", "around"],
        kind=["label", "alliance", "label"],
        partners=pd.array([None, "Nantes Métropole, Klaxit", None], dtype="str"),
    )
    told = partnership_words(dataclasses.replace(plaine, partnerships=rows))
    wider = f"2 partenariats {WHERE[AROUND]}, dont 1 alliance"
    assert told == f"1 partenariat, dont aucune alliance recensée ; {wider}"
    unnamed = dataclasses.replace(plaine, partnerships=rows.assign(partners=None))
    assert "dont 1 alliance (1 sans partenaire nommé)" in partnership_words(unnamed)
    empty = dataclasses.replace(plaine, partnerships=rows.iloc[:0])
    assert partnership_words(empty) == "aucun partenariat recensé"


def test_what_a_larger_territory_says_bears_its_name(desk: Desk) -> None:
    rouen = profile(desk, Territory.parse("commune:76540"))
    told = larger_told(rouen, "citoyens")
    assert told is not None
    # The département answered too, without establishing anything: the région comes first.
    assert told.whose == "Normandie, pas votre commune"
    assert told.words == "fragilité mesurée et peu exprimée (santé)"
    alone = dataclasses.replace(rouen, answers=rouen.answers.head(0), views=rouen.views.head(0))
    assert larger_told(alone, "citoyens") is None


def test_the_least_fragile_domains_are_named_or_nothing_is(plaine: Profile) -> None:
    strongest = domain(str(plaine.strengths.index[0])).short.lower()
    assert strongest in solid_words(plaine)
    none = dataclasses.replace(plaine, strengths=plaine.strengths.head(0))
    assert strongest not in solid_words(none)


def test_a_third_of_a_part_of_the_communes_says_of_how_many(desk: Desk) -> None:
    rows = pd.DataFrame(
        {"ranked": [34_492, 17_294]}, index=["sante", "transition_energetique"], dtype="Int64"
    )
    made = profile(desk, Territory.parse("commune:23045"))
    whole, partly = fragile_words(dataclasses.replace(made, weaknesses=rows)).split(" ; ")
    assert whole.startswith("santé")
    assert whole.endswith(made.place.level.plural)
    assert partly.startswith("transition énergétique")
    assert number(17_294) in partly
    assert number(34_492) not in whole + partly
    more = pd.concat([rows.tail(1), rows.tail(1).assign(ranked=2_142).set_axis(["emploi"])])
    told = solid_words(dataclasses.replace(made, strengths=more))
    for count in (2_142, 17_294, made.territories):
        assert number(count) in told
