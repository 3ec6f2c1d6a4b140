"""The facts of page one say no more than the rank intervals support."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd

from atlas.desk.desk import Desk
from common.french import listed, number
from indicators.base.domains import DIMENSION_KEYS, DOMAIN_KEYS
from indicators.scores.standing import Standing
from reports.content.facts import facts, told_domains
from reports.content.words import DOMAIN_PHRASES
from tests.reports.conftest import PLACES
from tests.reports.content.reading import ALL, READ, WORDS, NoteOf, ProfileOf, items


def test_the_first_fact_tells_every_dimension_with_its_interval(
    profile_of: ProfileOf, note_of: NoteOf
) -> None:
    for place in ALL:
        rows = profile_of(place).domains.loc[list(DIMENSION_KEYS)]
        fact = items(note_of(place), 0).items[0]
        for key, row in rows.iterrows():
            assert (DOMAIN_PHRASES[str(key)] in fact.text) == rows["score"].notna().any()
            if pd.notna(row["rank_low"]):
                assert Standing(row["standing"]).label in fact.text
                assert f"{number(row['rank_low'])}" in fact.text
            if pd.notna(row["score"]):
                assert f"{number(row['score'])}" in fact.evidence
        outer = {Standing.FRAGILE, Standing.FRAGILE_HALF, Standing.SOLID, Standing.SOLID_HALF}
        for key, standing in rows["standing"].items():
            if DOMAIN_PHRASES[str(key)] in fact.lead:
                assert standing in outer
                assert fact.lead.lower().startswith(Standing(standing).label)


def test_facts_name_or_count_every_domain_that_the_profile_supports(
    desk: Desk, profile_of: ProfileOf, note_of: NoteOf
) -> None:
    for place in (*ALL, *READ):
        profile = profile_of(place)
        sides = ((1, profile.weaknesses, "plus"), (2, profile.strengths, "moins"))
        for index, supported, side in sides:
            fact = items(note_of(place), 0).items[index]
            if supported.empty:
                continue
            assert f"tiers le {side} fragile" in fact.text
            total = len(desk.territories_of(profile.place.level))
            whole = told_domains(supported, total)
            named = [key for key in DOMAIN_KEYS if DOMAIN_PHRASES[key] in fact.text]
            counted = re.search(r"et dans (\d+) autres domaines \(voir", fact.text)
            left = int(counted[1]) if counted else 0
            assert left != 1
            assert len(named) + left == len(supported)
            assert set(supported.index) >= set(named) >= set(supported.index) - set(whole.index)
            more = re.search(r"(un|\d+) autres? domaines?$", fact.lead)
            in_lead = [key for key in DOMAIN_KEYS if DOMAIN_PHRASES[key] in fact.lead]
            others = 0 if more is None else 1 if more[1] == "un" else int(more[1])
            assert len(in_lead) + others == len(supported)
            for key in named:
                low, high = (int(supported.loc[key, end]) for end in ("rank_low", "rank_high"))
                assert number(low) in fact.text
                assert number(high) in fact.text


def test_one_domain_more_is_named(desk: Desk, profile_of: ProfileOf) -> None:
    own = profile_of(PLACES[0])
    ranks = {"rank_low": 90, "rank_high": 100, "ranked": 850}
    four = ["emploi", "sante", "securite", "mobilite"]
    known = replace(own, weaknesses=own.domains.loc[four].assign(**ranks))
    fact = facts(desk, known, WORDS)[1]
    assert fact.lead == f"Fragilités établies : {listed([DOMAIN_PHRASES[key] for key in four])}"
    five = replace(own, weaknesses=own.domains.loc[[*four, "education"]].assign(**ranks))
    assert "et dans 2 autres domaines" in facts(desk, five, WORDS)[1].text


def test_a_domain_ranked_for_a_part_of_the_communes_is_told_as_such(note_of: NoteOf) -> None:
    """Pages 2 and 3 show six established fragilities of Vic-Fezensac: page 1 tells them all."""
    fact = items(note_of("commune:32462"), 0).items[1]
    whole = [DOMAIN_PHRASES[key] for key in ("vieillissement", "mobilite", "emploi")]
    assert fact.lead.endswith(f"{', '.join(whole)} et 3 autres domaines")
    _, _, told = fact.text.partition("une partie des communes seulement : ")
    for key in ("niveau_de_vie", "mal_logement", "pauvrete"):
        assert DOMAIN_PHRASES[key] in told


def test_a_ranking_of_a_part_of_the_level_is_told_when_nothing_else_is() -> None:
    found = pd.DataFrame({"ranked": [114, 853]}, index=["securite", "emploi"])
    assert list(told_domains(found, 854).index) == ["emploi"]
    assert list(told_domains(found.head(1), 854).index) == ["securite"]


def test_a_ranking_of_a_part_of_the_level_says_of_how_many(
    desk: Desk, profile_of: ProfileOf
) -> None:
    own = profile_of(PLACES[0])
    total = len(desk.territories_of(own.place.level))
    ranks = {"rank_low": 90, "rank_high": 100, "ranked": 114}
    known = replace(own, strengths=own.domains.loc[["securite"]].assign(**ranks))
    text = facts(desk, known, WORDS)[2].text
    assert "des 114\u00a0CRTE" in text
    assert f"(sur {total}) pour {DOMAIN_PHRASES['securite']}" in text
