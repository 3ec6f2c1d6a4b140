from __future__ import annotations

import base64
import string
import zlib
from dataclasses import FrozenInstanceError, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.errors import InvalidDataError, MissingDataError
from common.paths import ROOT
from indicators.composite.options import (
    Aggregation,
    Denominators,
    Imputation,
    Normalisation,
    Smoothing,
    Transformation,
    Treatment,
    Weighting,
)
from indicators.composite.recipe import Recipe
from indicators.composite.recipe_text import (
    from_token,
    from_toml,
    read_recipe,
    to_token,
    to_toml,
)
from tests.speed import within

codes = st.text(string.ascii_letters + "_éà", min_size=1, max_size=8)
finite = st.floats(-1e9, 1e9)
by_code = st.dictionaries(codes, st.floats(0, 1e6), max_size=4)


def pairs(keys: st.SearchStrategy[Any], values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.dictionaries(keys, values, max_size=3).map(lambda table: tuple(table.items()))


recipes = st.builds(
    Recipe,
    name=st.text(max_size=20),
    unit_code=codes,
    population=codes,
    missing=st.lists(finite, max_size=3, unique=True).map(tuple),
    denominators=st.sampled_from(Denominators),
    imputation=st.sampled_from(Imputation),
    imputation_group=codes,
    availability=st.fractions(Fraction(1, 100), 1, max_denominator=100),
    excluded=st.lists(codes, max_size=3, unique=True).map(tuple),
    transformations=pairs(codes, st.sampled_from(Transformation)),
    smoothing=st.just(Smoothing.GLOBAL),
    smoothed=st.lists(codes, min_size=1, max_size=3, unique=True).map(tuple),
    treatment=st.sampled_from(Treatment),
    max_skewness=st.floats(0, 10),
    max_winsorised=st.integers(0, 10),
    normalisation=st.sampled_from(Normalisation),
    scale=st.tuples(st.floats(-100, 0), st.floats(1, 100)),
    decimals=st.none() | st.integers(0, 8),
    goalposts=st.dictionaries(codes, st.floats(-100, 0), max_size=3).map(
        lambda table: tuple((code, low, low + 1) for code, low in table.items())
    ),
    weighting=st.sampled_from(Weighting),
    weights=pairs(codes, st.floats(0, 1e6)),
    aggregation=st.sampled_from(Aggregation),
    aggregation_by_level=pairs(st.integers(2, 6), st.sampled_from(Aggregation)),
    rescaling_by_level=pairs(st.integers(2, 6), st.sampled_from(Normalisation)),
    rank_decimals=st.none() | st.integers(0, 8),
)


@settings(max_examples=30)
@given(recipes)
def test_a_recipe_survives_toml_and_addresses(recipe: Recipe) -> None:
    assert from_toml(to_toml(recipe)) == recipe
    assert from_token(to_token(recipe)) == recipe
    assert to_toml(from_toml(to_toml(recipe))) == to_toml(recipe)
    assert hash(recipe) == hash(from_toml(to_toml(recipe)))


@settings(max_examples=30)
@given(recipes, recipes)
def test_the_fingerprint_identifies_the_choices_only(one: Recipe, other: Recipe) -> None:
    assert len(one.fingerprint) == 10
    assert one.fingerprint == replace(one, name=other.name).fingerprint
    same = replace(one, name="") == replace(other, name="")
    assert (one.fingerprint == other.fingerprint) is same


def test_the_fingerprint_of_the_default_recipe_is_frozen() -> None:
    # It is written in exports and addresses: a change means that scores changed.
    assert read_recipe(ROOT / "recipes" / "default.toml").fingerprint == "8fb6a79268"


@pytest.mark.parametrize("path", sorted((ROOT / "recipes").glob("*.toml")), ids=lambda p: p.stem)
def test_the_recipes_of_the_project_are_valid(path: Path) -> None:
    recipe = read_recipe(path)
    assert from_toml(to_toml(recipe)) == recipe


def test_order_and_kind_of_number_do_not_matter() -> None:
    one = Recipe("", weights=(("b", 1), ("a", 2)), scale=(0, 100))
    other = Recipe("", weights=(("a", 2.0), ("b", 1.0)), scale=(0.0, 100.0))
    assert one == other
    assert one.fingerprint == other.fingerprint


def test_a_recipe_is_immutable() -> None:
    with pytest.raises(FrozenInstanceError):
        Recipe("").name = "autre"  # type: ignore[misc]


def test_all_faults_of_a_file_come_at_once() -> None:
    text = """
    name = 3
    [colour]
    method = "red"
    [weights]
    method = "égaux"
    values = {a = "lourd"}
    [availability]
    threshold = "beaucoup"
    [treatment]
    max_winsorised = 2.5
    [aggregation.levels]
    deux = "geometric"
    """
    with pytest.raises(InvalidDataError) as caught:
        from_toml(text, "essai.toml")
    assert caught.value.source == "essai.toml"
    named = [
        "weights.method",
        "weights.values",
        "availability.threshold",
        "treatment.max_winsorised",
        "aggregation.levels",
        "name",
    ]
    assert len(caught.value.faults) == len(named) + 1
    assert all(any(f"{name} : " in fault for fault in caught.value.faults) for name in named)
    assert any("« colour »" in fault for fault in caught.value.faults)


def test_contradictory_choices_are_refused_at_once() -> None:
    with pytest.raises(InvalidDataError) as caught:
        Recipe(
            "",
            availability=Fraction(0),
            scale=(100, 0),
            goalposts=(("x", 3, 3),),
            weights=(("a", -1), ("a", 2)),
            aggregation_by_level=((1, Aggregation.SUM),),
            imputation=Imputation.GROUP_MEAN,
        )
    assert len(caught.value.faults) == 7


def test_absent_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match=r"rien\.toml"):
        read_recipe(tmp_path / "rien.toml")


