"""The questions of page one are raised by what is established, and by what is not known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from atlas.desk.desk import Desk
from atlas.profiles.trends import established as established_trends
from indicators.base.fragile_direction import FragileDirection
from indicators.base.levers import Horizon, Lever, heading
from indicators.partnerships import Presence
from indicators.views.volunteers import RESPONDENTS
from reports.content.established import established
from reports.content.questions import questions, raised_questions
from reports.content.words import words_of
from tests.reports.conftest import PLACES
from tests.reports.content.reading import QUESTIONS, WORDS, NoteOf, ProfileOf, items


@pytest.fixture
def weak(desk: Desk, profile_of: ProfileOf) -> Callable[..., str]:
    """Make the questions of a place established as fragile in employment, with some rate."""
    own = profile_of(PLACES[0])

    def asked(**changes: object) -> str:
        row: dict[str, object] = {"count": 9, "listed": 2, "expected": 0.5}
        row |= {"high": 0.4, "exact_high": 0.4, "presence": Presence.PRESENT.value, **changes}
        known = replace(
            own,
            weaknesses=own.domains.loc[["emploi"]],
            partnership_rates=pd.DataFrame([row], index=["emploi"]).reindex(own.domains.index),
        )
        nothing = own.views.iloc[:0]
        alike = pd.DataFrame(columns=["place", "name", "departement", "why"])
        return repr(questions(desk, known, WORDS, nothing, alike))

    return asked


def test_few_partnerships_need_both_intervals(weak: Callable[..., str]) -> None:
    shown = "moins que dans les territoires aussi denses"
    assert shown in weak()
    assert "2\\xa0partenariats" in weak()
    assert shown not in weak(exact_high=0.6)
    assert shown not in weak(high=0.6)


def test_a_zero_of_incomplete_lists_is_not_an_absence(weak: Callable[..., str]) -> None:
    zero = {"count": 0, "listed": 0}
    absent = "aucun partenariat n’est recensé dans les listes nationales"
    assert f"{absent}, mais " in weak(**zero, presence=Presence.NOT_LISTED.value)
    assert f"{absent}." in weak(**zero, presence=Presence.ABSENT.value)


def test_a_larger_territory_raises_no_question(profile_of: ProfileOf, note_of: NoteOf) -> None:
    """Mobility is felt and measured as fragile in Guadeloupe: a question there, none here."""
    found = established(profile_of("commune:97108"), profile_of("commune:97108").views)
    assert "mobilite" in set(found["subject"])
    asked = [item.lead for item in items(note_of("commune:97108"), QUESTIONS).items]
    assert not any("confirmer" in lead or "Quelle information" in lead for lead in asked)


def test_action_under_way_is_told_with_its_number(desk: Desk, profile_of: ProfileOf) -> None:
    own = profile_of("region:01")
    rates = own.partnership_rates.astype({"count": "float64"})
    rates.loc["mobilite", "count"] = 3
    nothing = pd.DataFrame(columns=["place", "name", "departement", "why"])
    only = own.answers[own.answers["subject"] == "mobilite"]
    known = replace(own, partnership_rates=rates, answers=only, weaknesses=own.weaknesses.iloc[:0])
    asked = questions(desk, known, words_of(known), own.views, nothing)
    mobility = next(item for item in asked if "la mobilité" in item.lead)
    assert mobility.lead.startswith("Que produit")
    assert "3\xa0partenariats" in mobility.text
    none = replace(known, partnership_rates=rates.assign(count=0.0))
    asked = questions(desk, none, words_of(known), own.views, nothing)
    mobility = next(item for item in asked if "la mobilité" in item.lead)
    assert mobility.lead.startswith("Qui agit déjà")


def test_whom_no_survey_asks_here_is_asked_for(
    desk: Desk, profile_of: ProfileOf, note_of: NoteOf
) -> None:
    own = profile_of("departement:62")
    nothing = pd.DataFrame(columns=["place", "name", "departement", "why"])
    asked = repr(questions(desk, own, words_of(own), own.views, nothing))
    heard = set(own.answers.loc[own.answers["whose"] == "own", "group"])
    assert heard == {"citoyens", "entreprises"}
    if "consultation" in asked:
        assert RESPONDENTS["elus"] in asked
    crte = repr(items(note_of(PLACES[1]), QUESTIONS))
    assert "consultation" in crte


@pytest.mark.parametrize("place", ["crte:crte-84-26-1", "departement:62", "region:01"])
def test_each_question_of_page_one_works_on_another_lever(note_of: NoteOf, place: str) -> None:
    found = [item.heading.partition(" · ")[0] for item in items(note_of(place), QUESTIONS).items]
    assert found == [lever.label for lever in Lever]


def test_an_established_fragility_asks_for_an_aim_and_for_allies_of_different_domains(
    desk: Desk, profile_of: ProfileOf
) -> None:
    own = profile_of(PLACES[0])
    rates = own.partnership_rates.assign(count=0.0, presence=Presence.ABSENT.value)
    weak = own.domains.loc[["emploi", "sante"]]
    known = replace(own, weaknesses=weak, partnership_rates=rates)
    nothing = pd.DataFrame(columns=["place", "name", "departement", "why"])
    raised = raised_questions(desk, known, WORDS, own.views.iloc[:0], nothing)
    aims = [one for one in raised if one.item.lead.startswith("Quel objectif")]
    assert [one.topic for one in aims] == ["emploi", "sante"]
    assert {(one.lever, one.horizon) for one in aims} == {(Lever.REGULATION, Horizon.STRATEGY)}
    _, aim, ally = questions(desk, known, WORDS, own.views.iloc[:0], nothing)
    assert ally.heading == heading(Lever.ACTION, Horizon.OPERATION)
    assert "l’emploi" in ally.lead
    assert "la santé" in aim.lead


def test_only_an_established_worsening_is_prolonged(desk: Desk, profile_of: ProfileOf) -> None:
    own = profile_of("departement:62")
    nothing = pd.DataFrame(columns=["place", "name", "departement", "why"])

    def far(trends: pd.DataFrame) -> list[str]:
        known = replace(own, trends=trends)
        raised = raised_questions(desk, known, words_of(own), own.views, nothing)
        return [one.topic for one in raised if one.horizon is Horizon.PROSPECTIVE]

    worse = established_trends(own.trends, FragileDirection.WORSENS)
    assert len(worse) > 0
    assert far(own.trends) == list(worse["domain"])
    assert far(own.trends.drop(worse.index)) == []
