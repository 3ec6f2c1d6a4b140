from __future__ import annotations

import pandas as pd
import pytest

from atlas.desk import Desk
from atlas.profile import Profile, profile
from common.errors import NotAvailableError
from geo.levels import Level, Territory
from indicators.domains import DOMAIN_KEYS, OVERALL


@pytest.fixture(scope="module")
def amberieu(desk: Desk) -> Profile:
    return profile(desk, Territory.parse("commune:01004"))


def test_a_profile_names_the_territory_and_what_holds_it(amberieu: Profile) -> None:
    assert amberieu.name == "Ambérieu-en-Bugey"
    assert [str(parent) for parent in amberieu.parents] == [
        "epci:240100883",
        "departement:01",
        "region:84",
        "france:FR",
    ]


def test_every_domain_has_a_row_and_references_are_means_of_peers(
    desk: Desk, amberieu: Profile
) -> None:
    assert list(amberieu.domains.index) == [*DOMAIN_KEYS, OVERALL]
    scores = desk.scores(Level.COMMUNE).scores
    sante = scores[scores["domain"] == "sante"].set_index("code")["score"]
    in_ain = sante[sante.index.str.startswith("01")].dropna()
    weights = desk.territories_of(Level.COMMUNE).loc[in_ain.index, "population"].astype(float)
    expected = (in_ain * weights).sum() / weights.sum()
    assert amberieu.domain("sante")["departement"] == pytest.approx(expected)
    assert amberieu.domain("sante")["score"] == sante["01004"]
    # The domain measured at département level only has no score for a commune.
    assert pd.isna(amberieu.domain("diversite_handicap")["score"])


def test_indicators_stand_beside_the_official_values_of_larger_territories(
    desk: Desk, amberieu: Profile
) -> None:
    table = amberieu.indicators.set_index("key")
    assert list(table.index) == list(desk.catalogue)
    poverty = table.loc["taux_pauvrete"]
    assert poverty["status"] == "observed"
    assert 0 < poverty["value"] < 1
    assert 0.13 < poverty["france"] < 0.17  # 14.9 % in métropole, 15.3 % with two DROM


def test_perceptions_keep_the_place_where_they_were_measured(amberieu: Profile) -> None:
    felt = amberieu.perceptions.set_index("domain")
    assert felt.loc["mobilite", "survey"] == "grand_debat_2019"
    assert felt.loc["mobilite", "measured"] == "region:84"
    assert not felt["measured"].str.startswith("france").any()
    assert felt.loc["emploi", "survey"] == "demonstration"
    assert amberieu.demonstration
    assert any("démonstration" in mention for mention in amberieu.mentions)


def test_partnerships_are_inside_or_around(amberieu: Profile) -> None:
    records = amberieu.partnerships.set_index("record")
    assert set(records["attached"]) == {"inside", "around"}
    inside = records[records["attached"] == "inside"]
    assert inside["territories"].str.contains("commune:01004").all()
    digital = inside["domains"].str.contains("numerique", regex=False)
    assert amberieu.partnership_counts["numerique"] == digital.sum() > 0


def test_a_territory_with_almost_nothing_has_a_profile(desk: Desk) -> None:
    village = profile(desk, Territory.parse("commune:55039"))  # Beaumont-en-Verdunois, no one
    assert village.domains["score"].notna().sum() < len(village.domains)
    assert village.indicators["status"].eq("missing").any()


def test_the_country_has_no_profile(desk: Desk) -> None:
    with pytest.raises(NotAvailableError, match="entre eux"):
        profile(desk, Territory.parse("france:FR"))
