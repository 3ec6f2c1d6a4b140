"""The questions of page one are raised by what is established, and by what is not known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from atlas.desk.desk import Desk
from indicators.partnerships import Presence
from indicators.views.volunteers import RESPONDENTS
from reports.content.established import established
from reports.content.questions import questions
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
