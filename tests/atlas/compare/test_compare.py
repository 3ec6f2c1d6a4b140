"""Places side by side: one scale of scores, one year a row, nothing asserted without interval."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from atlas.compare import Basis, Comparison, compare
from atlas.compare.asked import asked_comparison
from atlas.compare.make import distinct_names
from atlas.compare.words import legend, mixed_levels_note, sentences, sign
from atlas.desk.desk import Desk
from atlas.desk.parents import parents_of, told_once
from atlas.profiles import profile
from common.levels import Level, Territory
from indicators.base.domains import DOMAIN_KEYS, OVERALL
from indicators.base.values import latest
from indicators.scores.score_store import read_scores

PLAINE, PIC, AMBERIEU = "epci:240100883", "epci:200022986", "commune:01004"


def territory(text: str) -> Territory:
    return Territory.parse(text)


@pytest.fixture(scope="module")
def mixed(demonstrating_desk: Desk) -> Comparison:
    """An EPCI beside its département and France, another EPCI, a commune and a département."""
    desk = demonstrating_desk
    others = [profile(desk, territory(text)) for text in (PIC, AMBERIEU, "departement:93")]
    references = [territory("departement:01"), territory("france:FR")]
    return compare(desk, profile(desk, territory(PLAINE)), others, references, "emploi")


def scores(comparison: Comparison, position: int) -> pd.DataFrame:
    rows = comparison.scores
    return rows[rows["position"] == position].set_index("domain")


def test_scores_are_all_on_the_scale_of_one_level(desk: Desk, mixed: Comparison) -> None:
    assert [one.basis for one in mixed.compared] == [
        *(Basis.OWN, Basis.MEDIAN, Basis.MEDIAN, Basis.OWN, Basis.NONE, Basis.MEDIAN)
    ]
    known = read_scores(Level.EPCI.value, desk.data)
    wide = known.pivot(index="code", columns="domain", values="score")
    assert scores(mixed, 3).loc["sante", "score"] == wide.loc["200022986", "sante"]
    inside = wide.loc[desk.codes_within(Level.EPCI, territory("departement:01")), "sante"]
    expected = float(np.median(inside))
    assert scores(mixed, 1).loc["sante", "score"] == pytest.approx(expected)
    # A commune has no score among EPCI: its own is on another scale.
    assert scores(mixed, 4)["score"].isna().all()


def test_ranks_are_those_of_the_level_alone(mixed: Comparison) -> None:
    for position, one in enumerate(mixed.compared):
        ranked = scores(mixed, position)["rank"].notna().any()
        assert ranked == (one.basis is Basis.OWN)


def test_an_interval_holds_its_score(mixed: Comparison) -> None:
    own = scores(mixed, 0).dropna(subset=["low"])
    assert len(own) >= 14
    assert (own["low"] <= own["score"] + 1e-9).all()
    assert (own["score"] <= own["high"] + 1e-9).all()


def test_only_what_the_intervals_separate_is_asserted(mixed: Comparison) -> None:
    first, other = scores(mixed, 0), scores(mixed, 3)
    for key in DOMAIN_KEYS:
        mine, theirs = first.loc[key], other.loc[key]
        if pd.isna(mine["score"]) or pd.isna(theirs["score"]):
            assert theirs["side"] == "unknown"
        elif theirs["rank_high"] < mine["rank_low"]:
            assert theirs["side"] == "more"
        elif theirs["rank_low"] > mine["rank_high"]:
            assert theirs["side"] == "less"
        else:
            assert theirs["side"] == "unclear"
    assert {"more", "less", "unclear"} <= set(other["side"])


def test_indicators_are_of_one_year_a_row(desk: Desk, mixed: Comparison) -> None:
    rows = mixed.indicators
    assert rows.groupby("key")["year"].nunique().eq(1).all()
    assert set(rows["position"]) == set(range(6))
    values = latest(desk.values(Level.COMMUNE, None, None))
    own = values[(values["indicator"] == "chomage_recensement") & (values["code"] == "01004")]
    shown = rows[(rows["key"] == "chomage_recensement") & (rows["position"] == 4)].iloc[0]
    assert shown["value"] == own["value"].item()
    assert shown["side"] == "more"
    # Without counts no interval is known, whatever the values.
    assert set(rows.loc[rows["key"] == "emploi_precaire", "side"]) == {"unknown", "untested"}


def test_views_are_of_one_survey_and_keep_where_they_were_measured(mixed: Comparison) -> None:
    rows = mixed.views
    assert rows.groupby("group")["survey"].nunique().eq(1).all()
    assert not rows["measured"].str.startswith("france").any()
    same = rows[(rows["position"] == 4) & (rows["group"] == "citoyens")].iloc[0]
    assert same["same"]
    assert same["side"] == "unclear"
    assert mixed.about.demonstration
    assert any("démonstration" in mention for mention in mixed.about.mentions)


def test_partnership_rates_are_those_of_the_level(mixed: Comparison) -> None:
    assert list(mixed.rates["position"]) == [0, 3]
    assert mixed.rates["expected"].notna().all()
    assert (mixed.rates["listed"] <= mixed.rates["count"]).all()


def test_sentences_count_what_is_established(mixed: Comparison) -> None:
    said = sentences(mixed, "la Plaine", [f"que {one.name}" for one in mixed.compared[1:]])
    assert len(said) == 5
    other = scores(mixed, 3).loc[list(DOMAIN_KEYS), "side"]
    assert (
        f"plus fragile que {mixed.compared[3].name} dans {(other == 'less').sum()} domaine"
        in said[2]
    )
    assert "Emploi" in said[2]
    assert "Comparez les indicateurs" in said[3]
    # One caption, and one notice, say for all of them what is not established and the levels.
    assert not any("médiane" in text or "non établi" in text for text in said)
    assert max(len(text) for text in said) < 160
    assert f"moins fragile dans {(other == 'more').sum()} domaine" in said[2]
    assert all(text.startswith(("La Plaine", "Rien n’établit que la Plaine")) for text in said[:3])
    assert "▲ : ce territoire est plus fragile, la Plaine l’est donc moins" in legend("la Plaine")
    assert "échelle des EPCI" in mixed_levels_note(mixed)
    assert [sign(side) for side in ("more", "less", "unclear", "untested")] == ["▲", "▼", "≈", ""]


def test_places_of_one_level_need_no_warning(desk: Desk) -> None:
    own, other = (profile(desk, territory(text)) for text in (PLAINE, PIC))
    assert mixed_levels_note(compare(desk, own, [other], [], OVERALL)) == ""


def test_homonyms_are_told_apart(desk: Desk) -> None:
    places = [territory(text) for text in ("departement:974", "region:04", "commune:01004")]
    assert distinct_names(desk, places) == [
        ("La Réunion (département)", "La Réunion"),
        ("La Réunion (région)", "La Réunion"),
        ("Ambérieu-en-Bugey", "Ambérieu-en-Bugey"),
    ]
    named = desk.territories_of(Level.COMMUNE)["name"]
    twins = [Territory(Level.COMMUNE, code) for code in named.index[named == "Sainte-Colombe"][:2]]
    assert distinct_names(desk, twins) == [
        (f"Sainte-Colombe (commune, {twin.code})",) * 2 for twin in twins
    ]


@pytest.mark.parametrize(
    ("place", "kept"),
    [
        ("commune:97108", ["epci", "departement", "france"]),
        ("departement:971", ["france"]),
        ("commune:32462", ["epci", "crte", "departement", "region", "france"]),
    ],
)
def test_a_larger_territory_that_is_a_finer_one_is_left_out(
    desk: Desk, place: str, kept: list[str]
) -> None:
    here = Territory.parse(place)
    left = told_once(desk, here, parents_of(desk, here))
    communes = [set(desk.communes(one)) for one in left]
    assert all(finer < wider for finer, wider in pairwise([set(desk.communes(here)), *communes]))
    assert [one.level.value for one in left] == kept


def test_a_command_asks_the_reference_points_of_the_page(desk: Desk) -> None:
    places = [str(one.place) for one in asked_comparison(desk, PLAINE, "", "").compared]
    assert places == [PLAINE, "departement:01", "region:84", "france:FR"]
    asked = asked_comparison(desk, PLAINE, f"{PIC},{PLAINE},{PIC}", "aucun")
    assert [str(one.place) for one in asked.compared] == [PLAINE, PIC]
    assert asked.references == 0
