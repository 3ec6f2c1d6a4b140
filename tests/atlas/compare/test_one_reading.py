"""No territory is told two opposite things of one domain, wherever it is read."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas.compare.scores import sides
from atlas.desk.desk import Desk
from atlas.desk.score_frames import objective_frame
from atlas.desk.score_table import median_scores, ordered_scores
from atlas.profiles import profile
from atlas.profiles.reading import standing_words
from common.levels import MAPPED_LEVELS, Level, Territory
from indicators.base.domains import SCORE_KEYS
from indicators.scores.deviation import Fragility
from indicators.scores.standing import Standing
from reports.content.facts import facts
from reports.content.words import outer_side, words_of

SAMPLE, SEED = 130, 14
FRAGILE = {Standing.FRAGILE, Standing.FRAGILE_HALF}
SOLID = {Standing.SOLID, Standing.SOLID_HALF}


@pytest.mark.parametrize("level", MAPPED_LEVELS)
def test_a_reading_never_contradicts_the_comparison_with_the_country(
    desk: Desk, level: Level
) -> None:
    frames = {key: objective_frame(desk, level, key) for key in SCORE_KEYS}
    codes = desk.territories_of(level).index.to_series()
    sample = codes.sample(min(SAMPLE, len(codes)), random_state=SEED)
    country = pd.DataFrame({"score": median_scores(desk, level, codes.index)})
    country = country.reindex(SCORE_KEYS).assign(rank=pd.NA, rank_low=pd.NA, rank_high=pd.NA)
    ordered = ordered_scores(desk, level)
    read = 0
    for code in sample:
        own = pd.DataFrame([frame.loc[code] for frame in frames.values()], index=SCORE_KEYS)
        against = sides(country, own.rename(columns={"value": "score"}), ordered)
        for key, standing, side in zip(SCORE_KEYS, own["standing"], against, strict=True):
            read += standing in FRAGILE | SOLID
            # The side is that of the country: less fragile than a place that is fragile.
            assert not (standing in FRAGILE and side == Fragility.MORE), f"{code} {key}"
            assert not (standing in SOLID and side == Fragility.LESS), f"{code} {key}"
            if standing in {Standing.FRAGILE, Standing.SOLID}:
                expected = Fragility.LESS if standing == Standing.FRAGILE else Fragility.MORE
                assert side == expected, f"{code} {key}"
    assert read > 5 * len(sample), "hardly anything was read"


@pytest.mark.parametrize("place", ["commune:09122", "epci:240100883", "departement:973"])
def test_profile_panel_and_note_read_the_same_standing(desk: Desk, place: str) -> None:
    made = profile(desk, Territory.parse(place))
    assert set(made.weaknesses["standing"]) <= {Standing.FRAGILE}
    assert set(made.strengths["standing"]) <= {Standing.SOLID}
    for key, row in made.domains.iterrows():
        frame = objective_frame(desk, made.place.level, str(key))
        assert row["standing"] == frame.loc[Territory.parse(place).code, "standing"]
        drawn = {"weak": Standing.FRAGILE, "strong": Standing.SOLID}.get(outer_side(row))
        assert (row["standing"] == drawn) == (drawn is not None)
        assert Standing(row["standing"]).label in standing_words(row, "communes")
    first = facts(desk, made, words_of(made))[0].text
    for standing in set(made.domains.loc[list(SCORE_KEYS[:4]), "standing"]):
        if standing != Standing.UNKNOWN:
            assert Standing(standing).label in first
