"""The programme's own questions around a place, beside the national figures, wave after wave."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from atlas.desk.desk import Desk
from atlas.desk.own import with_workspace
from atlas.desk.perimeters import gazetteer
from atlas.desk.taken import flat_rows
from atlas.divergences.programme import (
    PROGRAMME,
    at_level,
    programme_choices,
    programme_shares,
    programme_view,
    taken_programme_level,
)
from atlas.profiles import Profile, profile
from atlas.profiles.export import taken_programme, taken_waves
from atlas.profiles.programme import PLACE_PROGRAMME
from atlas.profiles.programme_words import (
    FALL,
    FRANCE,
    HERE,
    NOT_DISTINGUISHABLE,
    READING,
    RISE,
    national_mentions,
    national_sentence,
    programme_table,
    waves_table,
)
from atlas.profiles.waves import FELT, WAVES
from common.errors import NotAvailableError
from common.levels import Level, Territory
from indicators.base.laws import Z
from indicators.base.survey_kind import SurveyKind
from own_data.kinds.choices import Choices
from own_data.kinds.loading import load
from own_data.kit.published import published
from own_data.loaded import OWN_MARK, OwnKind, OwnSource
from own_data.workspace.interface import Workspace
from own_data.workspace.session import SessionWorkspace

EPCI = "200069193"
PLACE = Territory(Level.EPCI, EPCI)
PEOPLE = 200


def answers(action: int, notes: int) -> str:
    """200 citizens: how many want action first; the note of health of half of them, 3 of others."""
    rows = [
        f"citoyen;{EPCI};{notes if n % 2 else 3};{'action' if n < action else 'vision'}"
        for n in range(PEOPLE)
    ]
    return "\n".join(["groupe;epci;note_sante;levier_souhaite", *rows]) + "\n"


def workspace(desk: Desk, waves: dict[int, str], into: Workspace | None = None) -> Workspace:
    made = into or SessionWorkspace()
    for year, text in waves.items():
        about = OwnSource("Enquête locale", "Préfecture de l’Ain", year)
        choices = Choices(about, sample=SurveyKind.PROBABILITY)
        made.add(load(OwnKind.SURVEY, text.encode(), "a.csv", gazetteer(desk), choices))
    return made


@pytest.fixture(scope="module")
def beside(desk: Desk) -> Desk:
    return Desk(desk.data)


@pytest.fixture(scope="module")
def opened(beside: Desk) -> Desk:
    waves = {2024: answers(60, 5), 2026: answers(120, 5)}
    return with_workspace(beside, workspace(beside, waves))


@pytest.fixture(scope="module")
def told(opened: Desk) -> Profile:
    rows = programme_shares(opened)
    assert PROGRAMME.faults(rows) == []
    assert set(programme_choices(opened, Level.EPCI)["variable"]) == set(rows["variable"])
    assert set(at_level(rows, Level.EPCI)["measured"]) == {str(PLACE)}
    return profile(opened, PLACE)


def row_of(told: Profile, variable: str) -> pd.Series:
    return told.programme[told.programme["variable"] == variable].iloc[0]


def test_the_share_of_the_last_wave_stands_beside_the_national_figure(told: Profile) -> None:
    assert PLACE_PROGRAMME.faults(told.programme) == []
    row = row_of(told, "levier_souhaite_action")
    assert (row["value"], row["n"], row["year"]) == (pytest.approx(60.0), 200, 2026)
    assert row["low"] < 60 < row["high"]
    national = published("levier_souhaite_action", "citoyens")
    assert (row["published"], row["published_mention"]) == (national.value, national.mention)
    assert OWN_MARK in row["mention"]
    assert any(row["mention"] == mention for mention in told.about.mentions)


def test_no_national_figure_goes_without_its_mention(opened: Desk, told: Profile) -> None:
    table = programme_table(opened, told.programme)
    marks = {cell.rpartition("(")[2].rstrip(")") for cell in table[FRANCE] if cell != "–"}
    assert marks == {str(n) for n in range(1, len(national_mentions(told.programme)) + 1)}
    assert table[HERE].str.contains("%").all()
    rows = flat_rows(taken_programme(told))
    cited = rows[rows["published"].notna()]
    assert len(cited)
    assert all(
        said in mention
        for said, mention in zip(cited["published_mention"], cited["mention"], strict=True)
    )


def test_a_change_that_the_answers_establish_is_told_and_the_others_are_not(
    opened: Desk, told: Profile
) -> None:
    waves = told.waves.set_index("key")
    assert WAVES.faults(told.waves) == []
    action = waves.loc["levier_souhaite_action"]
    assert (action["before"], action["after"]) == (pytest.approx(30.0), pytest.approx(60.0))
    assert (action["year_before"], action["year"]) == (2024, 2026)
    se = 100 * np.sqrt(0.3 * 0.7 / 199 + 0.6 * 0.4 / 199)
    assert action["high"] - action["change"] == pytest.approx(Z * se, rel=1e-3)
    assert action["real"]
    written = flat_rows(taken_waves(told))
    assert all(text.count(OWN_MARK) == 2 for text in written["mention"])
    assert all("2024" in text and "2026" in text for text in written["mention"])
    assert set(written["reading"]) == {RISE, FALL, NOT_DISTINGUISHABLE}
    health = waves.loc["sante"]
    assert (health["change"], health["heading"]) == (pytest.approx(0.0), FELT)
    assert not health["real"]
    table = waves_table(opened, told.waves).set_index("Réponse")[READING]
    assert table[action["label"]] == RISE
    assert table[waves.loc["levier_souhaite_vision", "label"]] == FALL
    assert table["Santé"] == NOT_DISTINGUISHABLE


def test_a_level_reads_one_share_with_both_mentions(beside: Desk) -> None:
    opened = with_workspace(beside, workspace(beside, {2026: answers(60, 5)}))
    choice = (
        programme_choices(opened, Level.EPCI).set_index("variable").loc["levier_souhaite_action"]
    )
    view = programme_view(
        opened, Level.EPCI, choice["survey"], "levier_souhaite_action", "citoyens"
    )
    national = published("levier_souhaite_action", "citoyens")
    assert view.rows["value"].tolist() == [pytest.approx(30.0)]
    assert national.mention in view.about.mentions
    assert "48 %" in national_sentence(view.rows)
    written = flat_rows(taken_programme_level(view))
    assert all(national.mention in text and OWN_MARK in text for text in written["mention"])
    with pytest.raises(NotAvailableError):
        programme_view(opened, Level.EPCI, choice["survey"], "levier_souhaite_action", "elus")


def test_a_survey_asked_once_has_no_wave(beside: Desk) -> None:
    opened = with_workspace(beside, workspace(beside, {2026: answers(60, 5)}))
    assert profile(opened, PLACE).waves.empty


def test_without_own_data_there_is_nothing(beside: Desk) -> None:
    assert programme_shares(beside).empty
    plain = profile(beside, PLACE)
    assert plain.programme.empty
    assert plain.waves.empty
