"""The answers of a reader beside what is established: readings, order, proposals, whom to meet."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from atlas.desk.desk import Desk
from atlas.diagnostic.answers import MOST_PRIORITIES, Diagnosis
from atlas.diagnostic.crossing import Crossing, crossed, proposed, subjects
from atlas.diagnostic.meeting import MOST_MET, absent_profiles, elsewhere, meetings
from atlas.partnerships.around import AROUND, INSIDE
from atlas.profiles import Profile, profile
from common.levels import Territory
from indicators.partnerships import Kind, PartnerProfile


@pytest.fixture(scope="module")
def own(desk: Desk) -> Profile:
    """A place where employment and safety alone are established as fragile."""
    made = profile(desk, Territory.parse("crte:crte-84-26-1"))
    return replace(made, weaknesses=made.domains.loc[["securite", "emploi"]])


def test_a_domain_is_read_by_the_measure_and_by_what_is_heard(own: Profile) -> None:
    answers = Diagnosis(retained=("culture_loisirs",), heard=("emploi", "mobilite"))
    found = crossed(own, answers)
    assert found["reading"].to_dict() == {
        "emploi": Crossing.SHARED,
        "securite": Crossing.UNHEARD,
        "mobilite": Crossing.HEARD,
        "culture_loisirs": Crossing.RETAINED,
    }
    assert list(found.index) == ["emploi", "securite", "mobilite", "culture_loisirs"]
    assert found.loc["emploi", "standing"] == "dans le tiers le plus fragile des CRTE"


def test_what_nobody_acts_on_comes_first_in_a_reading(own: Profile) -> None:
    found = crossed(own, Diagnosis(heard=("emploi", "securite"), acting=("emploi",)))
    assert list(found.index) == ["securite", "emploi"]
    assert list(found["acting"]) == [False, True]


def test_priorities_are_proposed_among_what_the_reader_named(own: Profile) -> None:
    nothing = crossed(own, Diagnosis())
    assert proposed(nothing) == ("emploi", "securite")
    named = Diagnosis(heard=("mobilite", "sante", "culture_loisirs", "education"))
    assert len(proposed(crossed(own, named))) == MOST_PRIORITIES
    assert not {"emploi", "securite"} & set(proposed(crossed(own, named)))
    chosen = Diagnosis(heard=("mobilite",), priorities=("sante", "emploi"))
    found = crossed(own, chosen)
    assert subjects(found, chosen) == ("sante", "emploi")
    assert found.loc["sante", "reading"] == Crossing.RETAINED


def records(*rows: tuple[object, ...]) -> pd.DataFrame:
    columns = ["record", "title", "kind", "domains", "partners", "profiles", "attached", "link"]
    return pd.DataFrame([(*row, None) for row in rows], columns=columns)


def test_who_is_named_comes_first_then_alliances_then_those_of_the_place(own: Profile) -> None:
    alliance, label = Kind.ALLIANCE.value, Kind.LABEL.value
    known = replace(
        own,
        partnerships=records(
            ("a", "Sans nom", alliance, "emploi", None, "etat", INSIDE),
            ("b", "Label", label, "emploi|sante", "La ville", "collectivite", INSIDE),
            ("c", "Autour", alliance, "emploi", "Le département", "collectivite", AROUND),
            ("d", "Ici", alliance, "emploi", "Une usine", "entreprise", INSIDE),
            ("e", "Ailleurs", alliance, "culture_loisirs", "Un musée", "association", INSIDE),
        ),
    )
    found = meetings(known, ["emploi", "sante"])
    assert list(found["record"]) == ["d", "c", "b", "b"]
    assert len(found[found["domain"] == "emploi"]) == MOST_MET
    assert absent_profiles(known, "sante") == tuple(
        one for one in PartnerProfile if one is not PartnerProfile.COLLECTIVITE
    )
    assert PartnerProfile.ENTREPRISE not in absent_profiles(known, "emploi")
    assert meetings(known, []).empty


def test_territories_alike_are_told_for_the_domains_asked(desk: Desk, own: Profile) -> None:
    found = elsewhere(desk, own.place, ["numerique"])
    assert set(found["domain"]) == {"numerique"}
    assert found["territory"].str.startswith("crte:").all()
