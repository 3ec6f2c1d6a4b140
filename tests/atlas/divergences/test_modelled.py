from __future__ import annotations

import pytest

from atlas.desk.desk import Desk
from atlas.desk.provenance import DEMONSTRATION_MARK
from atlas.desk.taken import flat_rows
from atlas.divergences import GapQuery
from atlas.divergences.modelled import can_be_modelled, modelled_name, modelled_view, taken_modelled
from atlas.maps.gap_map import modelled_texts
from common.errors import NotAvailableError
from common.levels import Level
from indicators.base.status import Status
from indicators.views.perceptions import perceived

QUERY = GapQuery(Level.DEPARTEMENT, "emploi")


def test_every_territory_gets_a_modelled_value_with_a_wider_error_where_nobody_is_published(
    demonstrating_desk: Desk,
) -> None:
    view = modelled_view(demonstrating_desk, QUERY)
    frame = view.frame
    assert len(frame) == 101
    assert set(frame["status"]) == {"modelled"}
    assert ((frame["low"] < frame["value"]) & (frame["value"] < frame["high"])).all()
    alone = frame["synthetic"]
    assert frame.loc[alone, ["direct", "n"]].isna().all().all()
    assert frame.loc[alone, "gamma"].eq(0).all()
    assert frame.loc[alone, "se"].min() > frame.loc[~alone, "se"].max()
    assert f"Pour {alone.sum()} des 101 départements" in view.reading


def test_modelled_values_add_up_to_the_country_that_the_survey_measured(
    demonstrating_desk: Desk,
) -> None:
    frame = modelled_view(demonstrating_desk, QUERY).frame
    people = demonstrating_desk.territories_of(Level.DEPARTEMENT)["population"].reindex(frame.index)
    country = perceived(
        demonstrating_desk.estimates, "demonstration", "emploi", "citoyens", "france"
    )
    mean = (frame["value"] * people).sum() / people.sum()
    assert mean == pytest.approx(country.loc["FR", "value"])


def test_a_modelled_value_never_leaves_without_its_name_and_marks(demonstrating_desk: Desk) -> None:
    view = modelled_view(demonstrating_desk, QUERY)
    rows = flat_rows(taken_modelled(view))
    assert set(rows["status"]) == {"modelled"}
    assert set(rows["reading"]) == {Status.MODELLED.label}
    assert set(rows["mention"]) == {view.survey.mention}
    assert set(rows["demonstration"]) == {DEMONSTRATION_MARK}
    assert modelled_texts(view).str.contains("estimation modélisée").all()
    assert modelled_name(view, "csv") == (
        "fragiscope_modele_departement_emploi_citoyens_demonstration.csv"
    )


def test_nothing_is_modelled_from_too_few_territories(demonstrating_desk: Desk) -> None:
    assert can_be_modelled(demonstrating_desk, QUERY)
    assert not can_be_modelled(demonstrating_desk, GapQuery())
    with pytest.raises(NotAvailableError, match="il en faut 20"):
        modelled_view(demonstrating_desk, GapQuery(Level.REGION, "mobilite"))
