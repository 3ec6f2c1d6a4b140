"""What cells say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.base.status import Status
from own_data.checks.cells import number_of, told


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12,5", 12.5), ("12.5", 12.5), ("1 234,5", 1234.5), ("1\u202f234", 1234.0),
        ("1\u00a0234,5", 1234.5), ("1'234", 1234.0), ("1.234,5", 1234.5), ("1,234.5", 1234.5),
        ("1,234,567", 1234567.0), ("-3", -3.0), ("−3", -3.0), ("1e3", 1000.0), ("0", 0.0),
        ("12,5 %", 0.125), ("12,5%", 0.125), (",5", 0.5), ("1,234", 1.234),
    ],
)  # fmt: skip
def test_a_number_is_read_as_it_is_written_in_france(text: str, value: float) -> None:
    assert number_of(text) == value


@pytest.mark.parametrize("text", ["inf", "-Infinity", "nan", "1e400", "12 ans", "1-2", "0x10", ""])
def test_what_is_no_number_is_none(text: str) -> None:
    assert number_of(text) is None


@pytest.mark.parametrize(
    ("status", "texts"),
    [
        (Status.SUPPRESSED, ["s", "S", "***", "c", "secret", "Confidentiel", "ns"]),
        (Status.MISSING, ["nd", "n.d.", "N.D.", "NA", "n/a", "#N/A", "", "-", "…", ":", "NaN"]),
        (Status.CENSORED, ["< 5", "<5", "≤ 5", "moins de 5"]),
        (Status.OBSERVED, ["0", "5"]),
    ],
)
def test_a_mark_means_what_its_producer_means(status: Status, texts: list[str]) -> None:
    assert {text: told(text)[1] for text in texts} == dict.fromkeys(texts, status)


def test_zero_is_a_number_and_an_empty_cell_is_none() -> None:
    assert told("0") == (0.0, Status.OBSERVED)
    assert told("") == (None, Status.MISSING)
    assert told("environ 5") is None


@given(st.decimals(-(10**9), 10**9, places=3))
def test_a_number_survives_french_writing(value: object) -> None:
    whole, _, decimals = f"{value:.3f}".partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    spaced = f"{int(digits):,}".replace(",", "\u202f")
    assert number_of(f"{sign}{spaced},{decimals}") == float(f"{value:.3f}")
