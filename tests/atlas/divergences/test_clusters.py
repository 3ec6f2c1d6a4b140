"""Clusters of real layers: statuses, wording, and refusals where the data cannot tell."""

from __future__ import annotations

import pytest

from atlas.desk.desk import Desk
from atlas.divergences.clusters import association, clusters
from atlas.layers.layer import layer
from atlas.layers.query import parse_query
from common.errors import NotAvailableError
from common.french import number
from common.levels import Level, Territory
from geo.spatial_statistics.chance import LOCAL_PERMUTATIONS


def test_territories_are_told_apart_and_islands_left_out(desk: Desk) -> None:
    asked = layer(desk, parse_query("departement", "ensemble"))
    found = clusters(desk, asked)
    assert found.frame.index.equals(asked.frame.index)
    assert found.frame["name"].equals(asked.frame["name"])
    assert set(found.frame.loc[["971", "972", "973", "974"], "status"]) == {"isolated"}
    drawn = found.frame["quadrant"].ne("")
    assert drawn.equals(found.frame["status"].eq("cluster"))
    assert (found.frame.loc[drawn, "p_fdr"] <= 0.05).all()
    assert found.moran.p <= 0.05
    assert found.moran.units == 96
    assert f"{number(LOCAL_PERMUTATIONS)} tirages" in found.method
    assert "Unités écartées" in found.sentences[-1]


def test_a_part_of_the_country_is_looked_at_alone(desk: Desk) -> None:
    asked = layer(desk, parse_query("epci", "emploi", within=Territory(Level.REGION, "53")))
    found = clusters(desk, asked)
    assert len(found.frame) == len(asked.frame)
    assert found.moran.units <= len(asked.frame)


def test_a_layer_full_of_ties_has_its_clusters(desk: Desk) -> None:
    # Rates that the source rounds to the percent: most neighbours are tied with what is drawn.
    asked = parse_query("crte", "mal_logement", "indicator", indicator="suroccupation")
    found = clusters(desk, layer(desk, asked))
    assert found.frame["p_sim"].dropna().between(0, 1).all()
    assert found.frame["significant"].any()


def test_regions_are_too_few(desk: Desk) -> None:
    with pytest.raises(NotAvailableError, match="12 unités"):
        clusters(desk, layer(desk, parse_query("region", "ensemble")))


def test_an_association_needs_thirty_published_perceptions(demonstrating_desk: Desk) -> None:
    with pytest.raises(NotAvailableError, match=r"mesuré et perçu.*au moins 30"):
        association(demonstrating_desk, parse_query("departement", "emploi"))
