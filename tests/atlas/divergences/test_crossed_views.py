from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from atlas.desk.about import About
from atlas.desk.desk import Desk
from atlas.desk.taken import flat_rows
from atlas.divergences.crossed_export import crossed_file_name, taken_crossed
from atlas.divergences.crossed_reading import crossed_reading
from atlas.divergences.crossed_views import CrossedViews, crossed_views
from common.errors import UnknownNameError
from common.levels import Level, Territory
from geo.perimeter import make_perimeter
from indicators.base.groups import GROUPS
from indicators.base.survey_kind import SurveyKind
from indicators.views.published_differences import control


def of(desk: Desk, place: str, domain: str) -> CrossedViews:
    return crossed_views(desk, Territory.parse(place), domain)


def test_each_group_is_shown_where_it_was_measured_most_finely(demonstrating_desk: Desk) -> None:
    views = of(demonstrating_desk, "commune:69123", "emploi")
    rows = views.frame.set_index("group")
    assert rows.loc["citoyens", "measured"] == "departement:69"
    assert rows.loc["entreprises", "measured"] == "region:84"
    # Elected officials are published for the country alone, which must not stand in for a place.
    assert "elus" in views.missing
    assert "france" not in set(views.frame["measured_level"])


def test_groups_are_compared_in_one_territory_and_one_survey(demonstrating_desk: Desk) -> None:
    views = of(demonstrating_desk, "commune:69123", "emploi")
    pairs = views.differences.set_index(["group_a", "group_b"])
    assert len(pairs) == 3
    row = pairs.loc[("citoyens", "entreprises")]
    assert row["measured"] == "region:84"
    estimates = demonstrating_desk.estimates[
        (demonstrating_desk.estimates["survey"] == "demonstration")
        & (demonstrating_desk.estimates["domain"] == "emploi")
        & (demonstrating_desk.estimates["level"] == "region")
        & (demonstrating_desk.estimates["code"] == "84")
    ].set_index("group")
    expected = estimates.loc["citoyens", "value"] - estimates.loc["entreprises", "value"]
    assert row["difference"] == pytest.approx(expected)
    half = 1.959964 * np.hypot(estimates.loc["citoyens", "se"], estimates.loc["entreprises", "se"])
    assert row["high"] - row["low"] == pytest.approx(2 * half, rel=1e-6)


