"""The table behind a map, for every question that one may ask."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from atlas.desk.desk import Desk
from atlas.layers.layer import layer
from atlas.layers.measure import Ask, Measure
from atlas.layers.measures import MEASURES
from atlas.layers.measures.objective import OBJECTIVE
from atlas.layers.query import LayerQuery
from atlas.layers.table import french_table
from atlas.maps.cartography import classed
from atlas.maps.furnished import draw
from common.errors import NotAvailableError
from common.levels import MAPPED_LEVELS, Level, Territory
from indicators.base.catalogue import load_catalogue
from indicators.base.domains import OVERALL, SCORE_KEYS
from indicators.base.groups import GROUPS

#: The whole country, and parts of it where one or no territory is compared.
PARTS = [None, *(Territory(Level.DEPARTEMENT, code) for code in ("75", "976"))]


@pytest.mark.parametrize("level", MAPPED_LEVELS)
def test_every_score_of_a_level_has_its_table(desk: Desk, level: Level) -> None:
    ranked = {}
    for domain in SCORE_KEYS:
        made = layer(desk, LayerQuery(level=level, domain=domain))
        table = french_table(made)
        assert sorted(table["Code"]) == sorted(made.table.index)
        best = table["Rang (1 = le plus fragile)"].dropna()
        assert list(best) == sorted(best)
        ranked[domain] = len(best)
    assert ranked[OVERALL] > 0.9 * len(desk.territories_of(level))
    if level in (Level.COMMUNE, Level.EPCI, Level.CRTE):  # none has figures enough there
        assert ranked["diversite_handicap"] == 0


def questions(measure: Measure) -> Iterator[LayerQuery]:
    """Everything that one measure may be asked."""
    of = {
        Ask.DOMAIN: [{"domain": key} for key in measure.domains],
        Ask.GROUP: [{"group": key} for key in GROUPS],
        Ask.INDICATOR: [{"indicator": key} for key in load_catalogue()],
    }
    said: list[dict[str, str]] = [{}]
    for ask in Ask:
        if ask in measure.asks and ask in of:
            said = [one | other for one in said for other in of[ask]]
    for level in MAPPED_LEVELS:
        for within in PARTS:
            for words in said:
                yield LayerQuery(measure=measure, level=level, within=within, **words)


@pytest.mark.slow
@pytest.mark.parametrize("key", MEASURES)
def test_every_question_is_drawn_and_laid_out_or_refused(
    demonstrating_desk: Desk, key: str
) -> None:
    drawn = 0
    for query in questions(MEASURES[key]):
        try:
            made = layer(demonstrating_desk, query)
        except NotAvailableError:
            continue
        shapes = demonstrating_desk.territories_of(query.level).index
        seen = draw(made, classed(demonstrating_desk, made), shapes, opacity=1.0)
        assert len(seen.codes.replace(" ", "")) == len(made.table) == len(french_table(made))
        drawn += 1
    assert drawn


def test_layers_of_a_level_have_one_index(desk: Desk) -> None:
    first, second = (
        layer(desk, LayerQuery(level=Level.COMMUNE, domain=domain, measure=OBJECTIVE)).table
        for domain in ("emploi", "sante")
    )
    assert first.index is second.index
    assert first.index.equals(desk.territories_of(Level.COMMUNE).index)
