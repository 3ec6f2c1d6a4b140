from __future__ import annotations

import pandas as pd
import pytest

from common.errors import InvalidDataError, NotAvailableError, UnknownNameError
from indicators.survey.locations import attach, refuse_unknown_codes

#: EPCI e1 in département d1, e2 astride d1 and d2; commune c5 outside any EPCI.
MEMBERSHIPS = pd.DataFrame(
    [
        *(("departement", "d1", c) for c in ("c1", "c2", "c3")),
        *(("departement", "d2", c) for c in ("c4", "c5")),
        *(("epci", "e1", c) for c in ("c1", "c2")),
        *(("epci", "e2", c) for c in ("c3", "c4")),
    ],
    columns=["level", "code", "commune"],
)


def located(level: str, codes: list[str | None]) -> pd.DataFrame:
    return pd.DataFrame({f"level:{level}": pd.Series(codes, dtype="str")})


def test_communes_are_attached_to_larger_territories() -> None:
    answers = located("commune", ["c1", "c4", *["c2"] * 40, None, "c5"])
    up, lost = attach(answers, MEMBERSHIPS, "commune", "epci")
    assert up["level:epci"].iloc[[0, 1, 2]].tolist() == ["e1", "e2", "e1"]
    assert up["level:epci"].isna().tolist()[-2:] == [True, True]
    assert lost == 1, "who has no commune is not lost, c5 is"
    up, lost = attach(answers, MEMBERSHIPS, "commune", "departement")
    assert lost == 0
    assert up["level:departement"].iloc[-1] == "d2"


def test_a_territory_astride_two_is_attached_to_neither() -> None:
    up, lost = attach(located("epci", ["e1"] * 99 + ["e2"]), MEMBERSHIPS, "epci", "departement")
    assert lost == 1
    assert set(up["level:departement"].dropna()) == {"d1"}
    with pytest.raises(NotAvailableError, match="situez les répondants à la commune"):
        attach(located("epci", ["e1", "e2"]), MEMBERSHIPS, "epci", "departement")


def test_answers_never_go_down() -> None:
    with pytest.raises(NotAvailableError, match="Seul un modèle"):
        attach(located("departement", ["d1"]), MEMBERSHIPS, "departement", "epci")
    with pytest.raises(UnknownNameError, match="departement"):
        attach(located("departement", ["d1"]), MEMBERSHIPS, "commune", "epci")


def test_unknown_codes_are_listed_by_level_with_their_successor() -> None:
    answers = located("commune", ["c1", "old", "1"]).assign(**{"level:epci": ["e1", "e9", None]})
    known = {"commune": pd.Index(["c1", "c2"]), "epci": pd.Index(["e1"])}
    with pytest.raises(InvalidDataError) as caught:
        refuse_unknown_codes(answers, known, "a.csv", {"old": "c2"})
    assert "niveau commune : codes inconnus « 1 », « old » (aujourd’hui c2)" in str(caught.value)
    assert "niveau epci : code inconnu « e9 »" in str(caught.value)
    refuse_unknown_codes(located("commune", ["c1", None]), known, "a.csv", {})
