from __future__ import annotations

import dataclasses

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from atlas.desk.desk import Desk
from atlas.desk.perimeters import perimeter_from_codes
from atlas.desk.whose import Whose
from atlas.profiles import Profile, profile
from atlas.profiles.missing import whole_reasons
from common.errors import NotAvailableError
from common.levels import Level, Territory
from indicators.base.domains import AGGREGATE_KEYS, DOMAIN_KEYS, SCORE_KEYS
from indicators.base.groups import GROUPS
from indicators.scores.score_store import read_scores
from indicators.views.positions import GapStatus


@pytest.fixture(scope="module")
def amberieu(desk: Desk) -> Profile:
    return profile(desk, Territory.parse("commune:01004"))


@pytest.fixture(scope="module")
def demonstrated(demonstrating_desk: Desk) -> Profile:
    return profile(demonstrating_desk, Territory.parse("commune:01004"))


@pytest.fixture(scope="module")
def plaine(desk: Desk) -> Profile:
    return profile(desk, Territory.parse("epci:240100883"))


def test_a_profile_names_the_territory_and_what_holds_it(amberieu: Profile) -> None:
    assert amberieu.name == "Ambérieu-en-Bugey"
    assert [str(parent) for parent in amberieu.parents] == [
        "epci:240100883",
        "crte:crte-84-01-8",
        "departement:01",
        "region:84",
        "france:FR",
    ]


def test_identity_is_that_of_insee(amberieu: Profile, desk: Desk) -> None:
    identity = amberieu.identity
    assert identity["population"] == 15_934
    assert identity["population_before"] == 14_204  # census of 2018
    assert identity["population_change"] == pytest.approx((15_934 / 14_204) ** 0.2 - 1)
    assert identity["zone_emploi"] == "Bourg-en-Bresse"
    assert identity["density_class"] == "Centres urbains intermédiaires"
    region = profile(desk, Territory.parse("region:84")).identity
    assert region["population_before"] == 7_994_459
    assert region["communes"] == 4_025


def test_every_score_has_a_row_and_references_are_medians_of_peers(
    desk: Desk, amberieu: Profile
) -> None:
    assert list(amberieu.domains.index) == list(SCORE_KEYS)
    scores = read_scores(Level.COMMUNE.value, desk.data)
    sante = scores[scores["domain"] == "sante"].set_index("code")["score"]
    in_ain = sante[sante.index.str.startswith("01")].dropna()
    assert amberieu.domain("sante")["departement"] == in_ain.median()
    assert amberieu.domain("sante")["score"] == sante["01004"]
    # The domain measured at département level only has no score for a commune.
    assert pd.isna(amberieu.domain("diversite_handicap")["score"])


@pytest.mark.parametrize("text", ["commune:01004", "epci:240100883", "region:84"])
def test_a_domain_stands_out_only_with_its_whole_interval(desk: Desk, text: str) -> None:
    made = profile(desk, Territory.parse(text))
    thirds = made.domains["ranked"] / 3
    for key, row in made.weaknesses.iterrows():
        assert row["rank_high"] <= thirds[key]
    for key, row in made.strengths.iterrows():
        assert row["rank_low"] > 2 * thirds[key]
    told = [*AGGREGATE_KEYS, *made.weaknesses.index, *made.strengths.index]
    left = made.domains.drop(index=told)
    for key, row in left.dropna(subset=["rank_low"]).iterrows():
        assert row["rank_high"] > thirds[key]
        assert row["rank_low"] - 1 < 2 * thirds[key]


def test_indicators_stand_beside_the_official_values_of_larger_territories(
    desk: Desk, amberieu: Profile
) -> None:
    table = amberieu.indicators.set_index("key")
    assert list(table.index) == list(desk.catalogue)
    poverty = table.loc["taux_pauvrete"]
    assert poverty["status"] == "observed"
    assert 0 < poverty["value"] < 1
    assert 0.13 < poverty["france"] < 0.17  # 14.9 % in métropole, 15.3 % with two DROM


def test_views_keep_the_place_where_they_were_measured(demonstrated: Profile) -> None:
    felt = demonstrated.views_of("citoyens", Whose.LARGER).set_index("domain")
    assert felt.loc["mobilite", "survey"] == "grand_debat_2019"
    assert felt.loc["mobilite", "measured"] == "region:84"
    assert felt.loc["mobilite", "measured_name"] == "Auvergne-Rhône-Alpes"
    assert not felt["measured"].str.startswith("france").any()
    assert felt.loc["emploi", "survey"] == "demonstration"
    assert felt.loc["emploi", "demonstration"]
    assert demonstrated.about.demonstration
    assert any("démonstration" in mention for mention in demonstrated.about.mentions)


def test_the_demonstration_is_not_in_a_profile_that_did_not_ask_for_it(
    amberieu: Profile, demonstrated: Profile
) -> None:
    """Without it, the views are those of the real surveys, and nothing else changes."""
    real = demonstrated.views[~demonstrated.views["demonstration"]].reset_index(drop=True)
    assert_frame_equal(amberieu.views, real)
    assert not amberieu.about.demonstration
    assert not any("démonstration" in mention for mention in amberieu.about.mentions)


def test_views_cover_all_the_groups_and_carry_their_mention(plaine: Profile) -> None:
    views = plaine.views
    assert set(views["group"]) <= set(GROUPS)
    assert len(set(views["group"])) > 1
    assert not views.duplicated(["group", "domain", "whose"]).any()
    assert views["mention"].str.len().gt(10).all()
    assert set(views["gap_status"]) <= {status.value for status in GapStatus}
    told = views["gap_status"] != GapStatus.NOT_PUBLISHABLE
    assert views.loc[told, ["gap", "gap_low", "gap_high"]].notna().all(axis=None)
    assert set(plaine.about.mentions) == {*views["mention"], *plaine.answers["mention"]}