def test_two_surveys_are_side_by_side_and_never_compared(demonstrating_desk: Desk) -> None:
    views = of(demonstrating_desk, "region:53", "mobilite")
    assert list(dict.fromkeys(views.frame["survey"])) == ["grand_debat_2019", "demonstration"]
    # Groups are compared within each survey: no row of one holds a group of the other.
    pairs = views.differences.groupby("survey").size().to_dict()
    groups = views.frame[views.frame["se"].notna()].groupby("survey").size()
    assert pairs == {key: count * (count - 1) // 2 for key, count in groups.items() if count > 1}
    assert views.about.demonstration
    assert len(views.about.mentions) == len(views.about.sources) == 2


def test_another_survey_does_not_change_which_differences_are_real(
    demonstrating_desk: Desk, desk_with: Callable[[pd.DataFrame], Desk]
) -> None:
    rows = demonstrating_desk.estimates
    answers = rows[
        (rows["survey"] == "demonstration")
        & (rows["domain"] == "emploi")
        & (rows["level"] == "region")
        & (rows["code"] == "84")
        & rows["value"].notna()
    ].sort_values("group")
    # The widest of three pairs has p = 0.03: not real alone (0.09), real (0.045) when it is pooled
    # with the three plain differences of another survey.
    weak = answers.assign(value=[50.0, 51.085, 52.17], se=np.sqrt(0.5))
    plain = answers.assign(survey="grand_debat_2019", value=[20.0, 50.0, 80.0], se=1.0)
    both = desk_with(pd.concat([weak, plain], ignore_index=True))
    table = of(both, "region:84", "emploi").differences
    assert table.groupby("survey")["real"].sum().to_dict() == {
        "demonstration": 0,
        "grand_debat_2019": 3,
    }
    assert control(table["p_value"]).sum() == 4


def test_the_country_is_shown_when_it_is_the_place_asked_for(demonstrating_desk: Desk) -> None:
    views = of(demonstrating_desk, "france:FR", "emploi")
    assert set(views.frame["measured"]) == {"france:FR"}
    assert set(views.frame["group"]) == {"citoyens", "elus", "entreprises", "associations"}
    assert views.missing == ("fondations", "academiques")


def test_who_sees_it_is_told_only_where_the_interval_leaves_the_middle_out(desk: Desk) -> None:
    rows = pd.concat(of(desk, place, "emploi").frame for place in ("region:84", "france:FR"))
    yes, no, unsure = (rows[rows["seen"] == seen] for seen in ("yes", "no", "unsure"))
    assert (yes["low"] > 50).all()
    assert (no["high"] < 50).all()
    assert ((unsure["low"] <= 50) & (unsure["high"] >= 50)).all()
    # An index compiled by others, and a value without margin, have no middle to be sided by.
    for domain, survey in (("sante", "barometre_sante_2024"), ("isolement", "ocde_2016")):
        seen = of(desk, "region:84", domain).frame.set_index("survey").loc[[survey], "seen"]
        assert seen.tolist() == [""]


def test_the_reading_names_real_differences_only(desk: Desk) -> None:
    for code in desk.territories_of(Level.REGION).index[:8]:
        views = of(desk, f"region:{code}", "emploi")
        text = " ".join(crossed_reading(views))
        real = views.differences[views.differences["real"]]
        assert text.count(" plus que les ") == len(real)
        assert " tort" not in text


def test_an_unpublished_domain_gives_an_empty_view(
    desk: Desk, desk_with: Callable[[pd.DataFrame], Desk]
) -> None:
    plain = desk_with(desk.estimates[desk.estimates["domain"] != "emploi"])
    views = of(plain, "region:84", "emploi")
    assert views.frame.empty
    assert views.differences.empty
    assert views.missing == tuple(GROUPS)
    assert crossed_reading(views) == []
    with pytest.raises(UnknownNameError, match="emploi"):
        of(desk, "region:84", "emplois")


def test_a_perimeter_is_seen_through_the_territories_that_hold_it(demonstrating_desk: Desk) -> None:
    perimeter = make_perimeter("Plaine", ["01004", "01007"], demonstrating_desk.memberships)
    views = crossed_views(demonstrating_desk, perimeter, "emploi")
    assert "region:84" in set(views.frame["measured"])
    assert set(views.frame["measured"]) <= {
        "epci:" + str(demonstrating_desk.territories_of(Level.COMMUNE).loc["01004", "epci"]),
        "departement:01",
        "region:84",
    }


def test_a_file_of_views_has_the_mention_and_the_mark_of_each_row(demonstrating_desk: Desk) -> None:
    views = of(demonstrating_desk, "region:53", "mobilite")
    rows = flat_rows(taken_crossed(views))
    assert list(rows.index) == ["region:53"] * len(views.frame)
    assert list(rows["mention"]) == list(views.frame["mention"])
    assert list(rows["demonstration"] != "") == list(views.frame["demonstration"])
    assert crossed_file_name(views, "csv") == (
        "fragiscope_regards_croises_region_mobilite_demonstration.csv"
    )


def views_of(differences: list[tuple[float, bool]], groups: int) -> CrossedViews:
    names = list(GROUPS)[:groups]
    frame = pd.DataFrame(
        {
            "survey": "s",
            "survey_title": "Enquête",
            "asked": "",
            "measured_name": "Ariège",
            "group": names,
            "seen": "unsure",
        }
    )
    rows = [
        ("s", "citoyens", "elus", "Ariège", size, size - 5, size + 5, real)
        for size, real in differences
    ]
    columns = ["survey", "group_a", "group_b", "measured_name", "difference", "low", "high", "real"]
    table = pd.DataFrame(rows, columns=columns)
    place = Territory(Level.DEPARTEMENT, "09")
    kinds = {"s": SurveyKind.PROBABILITY}
    return CrossedViews(place, "emploi", frame, table, kinds, (), About("Essai"))


@pytest.mark.parametrize(
    ("differences", "groups", "said"),
    [
        ([], 1, "Un seul groupe interrogé"),
        ([], 2, "Aucun territoire où deux groupes"),
        ([(3.0, False)], 2, "La différence entre les deux groupes n’est pas établie"),
        ([(3.0, False)] * 3, 3, "Aucune des 3 différences"),
        ([(-12.0, True)], 2, "les élus locaux plus que les citoyens (+12 points, de +7 à +17, Ari"),
        ([(12.0, True), (1.0, False)], 2, "Sur 2 différences entre groupes, 1 est établie"),
    ],
)
def test_the_words_of_the_differences(
    differences: list[tuple[float, bool]], groups: int, said: str
) -> None:
    (text,) = crossed_reading(views_of(differences, groups))
    assert said in text
