"""How often the words that give a domain to a grant are right, on titles read by hand.

``grant_titles.csv`` holds 200 of the grants of 2019 to which the words gave a domain, drawn at
random (seed below) once the words were settled, with the domains that a reader found the money to
serve. Words that change ask for a new draw, read again.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from common.paths import ROOT
from indicators.base.domains import DOMAIN_KEYS
from pipeline.partnerships.grant_domains import GRANT_WORDS, domains_named

SEED, SIZE, LEAST = 20261129, 200, 0.95
TITLES = Path(__file__).with_name("grant_titles.csv")
GRANTS = (
    ROOT.parent
    / "shared/data/partnerships/partenariats_dotations_investissement_projets_2019.parquet"
)


@pytest.fixture(scope="module")
def read_by_hand() -> pd.DataFrame:
    return pd.read_csv(TITLES, dtype="str", keep_default_na=False)


def pairs(titles: pd.Series[str], domains: pd.Series[str]) -> set[tuple[int, str]]:
    return {
        (row, key)
        for row, keys in zip(titles.index, domains, strict=True)
        for key in keys.split("|")
        if key
    }


def test_the_words_are_right_ninety_five_times_in_a_hundred(read_by_hand: pd.DataFrame) -> None:
    titles = read_by_hand["title"]
    named = pairs(titles, domains_named(titles))
    right = named & pairs(titles, read_by_hand["judged"])
    assert len(read_by_hand) == SIZE
    assert len(right) / len(named) >= LEAST


def test_every_domain_judged_exists_and_every_word_says_why(read_by_hand: pd.DataFrame) -> None:
    judged = read_by_hand["judged"].str.split("|").explode()
    assert set(judged) - {""} <= set(DOMAIN_KEYS)
    words = pd.read_csv(GRANT_WORDS, dtype="str")
    assert words["domain"].is_unique
    assert words["reason"].str.endswith(".").all()


@pytest.mark.skipif(not GRANTS.is_file(), reason="official files absent: nothing to draw from")
def test_the_titles_are_those_of_the_draw(read_by_hand: pd.DataFrame) -> None:
    raw = pd.read_parquet(GRANTS).sort_values("id_projet", ignore_index=True)
    titles = raw["description"].fillna("").str.strip().str.replace(r"\s+", " ", regex=True)
    grants = pd.DataFrame({"grant": raw["id_projet"].astype("str"), "title": titles})
    named = grants[domains_named(titles) != ""].drop_duplicates("grant")
    drawn = named.sample(SIZE, random_state=SEED)
    assert read_by_hand["title"].tolist() == drawn["title"].tolist()
