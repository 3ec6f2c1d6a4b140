from __future__ import annotations

import re

import pytest

from common.french import NO_BREAK_SPACE
from common.paths import ROOT
from indicators.base.domains import DOMAINS, Domain

#: A line of a screen, a caption of a map.
LONGEST = 110


@pytest.mark.parametrize("one", DOMAINS, ids=lambda one: one.key)
def test_what_fragility_means_is_one_short_french_sentence(one: Domain) -> None:
    assert re.fullmatch(r"[A-ZÉÊ][^.]+\.", one.construct)
    assert len(one.construct) <= LONGEST
    assert "'" not in one.construct
    assert not re.search(r" [;:?!%]", one.construct)


def test_no_two_domains_mean_the_same() -> None:
    assert len({one.construct for one in DOMAINS}) == len(DOMAINS) == 16


def test_the_page_says_the_same_sentence_of_each_domain() -> None:
    page = " ".join((ROOT / "docs" / "fragilite.md").read_text("utf-8").split())
    for one in DOMAINS:
        assert f"### {one.label} {one.construct.replace(NO_BREAK_SPACE, ' ')}" in page


@pytest.mark.parametrize("one", DOMAINS, ids=lambda one: one.key)
def test_the_short_name_of_a_domain_begins_the_whole_one(one: Domain) -> None:
    """Both stand on one page: a reader must not see two domains in them."""
    assert one.label.startswith(one.short)
