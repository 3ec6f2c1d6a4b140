"""Quadrant, words, map and file give one position, over all that is published."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pytest

from atlas.desk.desk import Desk
from atlas.desk.taken import flat_rows
from atlas.divergences import GapQuery, gap_choices, gap_view
from atlas.divergences.correspondences import pair_views
from atlas.divergences.export import taken_gap
from atlas.divergences.pairs import taken_pair
from atlas.divergences.reading import POSITIONS, positions
from atlas.layers.layer import layer
from atlas.layers.measures.gap import GAP
from atlas.layers.query import LayerQuery
from atlas.maps.gap_map import position_texts
from atlas.profiles import profile
from common.french import plural
from common.levels import MAPPED_LEVELS, Level, Territory
from indicators.views.positions import GapStatus

_SIDES = ("objective", "perceived")
#: Side of the mean of both coordinates -> the name of the corner of the plot.
_CORNERS = {
    (True, True): GapStatus.ALIGNED_FRAGILE,
    (False, False): GapStatus.ALIGNED_SOLID,
    (True, False): GapStatus.SILENT_FRAGILITY,
    (False, True): GapStatus.LISTENING_TOPIC,
}


def gap_frames(desk: Desk) -> Iterator[tuple[pd.DataFrame, Level]]:
    for row in gap_choices(desk).itertuples(index=False):
        query = GapQuery(Level(row.level), row.domain, row.group, row.survey)
        yield gap_view(desk, query).frame, query.level


def check(frame: pd.DataFrame) -> int:
    """Check each mark against the corner where it is drawn; count the named ones."""
    named = frame[frame["status"].isin([one.value for one in POSITIONS])]
    for _, row in named.iterrows():
        corner = _CORNERS[row["objective_z"] > 0, row["perceived_z"] > 0]
        assert row["status"] == corner.value
        for side in _SIDES:
            low, high = row[f"{side}_z_low"], row[f"{side}_z_high"]
            assert low > 0 or high < 0, "a bar crosses the border of its quadrant"
    unnamed = frame[frame["gap"].notna() & ~frame.index.isin(named.index)]
    for _, row in unnamed.iterrows():
        near = [abs(row[f"{side}_z"]) <= 0.1 for side in _SIDES]
        crossed = [row[f"{side}_z_low"] <= 0 <= row[f"{side}_z_high"] for side in _SIDES]
        assert any(near) or any(crossed)
    return len(named)


def test_every_published_gap_lies_where_it_is_said_to(demonstrating_desk: Desk) -> None:
    assert sum(check(frame) for frame, _ in gap_frames(demonstrating_desk)) > 100


def test_every_pair_lies_where_it_is_said_to(desk: Desk) -> None:
    views = [view for level in MAPPED_LEVELS for view in pair_views(desk, level)]
    assert len(views) > 50
    assert sum(check(view.frame) for view in views) > 100
    for view in views:
        assert list(flat_rows(taken_pair(view))["status"]) == list(view.frame["status"])
        if not view.ranks_only:
            assert positions(view.frame, view.query.level) in view.sentences


def test_words_count_the_positions_of_the_frame(desk: Desk) -> None:
    for frame, level in gap_frames(desk):
        said = positions(frame, level)
        for status, words in POSITIONS.items():
            count = int((frame["status"] == status.value).sum())
            assert (f"{count} {plural(count, *words)}" in said) == (count > 0)


@pytest.mark.parametrize("group", ["citoyens", pytest.param("elus", marks=pytest.mark.slow)])
def test_map_file_layer_and_profile_give_the_position_of_the_plot(desk: Desk, group: str) -> None:
    view = gap_view(desk, GapQuery(group=group))
    assert not view.about.demonstration
    expected = view.frame["status"]
    texts, rows = position_texts(view), flat_rows(taken_gap(desk, view)).set_index("code")
    drawn = layer(desk, LayerQuery(Level.REGION, "mobilite", measure=GAP, group=group)).frame
    for code, status in expected.items():
        assert texts[str(code)].startswith(GapStatus(status).label)
        assert rows.loc[code, "status"] == drawn.loc[code, "status"] == status
        assert rows.loc[code, "reading"] == GapStatus(status).label
        seen = profile(desk, Territory(Level.REGION, str(code))).views_of(group)
        told = seen[(seen["domain"] == "mobilite") & (seen["survey"] == view.survey.key)]
        assert set(told["gap_status"]) <= {status}
