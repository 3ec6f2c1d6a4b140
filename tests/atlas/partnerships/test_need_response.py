from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from atlas.desk.desk import Desk
from atlas.desk.provenance import DEMONSTRATION_MARK
from atlas.desk.taken import flat_rows
from atlas.maps.need_response_map import draw_quadrants
from atlas.partnerships.need_response import AS_EXPECTED, NeedQuery, need_response
from atlas.partnerships.need_response_export import need_response_name, taken_need
from common.errors import NotAvailableError, UnknownNameError
from common.levels import Level, Territory
from indicators.partnerships import select
from indicators.partnerships.need_response import Quadrant


def test_a_position_is_told_only_when_both_intervals_allow_it(desk: Desk) -> None:
    frame = need_response(desk, NeedQuery(Level.EPCI)).frame
    assert len(frame) == len(desk.territories_of(Level.EPCI))
    few = frame[frame["quadrant"] == Quadrant.FRAGILE_FEW.value]
    assert len(few) > 0
    assert (few["rank_high"] <= few["ranked"] / 2).all()
    assert (few["ratio_high"] < AS_EXPECTED).all()
    unclear = frame[frame["quadrant"] == Quadrant.NOT_DISTINGUISHABLE.value]
    middle = (unclear["ranked"] + 1) / 2
    astride_need = (unclear["rank_low"] <= middle) & (middle <= unclear["rank_high"])
    told_rate = unclear["response_side"].isin(["high", "low"])
    assert (astride_need | ~told_rate).all()


def test_one_place_again_by_hand(desk: Desk) -> None:
    """CA du Grand Cahors, digital access: labels that are open to all, no grant."""
    row = need_response(desk, NeedQuery(Level.EPCI, "numerique")).frame.loc["200023737"]
    records = desk.records[desk.records["territories"].notna()]
    communes = {f"commune:{code}" for code in desk.communes(Territory(Level.EPCI, "200023737"))}
    accepted = communes | {"epci:200023737"}
    rated = desk.schemes["kind"].isin(["label", "alliance"])
    listed = set(desk.schemes.loc[rated & (desk.schemes["coverage"] == "france"), "scheme"])
    named = [
        bool(accepted & set(places.split("|"))) and "numerique" in keys.split("|")
        for places, keys in zip(records["territories"], records["domains"], strict=True)
    ]
    assert row["count"] == records[named]["scheme"].isin(listed).sum() > 0
    assert row["raw_rate"] == pytest.approx(10_000 * row["count"] / row["population"])


def test_what_is_unknown_is_not_under_allied(desk: Desk) -> None:
    frame = need_response(desk, NeedQuery(Level.COMMUNE)).frame
    nobody = frame[frame["population"].fillna(0) == 0]
    assert len(nobody) > 0
    assert (nobody["quadrant"] == Quadrant.UNKNOWN.value).all()
    with pytest.raises(NotAvailableError, match="autre domaine"):
        need_response(desk, NeedQuery(Level.EPCI, "niveau_de_vie"))


def test_a_container_shows_fewer_and_changes_nothing(desk: Desk) -> None:
    ariege = Territory(Level.DEPARTEMENT, "09")
    all_of_them = need_response(desk, NeedQuery(Level.EPCI, "numerique"))
    inside = need_response(desk, NeedQuery(Level.EPCI, "numerique", within=ariege))
    codes = desk.codes_within(Level.EPCI, ariege)
    assert set(inside.frame.index) == set(codes)
    pd.testing.assert_frame_equal(inside.frame, all_of_them.frame.loc[inside.frame.index])


def test_the_nearest_partner_is_the_nearest(desk: Desk) -> None:
    row = need_response(desk, NeedQuery(Level.DEPARTEMENT, "isolement")).frame.loc["48"]
    records = select(desk.records, domain="isolement")
    assert not set(records["kind"]) & {"subvention"}
    places = records["territories"].dropna().str.split("|").explode()
    codes = places[places.str.startswith("commune:")].str.removeprefix("commune:").unique()
    sites = desk.territories_of(Level.COMMUNE).loc[codes]
    here = desk.territory_row(Territory(Level.DEPARTEMENT, "48"))
    lat = np.radians(sites["lat"])
    angle = np.sin(lat) * np.sin(np.radians(here["lat"])) + np.cos(lat) * np.cos(
        np.radians(here["lat"])
    ) * np.cos(np.radians(sites["lon"] - here["lon"]))
    # A sphere against Lambert 93: they agree within half a percent.
    assert row["nearest_km"] == pytest.approx(6_371 * np.arccos(angle).min(), rel=5e-3)


