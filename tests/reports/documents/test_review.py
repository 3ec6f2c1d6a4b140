from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pypdfium2 as pdfium
import pytest

from atlas.desk.desk import Desk
from atlas.partnerships.natures import KINDS, TOTAL
from atlas.profiles import Profile
from atlas.profiles.portfolio import portfolio_of
from indicators.base.domains import DOMAIN_KEYS
from indicators.partnerships import Kind
from indicators.scores.standing import Standing
from reports.content.portfolio import (
    MOST_OF_A_SCHEME,
    ending_table,
    fragile_without,
    lacking_items,
    records_table,
)
from reports.content.words import DOMAIN_PHRASES, Words, words_of
from reports.documents.review import review_content
from reports.layout.pdf import to_pdf
from reports.report import Table

ProfileOf = Callable[..., Profile]
#: Métropole, Île-de-France, Corse, La Réunion, Mayotte (few data), without inhabitants.
PLACES = (
    *("crte:crte-84-26-1", "crte:crte-11-75929394-1", "crte:crte-94-2A-1"),
    *("crte:crte-04-974-1", "crte:crte-06-976-1", "commune:55139"),
)
WORDS = Words("le CRTE de l’Essai", "le CRTE", "CRTE")


def made(**changes: tuple[str, Any]) -> pd.DataFrame:
    """Make a portfolio where nothing is fragile and each domain has one record."""
    rows = pd.DataFrame({"standing": Standing.OPEN.value, TOTAL: 1}, index=list(DOMAIN_KEYS))
    rows[TOTAL] = rows[TOTAL].astype("Int64")
    for key, (standing, total) in changes.items():
        rows.loc[key, "standing"] = standing
        rows.loc[key, TOTAL] = total
    return rows


@pytest.mark.parametrize("place", PLACES)
def test_a_review_has_two_pages(desk: Desk, profile_of: ProfileOf, place: str) -> None:
    report = review_content(desk, profile_of(place))
    assert len(pdfium.PdfDocument(to_pdf(report))) == 2 == len(report.pages)


def test_a_domain_without_any_record_is_told_by_its_need_and_by_what_lists_say() -> None:
    portfolio = made(
        emploi=(Standing.FRAGILE.value, 0),
        sante=(Standing.FRAGILE_HALF.value, 0),
        mobilite=(Standing.SOLID.value, 0),
        securite=(Standing.FRAGILE.value, pd.NA),
        culture_loisirs=(Standing.SOLID.value, pd.NA),
    )
    assert fragile_without(portfolio) == ["emploi", "sante"]
    first, others, hidden = (item.lead for item in lacking_items(portfolio, WORDS))
    assert DOMAIN_PHRASES["emploi"] in first
    assert DOMAIN_PHRASES["sante"] in first
    assert DOMAIN_PHRASES["mobilite"] in others
    assert DOMAIN_PHRASES["securite"] in hidden
    assert DOMAIN_PHRASES["culture_loisirs"] not in first + others + hidden
    assert all("aucun domaine" in item.lead for item in lacking_items(made(), WORDS))


def record(number: int, scheme: str = "pat", end: int | None = None) -> dict[str, object]:
    return {
        "record": f"{scheme}-{number}",
        "title": f"Projet {number}",
        "scheme": scheme,
        "scheme_label": scheme.upper(),
        "kind": Kind.ALLIANCE.value,
        "domains": "emploi|sante",
        "start_year": pd.NA,
        "end_year": pd.NA if end is None else end,
    }


def test_no_national_scheme_fills_the_list_of_projects() -> None:
    records = pd.DataFrame([*(record(n) for n in range(5)), record(9, "cte")])
    table = records_table(records, most=4)
    assert table is not None
    shown = [row[0].text for row in table.rows]
    assert sum("PAT" in text for text in shown) == MOST_OF_A_SCHEME
    assert shown[-1] == "Projet 9 (CTE)"
    assert "3 sur 6" in table.caption
    assert records_table(records.iloc[:0], most=4) is None


def test_what_ends_is_told_with_its_year_and_its_domains() -> None:
    table = ending_table(pd.DataFrame([record(1, end=2026), record(2, end=2027)]), most=1)
    assert table is not None
    ((title, _, domains, start, end),) = table.rows
    assert (title.text, domains.text, start.text, end.text) == (
        "Projet 1 (PAT)", "Emploi, Santé", "–", "2026",
    )  # fmt: skip
    assert "1 sur 2" in table.caption


def test_the_table_of_needs_says_each_number_of_the_portfolio(
    desk: Desk, profile_of: ProfileOf
) -> None:
    profile = profile_of(PLACES[0])
    report = review_content(desk, profile)
    table = report.sections[0].blocks[0]
    assert isinstance(table, Table)
    portfolio = portfolio_of(desk, profile)
    assert len(table.rows) == len(DOMAIN_KEYS)
    for row, (_, known) in zip(table.rows, portfolio.iterrows(), strict=True):
        for cell, kind in zip(row[2:5], KINDS, strict=True):
            expected = "n. c." if pd.isna(known[kind]) else str(known[kind])
            assert " ".join(cell.text.split()) == expected
    assert words_of(profile).the in table.caption or "du CRTE" in table.caption


def test_examples_elsewhere_are_for_the_domains_that_have_none_here(
    desk: Desk, profile_of: ProfileOf
) -> None:
    profile = profile_of(PLACES[0])
    nothing = profile.natures.copy()
    nothing.loc[list(DOMAIN_KEYS), TOTAL] = 0
    bare = review_content(desk, replace(profile, natures=nothing))
    full = review_content(desk, profile)
    heading = "Des territoires comparables qui agissent"

    def rows(report: object) -> int:
        (section,) = [one for one in report.sections if one.heading == heading]  # type: ignore[attr-defined]
        return sum(len(block.rows) for block in section.blocks if isinstance(block, Table))

    assert rows(bare) > rows(full)
