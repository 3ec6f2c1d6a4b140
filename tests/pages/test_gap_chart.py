"""The plot of a gap tells positions by shape as well as by colour."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from atlas.desk.desk import Desk
from atlas.divergences import GapQuery, GapView, gap_view
from common.palette import BACKGROUND
from pages.parts.ecarts.chart import CLICKED, quadrant_chart, quadrant_points


@pytest.fixture(scope="module")
def view() -> GapView:
    return gap_view(Desk(), GapQuery())


def marks(spec: dict[str, Any]) -> dict[str, Any]:
    (found,) = [layer for layer in spec["layer"] if "shape" in layer.get("encoding", {})]
    return dict(found)


def test_every_position_has_its_own_shape_and_doubt_is_hollow() -> None:
    # A draw where each of the four positions is established somewhere.
    asked = GapQuery(domain="transition_energetique", survey="demonstration")
    encoding = marks(quadrant_chart(gap_view(Desk(demonstration=True), asked), None).to_dict())[
        "encoding"
    ]
    shapes = encoding["shape"]["scale"]
    assert len(set(shapes["range"])) == len(shapes["domain"]) == 5
    fills = dict(
        zip(*(encoding["fill"]["scale"][part] for part in ("domain", "range")), strict=True)
    )
    assert fills.pop("Position incertaine") == BACKGROUND
    assert BACKGROUND not in fills.values()


def test_a_mark_can_be_clicked_and_the_selected_one_is_ringed(view: GapView) -> None:
    spec = quadrant_chart(view, "53").to_dict()
    assert spec["params"][0]["name"] == CLICKED
    points = quadrant_points(view, "53").set_index("code")
    assert points["Choisi"].sum() == 1
    assert points.loc["53", "Nommé"]
    assert not quadrant_points(view, None)["Choisi"].any()


def test_names_never_cover_one_another() -> None:
    desk, most = Desk(demonstration=True), 0
    for domain in ("mobilite", "environnement", "numerique", "sante"):
        named = quadrant_points(gap_view(desk, GapQuery(domain=domain)), None).query("Nommé")
        most = max(most, len(named))
        pairs = named.merge(named, how="cross", suffixes=("", "_other"))
        others = pairs[pairs["code"] != pairs["code_other"]]
        near = (others["x"] - others["x_other"]).abs() <= 1.6
        assert ((others["y"] - others["y_other"]).abs()[near] > 0.3).all()
    assert most >= 3


def test_bars_hold_their_mark_and_both_axes_are_alike(view: GapView) -> None:
    points = quadrant_points(view, None)
    for side in ("x", "y"):
        assert (points[f"{side}_low"] <= points[side]).all()
        assert (points[side] <= points[f"{side}_high"]).all()
    encoding = marks(quadrant_chart(view, None).to_dict())["encoding"]
    assert encoding["x"]["scale"] == encoding["y"]["scale"]
    assert encoding["x"]["scale"]["domain"][1] > pd.concat([points["x"], points["y"]]).abs().max()
