from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.desk.desk import Desk
from common.french import listed, spaced
from common.grammar import designation, of, of_name
from common.levels import MAPPED_LEVELS, Level
from reports.content.words import DOMAIN_PHRASES

#: What no French noun phrase may hold after its preposition.
UNCONTRACTED = (" de le ", " de les ", " à le ", " à les ", " d’l’", " du l’", " du le ", " le l’")
#: The official list gives these two an article, or none, that their spelling does not show.
SPOKEN_OTHERWISE = {"Le Vernet-Chaméane", "Aux Marais"}
#: Preposition by article of the code officiel géographique (0 and 1: none).
LIAISONS = {0: "de ", 1: "d’", 2: "du ", 3: "de La ", 4: "des ", 5: "de L’", 8: "de Los "}


@pytest.mark.parametrize("level", MAPPED_LEVELS)
def test_every_name_is_contracted_after_a_preposition(desk: Desk, level: Level) -> None:
    names = desk.territories_of(level)["name"]
    assert len(names) > 10
    for code, name in names.items():
        the = designation(level, str(code), str(name))
        assert the.startswith(("le ", "la ", "l’"))
        for phrase in (the, of(the)):
            assert not any(wrong in f" {phrase}" for wrong in UNCONTRACTED), phrase
            assert "'" not in phrase
        assert of(the).startswith(("du ", "de la ", "de l’"))


def test_names_of_communes_take_the_official_preposition(sources: Path) -> None:
    listed_communes = json.loads((sources / "codes" / "communes.json").read_text("utf-8"))
    checked = 0
    for commune in listed_communes:
        name, liaison = commune["nom"], commune.get("typeLiaison")
        current = commune["type"] == "commune-actuelle" and liaison is not None
        if current and name not in SPOKEN_OTHERWISE:
            # Homonyms with an H may differ: the list keeps those that are always aspirated.
            expected = {LIAISONS[liaison]} | ({"de ", "d’"} if name in HOMONYMS else set())
            found = of_name(name)
            assert any(found.startswith(start) for start in expected), (name, found)
            checked += 1
    assert checked > 34_000


HOMONYMS = {"Hauteville", "Hauterive", "Haraucourt", "Hargnies", "Homps", "Hauteroche"} | {
    "Heuqueville", "Houssay", "Halloy", "Herly",
}  # fmt: skip


def test_departements_take_the_official_article(sources: Path, desk: Desk) -> None:
    official = json.loads((sources / "codes" / "departements.json").read_text("utf-8"))
    articles = {0: "de ", 1: "d’", 2: "du ", 3: "de la ", 4: "des ", 5: "de l’"}
    names = desk.territories_of(Level.DEPARTEMENT)["name"]
    for row in official:
        if row["code"] in names:
            the = designation(Level.DEPARTEMENT, row["code"], row["nom"])
            said = the.removeprefix("le département ")
            assert said.startswith(articles[row["typeLiaison"]]), said


def test_every_domain_has_a_phrase_that_contracts() -> None:
    for phrase in DOMAIN_PHRASES.values():
        assert of(phrase).startswith(("du ", "de la ", "de l’"))
        assert " et le " not in of(phrase)


@given(st.lists(st.sampled_from(sorted(DOMAIN_PHRASES.values())), unique=True, min_size=1))
def test_an_enumeration_holds_each_word_once_in_order(words: list[str]) -> None:
    text = listed(words)
    places = [text.index(word) for word in words]
    assert places == sorted(places)
    assert text.count(", ") == max(len(words) - 2, 0)


@given(st.text(alphabet="ab ;:?!%»«", max_size=30))
def test_spacing_is_idempotent_and_leaves_no_ordinary_space_before_a_mark(text: str) -> None:
    once = spaced(text)
    assert spaced(once) == once
    assert not any(f" {mark}" in once for mark in ";:?!%»")
    assert len(once) == len(text)
