"""Contrasted territories and their gallery: chosen by structure, never by merit."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

from atlas.alike.contrasted import LEVEL, MAINLAND, OVERSEAS, RULE, contrasted
from atlas.alike.gallery import NO_SCORE, gallery
from atlas.alike.structure import structures
from atlas.desk.desk import Desk
from atlas.desk.place import is_overseas
from common.french import fold
from common.levels import Level
from indicators.base.domains import DIMENSION_KEYS


def test_eight_to_twelve_each_for_a_group(desk: Desk) -> None:
    found = contrasted(desk)
    assert len({one.territory for one in found}) == len(found) == MAINLAND + OVERSEAS
    assert 8 <= len(found) <= 12
    assert [one.overseas for one in found] == [False] * MAINLAND + [True] * OVERSEAS
    assert [is_overseas(desk, one.territory) for one in found] == [one.overseas for one in found]


def test_groups_hold_all_whose_traits_are_known(desk: Desk) -> None:
    traits = structures(desk, LEVEL)
    overseas = desk.territories_of(LEVEL)["departement"].str.startswith("97")
    counts = pd.Series({one.territory.code: one.stands_for for one in contrasted(desk)})
    there = overseas.reindex(counts.index)
    assert counts[~there].sum() == traits[~overseas].notna().all(axis=1).sum()
    known = traits[overseas].drop(columns=["evolution", "couvert_arbore"])
    assert counts[there].sum() == known.notna().all(axis=1).sum()
    assert counts.min() > 5


def test_they_are_from_the_densest_to_the_sparsest(desk: Desk) -> None:
    dense = structures(desk, LEVEL)["densite"]
    for overseas in (False, True):
        own = [dense[one.territory.code] for one in contrasted(desk) if one.overseas is overseas]
        assert own == sorted(own, reverse=True)
    assert own
    assert dense[contrasted(desk)[0].territory.code] > 8 * dense[contrasted(desk)[7].territory.code]


def test_scores_have_no_say(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("a score was read")

    alone = Desk()
    for name in ("domain_scores", "scores_of", "score_with"):
        monkeypatch.setattr(Desk, name, refused)
    assert contrasted(alone) == contrasted(desk)


def test_a_sentence_says_the_trait_of_the_data(desk: Desk) -> None:
    traits = structures(desk, LEVEL)
    by_code = {one.territory.code: one for one in contrasted(desk)}
    shares = [one for one in by_code.values() if "résidences secondaires" in one.sentence]
    assert shares
    for one in shares:
        mine, usual = re.findall(r"(\d+,\d)", one.sentence)
        held = traits.loc[one.territory.code, "residences_secondaires"]
        assert float(mine.replace(",", ".")) == pytest.approx(held * 100, abs=0.05)
        assert mine != usual


def test_pictures_have_the_scores_of_the_map(desk: Desk) -> None:
    shown = gallery(desk)
    for level, pictures in ((LEVEL, shown.portraits), (Level.REGION, shown.regions)):
        scores = {key: desk.domain_scores(level, key)["score"] for key in DIMENSION_KEYS}
        for one in pictures:
            for key, bar in zip(DIMENSION_KEYS, one.bars, strict=True):
                score = scores[key][one.territory.code]
                assert bar.score == (None if pd.isna(score) else pytest.approx(float(score)))
                assert (bar.text == NO_SCORE) == bool(pd.isna(score))
    assert np.any([bar.score is None for one in shown.portraits for bar in one.bars])


def test_the_eighteen_regions_are_in_the_order_of_their_names(desk: Desk) -> None:
    names = [one.name for one in gallery(desk).regions]
    assert len(names) == 18
    assert names == sorted(names, key=fold)


def test_the_gallery_says_how_it_is_made_and_holds_nothing_of_a_demonstration(
    demonstrating_desk: Desk,
) -> None:
    about = gallery(demonstrating_desk).about
    assert about.method == RULE
    assert not about.demonstration
    assert about.recipe
    assert any("Insee" in source.line() for source in about.sources)
