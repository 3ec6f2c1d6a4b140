"""The values of a perimeter are those that the build would have written for the same communes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.desk.desk import Desk
from atlas.desk.perimeter_values import CODE, perimeter_values
from atlas.desk.place_values import place_scores, place_values, scores_with
from common.levels import Level, Territory
from geo.perimeter import Perimeter, make_perimeter
from indicators.base.domains import SCORE_KEYS
from indicators.base.status import Status

#: Stored numbers have 7 significant digits: sums of stored ones may differ by the last.
RELATIVE = 2e-6
#: Métropole du Grand Paris, the only EPCI that holds départements whole.
GRAND_PARIS = "200054781"


def perimeter_of(desk: Desk, *texts: str) -> Perimeter:
    codes = [code for text in texts for code in desk.communes(desk.resolve(text))]
    return make_perimeter("Essai", codes, desk.memberships)


@pytest.mark.parametrize(
    "text",
    [
        "epci:240100883",  # ordinary
        "epci:249740101",  # La Réunion
        "crte:crte-75-24-1",  # two EPCI
        "crte:crte-11-92-4",  # communes without a whole EPCI
        "departement:62",
        "departement:976",  # Mayotte
        "region:93",
    ],
)
def test_summing_again_gives_exactly_the_stored_values(desk: Desk, text: str) -> None:
    territory = Territory.parse(text)
    made = perimeter_of(desk, text)
    # As if nobody had recognised the territory: every sum is made again.
    alone = replace(made, twin=None, level=territory.level)
    stored = place_values(desk, territory).set_index(["indicator", "year"]).sort_index()
    again = perimeter_values(desk, alone).set_index(["indicator", "year"]).sort_index()
    assert set(stored.index) == set(again.index)
    # A median worked out by the build, from distributions that are no values, is not made again.
    official = [one.rule == "official" and one.derived for one in desk.catalogue.values()]
    derived = [key for key, out in zip(desk.catalogue, official, strict=True) if out]
    stored = stored[~stored.index.get_level_values("indicator").isin(derived)]
    again = again.loc[stored.index]
    assert list(stored["status"]) == list(again["status"])
    np.testing.assert_allclose(
        again["value"].to_numpy(), stored["value"].to_numpy(), rtol=RELATIVE, equal_nan=True
    )


def test_a_perimeter_that_is_a_territory_has_its_very_values(desk: Desk) -> None:
    for text in ("epci:240100883", "crte:crte-75-24-1", "departement:2A", "commune:01004"):
        made = perimeter_of(desk, text)
        pd.testing.assert_frame_equal(
            place_values(desk, made), place_values(desk, Territory.parse(text))
        )


def test_an_epci_that_holds_departements_whole_may_be_better_known(desk: Desk) -> None:
    text = f"epci:{GRAND_PARIS}"
    made = replace(perimeter_of(desk, text), twin=None, level=Level.EPCI)
    stored = place_values(desk, Territory.parse(text)).set_index(["indicator", "year"])
    again = perimeter_values(desk, made).set_index(["indicator", "year"]).loc[stored.index]
    known = stored["value"].notna() & again["value"].notna()
    assert (stored["value"].notna() & ~known).sum() <= 3  # medians of united distributions
    np.testing.assert_allclose(again["value"][known], stored["value"][known], rtol=RELATIVE)


@settings(max_examples=6)
@given(data=st.data())
def test_the_counts_of_two_epci_are_added_up(desk: Desk, data: st.DataObject) -> None:
    # The Grand Paris holds départements whole, which are better known than their communes.
    codes = sorted(desk.territories_of(Level.EPCI).index.difference([GRAND_PARIS]))
    pair = data.draw(st.lists(st.sampled_from(codes), min_size=2, max_size=2, unique=True))
    ratios = [key for key, one in desk.catalogue.items() if one.rule == "ratio"]

    def counts(values: pd.DataFrame) -> pd.DataFrame:
        summed = values["status"].eq(Status.AGGREGATED.value) & values["indicator"].isin(ratios)
        columns = ["value", "numerator", "denominator"]
        return values[summed].set_index(["indicator", "year"])[columns]

    both = counts(perimeter_values(desk, perimeter_of(desk, *(f"epci:{code}" for code in pair))))
    one, two = (counts(place_values(desk, Territory(Level.EPCI, code))) for code in pair)
    shared = both.index.intersection(one.index).intersection(two.index)
    assert len(shared) > 5 or len(one) < 10 or len(two) < 10
    total = one.loc[shared] + two.loc[shared]
    scale = np.array([desk.catalogue[str(key)].scale for key, _ in shared])
    expected = scale * total["numerator"] / total["denominator"]
    np.testing.assert_allclose(both.loc[shared, "value"], expected, rtol=1e-5)
    np.testing.assert_allclose(both.loc[shared, "numerator"], total["numerator"], rtol=1e-5)


def test_what_cannot_be_added_up_is_missing_and_never_averaged(desk: Desk) -> None:
    made = perimeter_of(desk, "epci:240100883", "epci:200069193")
    values = perimeter_values(desk, made).set_index("indicator")
    official = [key for key, one in desk.catalogue.items() if one.rule == "official"]
    rows = values[values.index.isin(official)]
    assert len(rows) > 0
    assert rows["value"].isna().all()
    assert set(rows["status"]) == {Status.MISSING.value}


def test_the_scores_are_those_of_one_more_unit_of_the_level(desk: Desk) -> None:
    made = perimeter_of(desk, "epci:240100883", "epci:200069193")
    values = place_values(desk, made)
    result = scores_with(desk, made, values)
    own = place_scores(desk, made, values)
    assert list(own.index) == list(SCORE_KEYS)
    everyone = result.scores[result.scores["domain"] == "numerique"].set_index("code")["score"]
    assert len(everyone) == len(desk.territories_of(Level.CRTE)) + 1
    assert own.loc["numerique", "score"] == everyone[CODE]
    assert own.loc["numerique", "rank"] == 1 + (everyone > everyone[CODE]).sum()
    ranked = own.dropna(subset=["rank_low"])
    assert (ranked["rank_low"] <= ranked["rank_high"]).all()
    assert ranked["rank_high"].max() <= own["ranked"].max()


def test_one_more_unit_moves_the_score_of_a_territory_by_little(desk: Desk) -> None:
    text = "crte:crte-75-24-1"
    alone = replace(perimeter_of(desk, text), twin=None, level=Level.CRTE)
    added = place_scores(desk, alone, perimeter_values(desk, alone))
    stored = place_scores(desk, Territory.parse(text), pd.DataFrame())
    share = 100 * desk.territory_row(Territory.parse(text))["population"] / 66e6
    both = (added["score"].notna() & stored["score"].notna()) & (
        added["available"] == stored["available"]
    )
    assert both.sum() >= 12
    # Its own inhabitants are counted twice: the scale moves by their share of the country at most
    # (the rates that the recipe steadies, in the domain of safety, also shift their mean).
    assert ((added["score"] - stored["score"])[both].abs() <= share + 0.05).all()
