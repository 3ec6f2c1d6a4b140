from __future__ import annotations

import json
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from atlas.desk.desk import Desk
from atlas.desk.provenance import DEMONSTRATION_MARK
from atlas.desk.score_frames import gap_frame, objective_errors
from atlas.desk.taken import flat_rows
from atlas.divergences import GapQuery, gap_choices, gap_view, levels_for, surveys_for
from atlas.divergences.export import gap_file_name, taken_gap
from atlas.divergences.needs import needs
from atlas.divergences.space import enough_units, gap_space, why_not
from atlas.maps.gap_map import draw_positions, position_texts
from common.errors import NotAvailableError, UnknownNameError
from common.levels import Level
from indicators.views.positions import GapStatus
from tests.taken_out import geojson

DEMONSTRATION = GapQuery(Level.DEPARTEMENT, "emploi")


def test_the_default_view_rests_on_a_real_survey(desk: Desk) -> None:
    view = gap_view(desk, GapQuery())
    assert not view.about.demonstration
    assert view.survey.key == "grand_debat_2019"
    assert len(view.frame) == 18
    assert view.agreement.units == len(view.compared) >= 12


def test_a_view_holds_the_figures_of_the_map(desk: Desk) -> None:
    view = gap_view(desk, GapQuery())
    stored = gap_frame(desk, view.survey.key, Level.REGION, "mobilite", "citoyens")
    rows = view.frame.loc[stored.index]
    for mine, theirs in [("gap", "value"), ("gap_low", "low"), ("n", "n"), ("status", "status")]:
        pd.testing.assert_series_equal(rows[mine], stored[theirs], check_names=False)
    compared = view.compared
    difference = compared["perceived_z"] - compared["objective_z"]
    pd.testing.assert_series_equal(compared["gap"], difference, check_names=False)
    assert (compared["perceived_z_low"] < compared["perceived_z"]).all()
    assert (compared["objective_z"] < compared["objective_z_high"]).all()
    assert compared["residual"].mean() == pytest.approx(0, abs=1e-9)


def test_the_error_of_a_score_is_read_from_its_stored_interval(desk: Desk) -> None:
    stored = desk.score_intervals(Level.REGION)
    row = stored[(stored["domain"] == "mobilite") & (stored["code"] == "53")].iloc[0]
    errors = objective_errors(desk, Level.REGION, "mobilite")
    assert errors["53"] == pytest.approx(
        (row["score_high"] - row["score_low"]) / (2 * 1.644854), rel=1e-5
    )
    assert errors.notna().all()


def test_what_is_not_published_is_nowhere(demonstrating_desk: Desk) -> None:
    view = gap_view(demonstrating_desk, DEMONSTRATION)
    absent = view.frame[view.frame["gap"].isna()]
    assert len(absent) > 50
    assert set(absent["status"]) == {"not_publishable"}
    hidden = ["perceived", "perceived_low", "perceived_high", "n", "gap", "residual", "gap_low"]
    assert absent[hidden].isna().all().all()
    assert (
        flat_rows(taken_gap(demonstrating_desk, view))
        .set_index("code")
        .loc[absent.index, hidden]
        .isna()
        .all(axis=None)
    )
    features = json.loads(geojson(taken_gap(demonstrating_desk, view)))["features"]
    blank = [f["properties"] for f in features if f["properties"]["code"] in absent.index]
    assert {properties["perceived"] for properties in blank} == {None}
    assert {properties["n"] for properties in blank} == {None}


def test_an_export_carries_its_mention_and_its_mark(demonstrating_desk: Desk) -> None:
    view = gap_view(demonstrating_desk, DEMONSTRATION)
    rows = flat_rows(taken_gap(demonstrating_desk, view))
    assert len(rows) == 101
    assert set(rows["mention"]) == {view.survey.mention}
    assert set(rows["demonstration"]) == {DEMONSTRATION_MARK}
    assert rows.index[0] == "departement:01"
    collection = json.loads(geojson(taken_gap(demonstrating_desk, view)))
    assert collection["demonstration"] is True
    assert collection["mentions"] == [view.survey.mention]
    assert gap_file_name(view, "csv") == (
        "fragiscope_ecart_departement_emploi_citoyens_demonstration.csv"
    )
    real = gap_view(demonstrating_desk, GapQuery())
    assert set(flat_rows(taken_gap(demonstrating_desk, real))["demonstration"]) == {""}


