"""``card_of(desk, place)``: what a pasted link shows of a place, or of a page."""

from __future__ import annotations

from dataclasses import replace

from atlas.desk.desk import Desk
from atlas.desk.place import Place
from atlas.maps.locator import locator_of
from atlas.profiles.ranks import ranks_of
from atlas.profiles.summary import fragile_words
from common import palette
from common.grammar import typographic
from common.levels import Level
from geo.locator import locator
from reports.content.council_charts import rank_chart
from reports.one_page import Card

#: Rows of the chart that a card has room for.
_ROWS = 6
_SOURCES = "Sources : Insee et autres producteurs publics"


def card_of(desk: Desk, place: Place) -> Card:
    """Draw up the card of a place: what is measured there, where it is.

    Raises
    ------
    NotAvailableError
        For France as a whole.
    """
    ranks = ranks_of(desk, place)
    chart = rank_chart(ranks)
    drawn, _ = locator_of(desk, place)
    return Card(
        finding=typographic(f"{ranks.name} : {fragile_words(ranks)}"),
        text="",
        chart=replace(chart, rows=chart.rows[:_ROWS], note=""),
        map_svg=drawn.svg(
            palette.LINE, palette.CONTROL_LINE, palette.PAPER, palette.MEASURED
        ).encode(),
        origin=f"{_SOURCES}. Données Fragiscope, version {desk.manifest.version}.",
    )


def page_card(desk: Desk, title: str, text: str) -> Card:
    """Draw up the card of a page of the application."""
    regions = desk.shapes(Level.REGION)
    # The last one, Corse, only says which part of the country is drawn: all have one colour.
    drawn = locator(regions, regions.iloc[-1:], regions.iloc[:0])
    svg = drawn.svg(palette.MEASURED, palette.MEASURED, palette.PAPER, palette.MEASURED)
    return Card(title, text, None, svg.encode(), f"{_SOURCES}.")
