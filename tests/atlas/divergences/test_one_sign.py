"""A position, its mark on the plot and its gap say the same, for all that is published."""

from __future__ import annotations

import pytest

from atlas.desk.desk import Desk
from atlas.divergences import GapQuery, gap_choices, gap_view
from atlas.divergences.correspondences import pair_views
from atlas.divergences.divergences import DIVERGENCES
from atlas.divergences.readings import readings
from common.levels import Level, parse_level
from indicators.views.positions import BORDER, GapStatus
from pages.parts.ecarts.chart import quadrant_points

#: Side of the mean, measured then felt, that the corners of the plot name.
CORNERS = {
    GapStatus.ALIGNED_FRAGILE: (1, 1),
    GapStatus.ALIGNED_SOLID: (-1, -1),
    GapStatus.SILENT_FRAGILITY: (1, -1),
    GapStatus.LISTENING_TOPIC: (-1, 1),
}


@pytest.mark.parametrize("level", [Level.REGION, Level.COMMUNE])
def test_a_mark_with_a_name_lies_in_the_corner_of_that_name(desk: Desk, level: Level) -> None:
    choices = gap_choices(desk)
    asked = choices[(choices["level"] == level.value) & ~choices["demonstration"]]
    views = [
        gap_view(desk, GapQuery(parse_level(row["level"]), row["domain"], row["group"]))
        for _, row in asked.iterrows()
    ]
    drawn = 0
    for view in [*views, *(pair for pair in pair_views(desk, level) if not pair.ranks_only)]:
        points = quadrant_points(view, None)
        for status, (measured, felt) in CORNERS.items():
            named = points[points["Position"] == status.label]
            assert (named["x"] * measured > BORDER).all()
            assert (named["y"] * felt > BORDER).all()
            # Nor does the interval of what is felt reach the other side.
            assert ((named["y_low"] * felt > 0) & (named["y_high"] * felt > 0)).all()
            drawn += len(named)
    assert drawn > 40


def test_where_both_sides_part_the_gap_has_their_sign(desk: Desk) -> None:
    rows = readings(desk, Level.REGION)
    parted = rows[rows["status"].isin(DIVERGENCES) & rows["gap"].notna()]
    assert len(parted) > 3
    silent = parted["status"] == GapStatus.SILENT_FRAGILITY
    assert (parted.loc[silent, "gap"] < 0).all()
    assert (parted.loc[~silent, "gap"] > 0).all()
    # Nothing else measures the same difference, whose sign could be another.
    assert "gap_points" not in gap_view(desk, GapQuery()).frame
