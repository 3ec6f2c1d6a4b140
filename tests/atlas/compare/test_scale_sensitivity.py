"""Whether a reading depends on the level."""

from __future__ import annotations

import pytest

from atlas.compare.scale_sensitivity import (
    containers,
    place_across_levels,
    scale_sensitivity,
    scale_sentence,
)
from atlas.desk.desk import Desk
from common.errors import NotAvailableError
from common.levels import Level, Territory
from indicators.scores.score_store import read_scores


def test_every_pair_of_levels_is_compared(desk: Desk) -> None:
    table = scale_sensitivity(desk, "mobilite")
    assert len(table) == 6
    pairs = table.set_index(["finer", "wider"])
    assert pairs.loc[("epci", "crte"), "spearman"] > 0.9
    assert pairs.loc[("commune", "departement"), "spearman"] == table["spearman"].min() < 0.7
    assert table["spearman"].between(-1, 1).all()
    assert table["changed"].between(0, 1).all()
    assert (table["changed_far"] <= table["changed"]).all()
    sentence = scale_sentence(table, "mobilite")
    assert "le plus entre EPCI et CRTE" in sentence
    assert "le moins entre commune et département" in sentence


def test_a_domain_of_one_level_has_nothing_to_compare(desk: Desk) -> None:
    with pytest.raises(NotAvailableError, match="qu’à un niveau"):
        scale_sensitivity(desk, "diversite_handicap")


def test_a_container_holds_most_inhabitants(desk: Desk) -> None:
    assert containers(desk, Level.COMMUNE, Level.EPCI)["01004"] == "240100883"
    by_table = desk.territories_of(Level.EPCI)["departement"].dropna()
    found = containers(desk, Level.EPCI, Level.DEPARTEMENT)
    assert (found[by_table.index] == by_table).mean() > 0.999


def test_a_place_is_read_at_each_level(desk: Desk) -> None:
    table = place_across_levels(desk, Territory.parse("departement:09"), "mobilite")
    assert list(table["level"]) == ["commune", "epci", "crte", "departement"]
    own = table.iloc[-1]
    assert (own["units"], own["class_low"], own["class_high"], own["fragile"]) == (1, 5, 5, 1.0)
    scores = read_scores(Level.DEPARTEMENT.value, desk.data)
    expected = scores[(scores["code"] == "09") & (scores["domain"] == "mobilite")]["score"]
    assert own["score"] == expected.item()
    # Ariège is in the most fragile fifth of the départements, a third of it in that of the EPCI.
    assert table.iloc[1]["fragile"] == pytest.approx(0.356, abs=0.005)
