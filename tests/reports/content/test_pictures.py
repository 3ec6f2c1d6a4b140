"""The map of a note."""

from __future__ import annotations

from atlas.desk.desk import Desk
from atlas.desk.score_frames import objective_frame
from common.french import number
from common.levels import Level
from indicators.base.domains import OVERALL
from reports.content.pictures import territory_map
from reports.content.words import words_of
from tests.reports.content.reading import NoteOf, ProfileOf


def test_colours_of_the_map_are_those_of_the_country(
    desk: Desk, profile_of: ProfileOf, note_of: NoteOf
) -> None:
    """Limits do not depend on the communes shown: both maps have the same legend."""
    limits = objective_frame(desk, Level.COMMUNE, OVERALL)["value"].quantile([0.2, 0.8])
    for place in ("commune:32462", "commune:97108"):
        own = profile_of(place)
        figure = territory_map(desk, own, words_of(own))
        assert "cinquièmes de toutes" in figure.caption
        svg = figure.svg.decode()
        for limit in limits:
            assert number(limit) in svg