def packed(content: bytes) -> str:
    return base64.urlsafe_b64encode(zlib.compress(content)).decode().rstrip("=")


@pytest.mark.parametrize(
    "token",
    [
        "",
        "a",
        "<script>",
        "é",
        packed(b"[1]"),
        packed(b"{"),
        packed(b'{"name": "x", "weights": {"method": "?"}}'),
        packed(b" " * 10_000_000),
        packed(b"[" * 15_000),
        packed(b'{"weights": {"values": {"a": 1' + b"0" * 400 + b"}}}"),
        packed(b'{"normalisation": {"decimals": 99}}'),
        packed(b'{"normalisation": {"scale": [0, Infinity]}}'),
        to_token(Recipe("x"))[:-6],
    ],
)
def test_damaged_or_hostile_tokens_are_refused(token: str) -> None:
    with pytest.raises(InvalidDataError):
        from_token(token)


def test_shares_may_be_written_as_fractions_or_numbers() -> None:
    for text, share in (('"2/3"', Fraction(2, 3)), ("0.5", Fraction(1, 2)), ("1", Fraction(1))):
        assert from_toml(f"[availability]\nthreshold = {text}").availability == share


@pytest.mark.parametrize(
    "text",
    [
        '[availability]\nthreshold = "1e9999999"',
        '[availability]\nthreshold = "1e-9999999"',
        f'[availability]\nthreshold = "1/{"9" * 4000}"',
        f'[availability]\nthreshold = "0.{"3" * 4000}"',
        '[availability]\nthreshold = "1/0"',
        "[availability]\nthreshold = inf",
        f"[availability]\nthreshold = {'9' * 400}",
        "[normalisation]\nscale = [-1e308, 1e308]",
        "[normalisation]\nscale = [0, nan]",
        "[normalisation.goalposts]\na = [-1e308, 1e308]",
        "[treatment]\nmax_kurtosis = -inf",
        f"[treatment]\nmax_winsorised = {'9' * 4000}",
        f"[aggregation.levels]\n{'9' * 4000} = 'sum'",
        "[aggregation.levels]\n² = 'sum'",
        f"[weights.values]\na = {'9' * 4000}",
        "a = " + "[" * 5000,
        f"{'a.' * 30000}a = 1",
        f"x = {'1' * 5000}",
    ],
)
def test_numbers_and_keys_that_would_stall_are_refused_at_once(text: str) -> None:
    def refused() -> InvalidDataError:
        with pytest.raises(InvalidDataError) as caught:
            from_toml(text, "essai.toml")
        return caught.value

    assert len(str(within(0.5, refused))) < 600


def test_a_scale_too_wide_to_compute_with_is_refused_in_process_too() -> None:
    with pytest.raises(InvalidDataError, match="limites"):
        Recipe("", scale=(-1e308, 1e308))
