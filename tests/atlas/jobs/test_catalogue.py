from __future__ import annotations

import pytest

from atlas.desk.desk import Desk
from atlas.jobs.catalogue import MOST_TERRITORIES, Listed, catalogue_rows
from commands.catalogue import LISTED as OFFERED

pytestmark = pytest.mark.whole


def test_every_indicator_and_question_is_listed(desk: Desk) -> None:
    assert catalogue_rows(desk, Listed.INDICATORS)["key"].tolist() == list(desk.catalogue)
    assert catalogue_rows(desk, Listed.QUESTIONS)["key"].tolist() == list(desk.questions)


def test_the_command_offers_every_list() -> None:
    assert set(OFFERED) == set(Listed)


def test_all_the_words_are_looked_for_whatever_their_accents(desk: Desk) -> None:
    found = catalogue_rows(desk, Listed.INDICATORS, "MEDECINS generalistes")
    assert "apl_generalistes" in set(found["key"])
    assert catalogue_rows(desk, Listed.INDICATORS, "médecins voiture généralistes").empty


def test_a_territory_is_found_by_its_name_with_an_error_or_by_its_postcode(desk: Desk) -> None:
    for text in ("Foix", "09000"):
        assert "commune:09122" in set(catalogue_rows(desk, Listed.TERRITORIES, text)["place"])
    found = catalogue_rows(desk, Listed.TERRITORIES, "Rennnes")
    assert "commune:35238" in set(found["place"])


def test_territories_are_searched_not_listed(desk: Desk) -> None:
    assert catalogue_rows(desk, Listed.TERRITORIES).empty
    assert len(catalogue_rows(desk, Listed.TERRITORIES, "saint")) == MOST_TERRITORIES
