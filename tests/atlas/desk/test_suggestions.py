"""What is proposed to someone who types, with what tells namesakes apart."""

from __future__ import annotations

import pytest

from atlas.desk.desk import Desk
from atlas.desk.suggestions import MOST_SUGGESTED, Suggestion, suggestions
from common.levels import Level
from common.limits import SEARCH_LENGTH
from geo.typed_part import Pieces


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk()


def text(pieces: Pieces) -> str:
    return "".join(piece for piece, _ in pieces)


def typed(pieces: Pieces) -> str:
    return "".join(piece for piece, bold in pieces if bold)


def first(desk: Desk, asked: str, level: Level | None = None) -> Suggestion:
    return suggestions(desk, asked, level).shown[0]


def test_a_place_is_proposed_with_where_it_is_and_how_many_live_there(desk: Desk) -> None:
    aubusson = first(desk, "aubu")
    assert str(aubusson.territory) == "commune:23008"
    assert aubusson.name == (("Aubu", True), ("sson", False))
    assert aubusson.context == "commune · Creuse (23) · 3\u202f018 hab."
    assert aubusson.why == ()


def test_namesakes_are_told_apart(desk: Desk) -> None:
    shown = suggestions(desk, "sainte colombe").shown
    assert len(shown) == MOST_SUGGESTED
    assert {text(one.name) for one in shown[:3]} == {"Sainte-Colombe"}
    assert len({(text(one.name), one.context) for one in shown}) == MOST_SUGGESTED


def test_a_departement_is_in_its_region_without_the_code_of_another_place(desk: Desk) -> None:
    assert first(desk, "creuse").context == "département · Nouvelle-Aquitaine · 115\u202f527 hab."


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("01500", {"code postal 01500"}),
        ("32190", {"code Insee 32190", "code postal 32190"}),
        ("paris 15", {"«\u00a0Paris 15e Arrondissement\u00a0»"}),
        ("ambérieu", {""}),
    ],
)
def test_it_says_by_what_a_place_was_found(desk: Desk, asked: str, why: set[str]) -> None:
    shown = suggestions(desk, asked).shown
    assert {text(one.why) for one in shown[:2]} | {text(shown[-1].why)} >= why
    assert all(typed(one.why) for one in shown if one.why)


def test_a_misspelling_still_proposes(desk: Desk) -> None:
    assert text(first(desk, "Clermont-Ferant").name) == "Clermont-Ferrand"


def test_a_level_comes_first_unless_a_wide_place_has_this_very_name(desk: Desk) -> None:
    assert first(desk, "montélimar").territory.level is Level.COMMUNE
    assert first(desk, "montélimar", Level.CRTE).territory.level is Level.CRTE
    ranks = [one.territory.level for one in suggestions(desk, "creuse", Level.CRTE).shown]
    assert ranks[:5] == [Level.DEPARTEMENT, *[Level.CRTE] * 4]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("aubusson d'auvergne", "1 territoire trouvé."),
        ("aubu", "7 territoires trouvés."),
        ("saint-pierre", f"{MOST_SUGGESTED} affichés\u00a0: ajoutez le département"),
        ("23200", f"{MOST_SUGGESTED} affichés\u00a0: donnez plutôt le nom"),
        ("saint", "Plus de 1\u202f000 territoires trouvés"),
        ("xyzzyx", "Aucun territoire trouvé pour «\u00a0xyzzyx\u00a0»"),
        ("!!", "Aucun territoire trouvé pour «\u00a0!!\u00a0»"),
    ],
)
def test_it_says_how_many_there_are(desk: Desk, asked: str, told: str) -> None:
    assert told in suggestions(desk, asked).told


def test_nothing_is_said_of_nothing(desk: Desk) -> None:
    assert suggestions(desk, "   ").told == ""
    assert suggestions(desk, "   ").shown == ()


def test_a_long_text_is_cut(desk: Desk) -> None:
    assert len(suggestions(desk, "z" * 10 * SEARCH_LENGTH).told) < 2 * SEARCH_LENGTH + 100
