from __future__ import annotations

import pandas as pd
import pytest

from atlas.desk.desk import Desk
from atlas.desk.taken import flat_rows
from atlas.divergences.correspondences import MATRIX, correspondence_matrix
from atlas.divergences.pair_reading import RANKS_ONLY
from atlas.divergences.pairs import PairQuery, pair_view, taken_pair
from common.errors import NotAvailableError, UnknownNameError
from common.levels import Level
from indicators.base.survey_kind import SurveyKind
from indicators.base.values import latest
from indicators.views.gaps import MINIMUM_UNITS
from indicators.views.positions import GapStatus
from indicators.views.volunteers import voices
from tests.atlas.divergences.positions import pair_positions

HANDICAP = PairQuery("vqs_handicap", level=Level.DEPARTEMENT)


def test_a_pair_joins_both_sides_and_ranks_them_towards_fragility(desk: Desk) -> None:
    asked = PairQuery("gd_services_publics", "apl_generalistes")
    view = pair_view(desk, asked)
    rows = desk.question_estimates
    felt = rows[
        (rows["question"] == "gd_services_publics")
        & (rows["group"] == "citoyens")
        & (rows["level"] == "region")
    ].set_index("code")["value"]
    values = latest(desk.indicator_values(Level.REGION, "apl_generalistes")).set_index("code")
    both = pd.DataFrame({"felt": felt, "measured": values["value"]}).dropna()
    pd.testing.assert_frame_equal(
        view.frame[["felt", "measured"]], both.sort_index(), check_names=False
    )
    # Few doctors are fragile: the lowest access has rank 1, and its correlation is turned over.
    assert view.frame["measured"].idxmin() == view.frame["measured_rank"].idxmin()
    expected = both["felt"].corr(-both["measured"], method="spearman")
    assert view.correlation.spearman == pytest.approx(expected)
    assert view.correlation.low < expected < view.correlation.high


def test_without_a_margin_ranks_alone_are_compared(desk: Desk) -> None:
    view = pair_view(desk, HANDICAP)
    assert view.ranks_only
    assert RANKS_ONLY in view.sentences
    assert set(view.frame["status"]) == {GapStatus.NOT_PUBLISHABLE.value}
    assert view.frame["perceived_z"].isna().all()
    assert len(view.frame) == 101
    # Declared handicap goes with the allowance that it opens.
    assert view.correlation.low > 0.4


def test_ages_are_compared_at_equal_age_unless_one_is_asked(desk: Desk) -> None:
    assert pair_view(desk, HANDICAP).query.age == "equal_25_plus"
    older = pair_view(desk, PairQuery("vqs_handicap", level=Level.DEPARTEMENT, age="60_plus"))
    assert not older.frame["felt"].equals(pair_view(desk, HANDICAP).frame["felt"])
    with pytest.raises(UnknownNameError, match="equal_25_plus"):
        pair_view(desk, PairQuery("vqs_handicap", level=Level.DEPARTEMENT, age="75_plus"))


def test_a_hard_hiring_is_no_lack_of_jobs(desk: Desk) -> None:
    view = pair_view(desk, PairQuery("bmo_difficiles", level=Level.DEPARTEMENT))
    assert view.correlation.spearman == pytest.approx(-0.52, abs=0.005)
    assert view.correlation.high < 0
    assert "n’est pas un manque d’emplois" in view.about.note


def test_volunteers_are_named_as_such(desk: Desk) -> None:
    for group in ("citoyens", "elus"):
        view = pair_view(desk, PairQuery("gd_alternatives_voiture", group=group))
        said = " ".join(view.sentences)
        assert voices(group, SurveyKind.SELF_SELECTED) in said
        assert "habitants" not in said


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (PairQuery("gd_chauffage"), "déjà équipés"),
        (PairQuery("eqi_qualite_services"), "qualité des services"),
        (PairQuery("ville_culture", level=Level.COMMUNE), "6 territoires seulement"),
        (PairQuery("vqs_sante", level=Level.EPCI), "0 territoire seulement"),
    ],
)
def test_what_is_compared_with_nothing_says_why(desk: Desk, query: PairQuery, said: str) -> None:
    with pytest.raises(NotAvailableError, match=said):
        pair_view(desk, query)


def test_only_declared_pairs_are_made(desk: Desk) -> None:
    with pytest.raises(UnknownNameError, match="dependance_voiture"):
        pair_view(desk, PairQuery("gd_alternatives_voiture", "taux_pauvrete"))
    with pytest.raises(UnknownNameError, match="citoyens"):
        pair_view(desk, PairQuery("gd_alternatives_voiture", group="fondations"))
    with pytest.raises(UnknownNameError, match="gd_alternatives_voiture"):
        pair_view(desk, PairQuery("gd_alternative"))


def test_a_file_of_a_pair_says_what_was_asked_and_of_whom(desk: Desk) -> None:
    view = pair_view(desk, PairQuery("gd_alternatives_voiture"))
    rows = flat_rows(taken_pair(view))
    assert rows.index[0] == "region:01"
    assert set(rows["mention"]) == {view.question.survey.mention}
    assert set(rows["not_read_as"]) == {view.question.not_read_as}
    assert list(rows["reading"]) == [GapStatus(one).label for one in view.frame["status"]]
    assert len(view.about.sources) == 2


def test_the_matrix_holds_the_pairs_that_enough_territories_allow(desk: Desk) -> None:
    matrix = correspondence_matrix(desk)
    assert list(matrix.columns) == MATRIX
    assert not matrix.duplicated(["question", "group", "level", "indicator"]).any()
    assert (matrix["units"] >= MINIMUM_UNITS).all()
    assert (matrix["low"] <= matrix["spearman"]).all()
    assert (matrix["spearman"] <= matrix["high"]).all()
    assert matrix.loc[matrix["ranks_only"], "named"].eq(0).all()
    withdrawn = {key for key, one in desk.questions.items() if one.withdrawn or one.unpaired}
    assert not set(matrix["question"]) & withdrawn
    groups = matrix.groupby("group")["question"].nunique()
    assert set(groups.index) == {"citoyens", "elus", "associations", "entreprises"}
    closest = matrix[matrix["closest"]]
    firsts = closest["question"].map(lambda key: desk.questions[key].indicators[0])
    assert (closest["indicator"] == firsts).all()


def test_each_question_puts_each_territory_once(desk: Desk) -> None:
    table = pair_positions(desk, Level.REGION)
    assert not table.duplicated(["code", "question", "group"]).any()
    matrix = correspondence_matrix(desk)
    here = matrix[(matrix["level"] == "region") & matrix["closest"]]
    assert len(table) == here["units"].sum()
    silent = (table["status"] == GapStatus.SILENT_FRAGILITY.value).sum()
    assert silent == here[GapStatus.SILENT_FRAGILITY.value].sum()
    assert pair_positions(desk, Level.CRTE).empty
