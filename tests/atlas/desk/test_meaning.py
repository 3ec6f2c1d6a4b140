"""What the domains mean, and what the index owes to density and to poverty."""

from __future__ import annotations

import pytest

from atlas.desk.desk import Desk
from atlas.desk.meaning import indicator_correlations, meaning_table, score_correlations
from common.levels import MAPPED_LEVELS, Level
from indicators.base.domains import DIMENSION_KEYS, DOMAINS, domain_label
from indicators.base.values import read_values
from indicators.scores.score_store import read_scores


@pytest.mark.parametrize("level", MAPPED_LEVELS)
def test_every_domain_says_what_it_means_and_how_old_it_is(desk: Desk, level: Level) -> None:
    told = meaning_table(desk, level).set_index("Domaine")
    assert list(told.index) == [domain_label(one.key) for one in DOMAINS]
    newest = desk.series[(desk.series["level"] == level.value) & desk.series["newest"]]
    for one in DOMAINS:
        row = told.loc[domain_label(one.key)]
        assert row["Être fragile, c’est"] == one.construct.rstrip(".")
        own = {key for key, it in desk.catalogue.items() if it.domain == one.key and it.in_index}
        assert str(row["Indicateurs"]).count(" ; ") == len(own) - 1
        years = newest.loc[newest["indicator"].isin(own), "year"]
        ends = {str(int(years.min())), str(int(years.max()))} if len(years) else set()
        assert set(filter(None, str(row["Années"]).split("–"))) == ends


def test_the_correlations_are_those_of_the_scores(desk: Desk) -> None:
    told = score_correlations(desk).set_index("Score")
    poverty = read_values("epci", desk.data, ["taux_pauvrete"])
    poverty = poverty.sort_values("year").drop_duplicates("code", keep="last").set_index("code")
    for key in DIMENSION_KEYS:
        scores = read_scores("epci", desk.data, key).set_index("code")["score"]
        rho = scores.corr(poverty["value"], method="spearman")
        # Shown with two decimals.
        assert told.loc[domain_label(key), "Pauvreté"] == pytest.approx(rho, abs=0.0051)


def test_an_indicator_is_held_against_its_domain(desk: Desk) -> None:
    told = indicator_correlations(desk).set_index("Indicateur")
    row = told.loc[desk.catalogue["taux_pauvrete"].label]
    assert row["Pauvreté"] == 1
    assert row["Le plus proche du domaine"] == desk.catalogue["menages_rsa"].label
    alone = told[told["Le plus proche du domaine"] == ""]
    assert alone["Corrélation"].isna().all()