def test_series_have_several_years_in_order(plaine: Profile) -> None:
    for _, rows in plaine.series.groupby("indicator"):
        assert rows["year"].is_monotonic_increasing
        assert rows["value"].notna().sum() > 1
    unemployment = plaine.series[plaine.series["indicator"] == "chomage_localise"]
    assert list(unemployment["year"]) == list(range(2003, 2026))
    assert unemployment["france"].notna().all()


def test_partnerships_are_inside_or_around(amberieu: Profile) -> None:
    records = amberieu.partnerships.set_index("record")
    assert set(records["attached"]) == {"inside", "around"}
    inside = records[records["attached"] == "inside"]
    assert inside["territories"].str.contains("commune:01004").all()
    assert "Action cœur de ville" in amberieu.programmes
    assert "Territoires d’industrie (d’un territoire plus large)" in amberieu.programmes
    assert list(amberieu.matrix.index) == list(DOMAIN_KEYS)


def test_what_is_missing_is_told_with_its_reason(desk: Desk) -> None:
    village = profile(desk, Territory.parse("commune:55039"))  # Beaumont-en-Verdunois, no one
    assert village.domains["score"].notna().sum() < len(village.domains)
    missing = village.missing
    of_scores = missing["indicator"].eq("") & missing["domain"].isin(DOMAIN_KEYS)
    assert of_scores.any()
    few = missing[of_scores & missing["why"].str.contains("deux tiers")]
    assert few["what"].str.contains(r"\(\d indicateurs? connus? sur \d\)$").all()
    assert missing["why"].str.len().gt(10).all()
    at_departement = missing[missing["what"].str.contains("AAH")]
    assert at_departement["why"].str.contains("département").all()
    told = set(missing.loc[missing["indicator"] != "", "what"])
    absent = village.indicators[village.indicators["value"].isna() & village.indicators["in_index"]]
    assert set(absent["label"]) <= told
    here = missing[missing["more"] != ""]
    caveats = {one.label: one.caveats for one in desk.catalogue.values()}
    assert len(here)
    assert here["more"].tolist() == [caveats[label] for label in here["what"]]
    whole = whole_reasons(missing)
    assert (whole[missing["more"] == ""] == missing.loc[missing["more"] == "", "why"]).all()
    assert (whole[here.index] == here["why"] + ". " + here["more"]).all()


def test_a_perimeter_that_is_a_territory_has_its_profile(desk: Desk, plaine: Profile) -> None:
    place = perimeter_from_codes(desk, "Mon EPCI", ["240100883"]).perimeter
    made = profile(desk, place)
    assert made.name == "Mon EPCI"
    assert made.place.twin == Territory.parse("epci:240100883")
    for name in ("portrait", "domains", "indicators", "views", "series", "missing", "matrix"):
        pd.testing.assert_frame_equal(getattr(made, name), getattr(plaine, name))
    assert made.strengths.index.equals(plaine.strengths.index)
    assert made.parents == plaine.parents


def test_a_perimeter_across_two_regions_and_a_drom_has_one(desk: Desk) -> None:
    place = perimeter_from_codes(desk, "Loin", ["240100883", "249740101"]).perimeter
    made = profile(desk, place)
    assert [str(parent) for parent in made.parents] == ["france:FR"]
    assert made.identity["departements"] == ("Ain", "La Réunion")
    people = [
        desk.territory_row(Territory.parse(text))["population"]
        for text in ("epci:240100883", "epci:249740101")
    ]
    assert made.identity["population"] == sum(people)
    assert made.views.empty  # nothing measured holds both
    assert made.domains["score"].notna().sum() > 5
    assert made.domains["departement"].isna().all()


def test_a_perimeter_of_two_communes_says_what_it_lacks(desk: Desk) -> None:
    place = perimeter_from_codes(desk, "Deux", ["01004", "01005"]).perimeter
    made = profile(desk, place)
    assert made.place.level is Level.EPCI
    median = made.missing[made.missing["what"] == "Niveau de vie médian"]
    assert median["why"].str.contains("additionner").all()
    assert len(median) == 1


def test_a_profile_cannot_be_changed(plaine: Profile) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        plaine.name = "x"  # type: ignore[misc]


def test_the_country_has_no_profile(desk: Desk) -> None:
    with pytest.raises(NotAvailableError, match="entre eux"):
        profile(desk, Territory.parse("france:FR"))


def test_a_gap_comes_with_what_it_rests_on(demonstrated: Profile) -> None:
    felt = demonstrated.views_of("citoyens", Whose.LARGER).set_index("domain")
    row = felt.loc["mobilite"]
    assert row["compared"] == 17
    assert row["perceived_mean"] != pytest.approx(row["france"], abs=1)
    part = felt.loc["environnement"]  # the question speaks of a part of the domain: no gap
    assert pd.isna(part["gap"])
    assert part["gap_status"] == GapStatus.NOT_PUBLISHABLE
    assert part["asked"].startswith("part de ceux")
    assert row["asked"].startswith("part de ceux")
    assert felt.loc["emploi", "asked"] == ""  # the demonstration asks about each domain


def test_the_portrait_says_the_country_and_the_year_of_each_trait(amberieu: Profile) -> None:
    portrait = amberieu.portrait.set_index("key")
    country = portrait["france"]
    assert country["densite"] == pytest.approx(68_350_798 / 637_879.4241)
    assert country.notna().all()
    assert portrait["year"].notna().all()
    assert pd.isna(portrait.loc["part_artificialisee", "value"])