def test_perceived_need_carries_its_survey(demonstrating_desk: Desk) -> None:
    view = need_response(demonstrating_desk, NeedQuery(Level.REGION, "mobilite", group="citoyens"))
    assert "Grand Débat" in view.about.sources[0].title
    assert view.about.mentions
    fragile = view.frame[view.frame["need_side"] == "high"]
    assert (fragile["need_low"] > view.need_reference).all()
    made_up = need_response(demonstrating_desk, NeedQuery(Level.REGION, "emploi", group="citoyens"))
    assert made_up.about.demonstration
    assert "demonstration" in need_response_name(made_up, "csv")
    table = flat_rows(taken_need(made_up))
    assert set(table["demonstration"]) == {DEMONSTRATION_MARK}
    assert (table["mention"] != "").all()


def test_the_file_has_every_territory_and_its_sources(desk: Desk) -> None:
    view = need_response(desk, NeedQuery(Level.DEPARTEMENT, "numerique"))
    table = flat_rows(taken_need(view))
    assert len(table) == 101
    assert table.index[0] == "departement:01"
    assert table["sources"].str.contains("France services").all()
    assert table["code"].iloc[0] == "01"


def test_the_map_hatches_what_is_not_told_and_leaves_the_rest_blank(desk: Desk) -> None:
    shapes = desk.territories_of(Level.EPCI).index.sort_values()
    ariege = Territory(Level.DEPARTEMENT, "09")
    view = need_response(desk, NeedQuery(Level.EPCI, "numerique", within=ariege))
    drawn = draw_quadrants(view, shapes)
    codes, marks = (pd.Series(list(each), index=shapes) for each in (drawn.codes, drawn.marks))
    assert (codes[~shapes.isin(view.frame.index)] == " ").all()
    unclear = view.frame["quadrant"] == Quadrant.NOT_DISTINGUISHABLE.value
    assert set(codes[view.frame.index[unclear]]) == {"a"}
    assert set(marks[view.frame.index[unclear]]) == {"1"}
    assert "a" not in set(codes[view.frame.index[~unclear]])
    assert set(marks[view.frame.index[~unclear]]) <= {"0"}


def test_nonsense_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="alliance"):
        NeedQuery(kind="aliance")
    with pytest.raises(UnknownNameError, match="citoyens"):
        NeedQuery(group="maires")
    with pytest.raises(UnknownNameError, match="epci"):
        NeedQuery(level=Level.FRANCE)


def test_the_response_no_longer_draws_the_map_of_the_countryside(desk: Desk) -> None:
    """The rate is one: the less dense an EPCI, the more labels for its inhabitants."""
    frame = need_response(desk, NeedQuery(Level.EPCI)).frame
    territories = desk.territories_of(Level.EPCI)
    density = territories["population"].astype("float64") / territories["area_km2"]
    side = frame["response_side"].map({"high": 1, "unclear": 0, "low": -1})
    rho = {
        name: column.corr(density, method="spearman")
        for name, column in (("rate", frame["raw_rate"]), ("ratio", frame["ratio"]), ("side", side))
    }
    assert rho["rate"] < -0.7
    assert abs(rho["ratio"]) < 0.05
    assert abs(rho["side"]) < 0.1


def test_a_region_expects_what_its_departements_do(desk: Desk) -> None:
    region = need_response(desk, NeedQuery(Level.REGION)).frame.loc["44"]
    departements = need_response(desk, NeedQuery(Level.DEPARTEMENT)).frame
    inside = departements.loc[desk.codes_within(Level.DEPARTEMENT, Territory(Level.REGION, "44"))]
    people = inside["population"].astype("float64")
    assert region["expected"] == pytest.approx((inside["expected"] * people).sum() / people.sum())


def test_grants_are_compared_by_domain_and_never_together(desk: Desk) -> None:
    frame = need_response(desk, NeedQuery(Level.EPCI, "education", kind="subvention")).frame
    assert frame["count"].sum() > 3_000
    with pytest.raises(NotAvailableError, match="ne font pas un ensemble"):
        need_response(desk, NeedQuery(Level.EPCI, kind="subvention"))
    with pytest.raises(NotAvailableError, match="Aucune liste complète"):
        need_response(desk, NeedQuery(Level.EPCI, "education"))
