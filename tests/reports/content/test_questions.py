"""The questions of page one are raised by what is established, and by what is not known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from atlas.desk.desk import Desk
from indicators.partnerships import Presence
from reports.content.gaps import established
from reports.content.questions import questions
from reports.content.words import words_of
from tests.reports.conftest import PLACES
from tests.reports.content.reading import WORDS, NoteOf, ProfileOf, items


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


def test_no_question_contradicts_what_is_established_here(
    desk: Desk, profile_of: ProfileOf
) -> None:
    """Mobility is felt and measured as fragile in Normandie; here, it would be solid."""
    own = profile_of("commune:14342")
    solid = replace(own, weaknesses=own.domains.iloc[:0], strengths=own.domains.loc[["mobilite"]])
    real = own.views
    assert established(solid, real).set_index("domain").loc["mobilite", "opposed"]
    nothing = pd.DataFrame(columns=["place", "name", "departement", "why"])
    asked = questions(desk, solid, words_of(solid), real, nothing)
    assert not any("la mobilité" in item.lead for item in asked)


def test_action_under_way_is_said_only_where_some_is_recorded(note_of: NoteOf) -> None:
    """No partnership is recorded for mobility in Capesterre-de-Marie-Galante."""
    asked = items(note_of("commune:97108"), 2).items
    mobility = next(item for item in asked if "la mobilité" in item.lead)
    assert mobility.lead.startswith("Qui agit déjà")
    assert "aucun partenariat" in mobility.text


def test_action_under_way_is_told_with_its_number(desk: Desk, profile_of: ProfileOf) -> None:
    own = profile_of("commune:97108")
    rates = own.partnership_rates.astype({"count": "float64"})
    rates.loc["mobilite", "count"] = 3
    views = own.views
    nothing = pd.DataFrame(columns=["place", "name", "departement", "why"])
    known = replace(own, partnership_rates=rates)
    asked = questions(desk, known, words_of(known), views, nothing)
    mobility = next(item for item in asked if "la mobilité" in item.lead)
    assert mobility.lead.startswith("Que produit")
    assert "3\xa0partenariats" in mobility.text
