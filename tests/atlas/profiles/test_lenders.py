from __future__ import annotations

import pytest

from atlas.desk.desk import Desk
from atlas.profiles import Profile, profile
from atlas.profiles.lenders import FROM_SHARED, MEAN_OF_ZONES, OF_EPCI, OF_EPT, OF_ZONE, lender
from atlas.profiles.reading import telling_indicator
from common.levels import Level, Territory
from indicators.base.values import latest

#: Communes cut since a source was made: more of them would be another reason to be estimated.
MOST_CUT = 100


@pytest.fixture(scope="module")
def isigny(desk: Desk) -> Profile:
    return profile(desk, Territory.parse("commune:14342"))


def test_every_indicator_that_is_lent_to_many_communes_names_its_lender(desk: Desk) -> None:
    values = latest(desk.values(Level.COMMUNE, None, None))
    lent = values[values["status"].astype("str") == "estimated"]
    counts = lent["indicator"].astype("str").value_counts()
    many = set(counts[counts > MOST_CUT].index)
    lenders = {one.key for one in desk.catalogue.values() if one.lent_by}
    assert lenders <= many
    # What is worked out for the territory itself may be so above the communes only.
    assert many - lenders <= {one.key for one in desk.catalogue.values() if one.derived}


def test_the_larger_area_is_named(desk: Desk, isigny: Profile) -> None:
    assert lender(desk, isigny, "chomage_localise") == f"{OF_ZONE} (Saint-Lô)"
    assert lender(desk, isigny, "ips_colleges") == f"{OF_EPCI} (CC Isigny-Omaha Intercom)"
    assert lender(desk, isigny, "logements_vacants") == FROM_SHARED


def test_above_the_commune_and_in_grand_paris_the_kind_of_area_is_said(desk: Desk) -> None:
    crte = profile(desk, Territory.parse("crte:crte-32-02-2"))
    assert lender(desk, crte, "chomage_localise") == MEAN_OF_ZONES
    montreuil = profile(desk, Territory.parse("commune:93048"))
    assert lender(desk, montreuil, "suroccupation") == OF_EPT
    assert lender(desk, montreuil, "ips_colleges").startswith(f"{OF_EPCI} (Métropole")


def test_the_telling_indicator_says_who_lent_it(desk: Desk) -> None:
    place = profile(desk, Territory.parse("commune:97108"))
    said = telling_indicator(desk, place, "emploi", fragile=True)
    assert f"valeur estimée : {OF_ZONE} (Marie-Galante)" in said
