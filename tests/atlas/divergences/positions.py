"""Where each question puts each territory, beside the closest indicator that it names."""

from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from atlas.divergences.correspondences import pair_views
from common.levels import Level


def pair_positions(desk: Desk, level: Level) -> pd.DataFrame:
    """One row per territory, question and group; empty where nothing is compared."""
    parts = [
        view.frame.rename_axis("code")
        .reset_index()
        .assign(question=view.question.key, group=view.query.group)
        for view in pair_views(desk, level)
        if view.query.indicator == view.question.indicators[0]
    ]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()