def test_the_map_says_in_shapes_what_the_plot_says(desk: Desk) -> None:
    view = gap_view(desk, GapQuery())
    shapes = view.frame.index
    drawn = draw_positions(view.frame["status"], position_texts(view), shapes)
    status = view.frame["status"]
    assert [mark == "1" for mark in drawn.marks] == (status == "not_distinguishable").tolist()
    assert [code == "-" for code in drawn.codes] == (status == "not_publishable").tolist()
    told = position_texts(view)
    for code, position in status.items():
        assert told[str(code)].startswith(GapStatus(position).label)
    assert told["06"] == GapStatus.NOT_PUBLISHABLE.label


def test_choices_are_those_that_publish_enough_with_the_real_surveys_first(
    demonstrating_desk: Desk,
) -> None:
    table = gap_choices(demonstrating_desk)
    assert (table["territories"] >= 8).all()
    assert set(table["level"]) == {"region", "departement"}
    assert surveys_for(demonstrating_desk, GapQuery()) == ["grand_debat_2019", "demonstration"]
    assert levels_for(demonstrating_desk, "emploi", "citoyens") == [Level.DEPARTEMENT, Level.REGION]
    assert levels_for(demonstrating_desk, "emploi", "fondations") == []


def test_a_question_without_answer_says_where_there_is_one(demonstrating_desk: Desk) -> None:
    with pytest.raises(NotAvailableError, match="Il existe pour : départements, régions"):
        gap_view(demonstrating_desk, GapQuery(Level.COMMUNE, "emploi"))
    with pytest.raises(NotAvailableError, match="Aucune enquête ne le permet"):
        gap_view(demonstrating_desk, GapQuery(Level.REGION, "emploi", "fondations"))
    with pytest.raises(NotAvailableError, match="Enquêtes possibles : « Grand Débat"):
        gap_view(demonstrating_desk, GapQuery(survey="ocde_2016"))
    with pytest.raises(UnknownNameError, match="emploi"):
        GapQuery(domain="emplois")


def test_the_needs_of_a_survey_grow_with_its_level(desk: Desk) -> None:
    regions = needs(desk, GapQuery(Level.REGION, "emploi"))
    departements = needs(desk, GapQuery(Level.DEPARTEMENT, "emploi"))
    assert regions.answers == departements.answers == 145
    assert regions.total == 145 * regions.territories
    assert departements.territories > 90
    assert needs(desk, GapQuery(Level.REGION, "emploi"), margin=5).answers == 30


def test_nothing_is_sought_in_space_under_thirty_territories(desk: Desk) -> None:
    view = gap_view(desk, GapQuery())
    assert not enough_units(view)
    assert gap_space(desk, view) == [why_not(view)]
    assert "17 territoires" in why_not(view)


def test_gaps_that_gather_are_found_where_there_are_enough_territories(
    demonstrating_desk: Desk, desk_with: Callable[[pd.DataFrame], Desk]
) -> None:
    codes = demonstrating_desk.territories_of(Level.DEPARTEMENT).index
    point = demonstrating_desk.territories_of(Level.DEPARTEMENT)
    random = np.random.default_rng(4)
    felt = 50 + 4 * (point["lat"] - point["lat"].mean()) + random.normal(0, 1, len(codes))
    rows = demonstrating_desk.estimates[
        (demonstrating_desk.estimates["survey"] == "demonstration")
        & (demonstrating_desk.estimates["level"] == "departement")
        & (demonstrating_desk.estimates["group"] == "citoyens")
        & (demonstrating_desk.estimates["domain"] == "emploi")
    ].set_index("code")
    made = rows.reindex(codes).ffill().bfill()
    made = made.assign(value=felt, se=1.0, low=felt - 2, high=felt + 2, n=100.0, status="published")
    demonstrating_desk = desk_with(made.rename_axis("code").reset_index())
    view = gap_view(demonstrating_desk, DEMONSTRATION)
    assert enough_units(view)
    told = " ".join(gap_space(demonstrating_desk, view))
    assert "I de Moran" in told
    assert "L de Lee" in told
