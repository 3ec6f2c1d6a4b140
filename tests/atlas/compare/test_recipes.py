from __future__ import annotations

from dataclasses import replace

import pytest

from atlas.compare.recipes import check_recipe, compare_recipe, read_recipe_file
from atlas.desk.desk import Desk
from common.errors import InvalidDataError, NotAvailableError
from common.levels import Level
from indicators.base.domains import DOMAIN_KEYS
from indicators.composite.options import Aggregation, Normalisation, Weighting
from indicators.composite.recipe import Recipe
from indicators.composite.recipe_text import to_toml
from indicators.scores.objective import default_recipe
from indicators.scores.score_store import read_scores


def weighted(**weights: float) -> Recipe:
    return replace(
        default_recipe(), name="essai", weighting=Weighting.GIVEN, weights=tuple(weights.items())
    )


def test_the_default_recipe_moves_nobody(desk: Desk) -> None:
    compared = compare_recipe(desk, Level.EPCI, default_recipe())
    assert len(compared.moves) > 1_200
    assert (compared.moves["move"] == 0).all()
    assert compared.mean_shift == 0
    assert len(compared.layer.frame) == 1_255


def test_one_domain_alone_gives_its_own_ranks(desk: Desk) -> None:
    alone = weighted(**(dict.fromkeys(DOMAIN_KEYS, 0.0) | {"pauvrete": 2.0}))
    compared = compare_recipe(desk, Level.EPCI, alone)
    scores = read_scores(Level.EPCI.value, desk.data)
    own = scores[scores["domain"] == "pauvrete"].set_index("code")
    ranked = compared.moves.index
    assert (compared.moves["rank"] == own.loc[ranked, "rank"]).all()
    assert (compared.layer.frame.loc[ranked, "value"] == own.loc[ranked, "score"]).all()
    assert compared.weights.loc["pauvrete", "effective"] == pytest.approx(1)
    assert compared.weights.loc["sante", "effective"] == 0


def test_moves_are_sorted_and_say_who_becomes_more_fragile(desk: Desk) -> None:
    compared = compare_recipe(desk, Level.DEPARTEMENT, weighted(mobilite=6))
    moves = compared.moves
    assert moves["move"].abs().is_monotonic_decreasing
    assert (moves["move"] == moves["rank_default"] - moves["rank"]).all()
    assert (moves["move"] != 0).any()
    scores = read_scores(Level.DEPARTEMENT.value, desk.data)
    mobility = scores[scores["domain"] == "mobilite"].set_index("code")["score"]
    rising = moves.index[moves["move"] > 10]
    falling = moves.index[moves["move"] < -10]
    assert mobility[rising].mean() > mobility[falling].mean()


def test_the_layer_carries_the_recipe_and_no_interval_of_another(desk: Desk) -> None:
    recipe = weighted(mobilite=3)
    layer = compare_recipe(desk, Level.REGION, recipe).layer
    assert "essai" in layer.about.title
    assert recipe.fingerprint in layer.about.method
    assert "rank_low" not in layer.frame
    assert layer.about.sources


def test_a_scale_that_is_not_0_to_100_is_not_called_so(desk: Desk) -> None:
    zscore = replace(default_recipe(), normalisation=Normalisation.ZSCORE)
    assert "sans limites" in compare_recipe(desk, Level.REGION, zscore).layer.unit


def test_no_domain_says_one_thing_twice_and_opposites_are_named(desk: Desk) -> None:
    """Plains buy pesticides, granite breathes out radon."""
    found = compare_recipe(desk, Level.EPCI, default_recipe()).correlations
    assert not (found["kind"] == "redundant").any()
    pairs = set(zip(found["first"], found["second"], strict=True))
    assert ("pesticides_par_hectare", "part_population_radon") in pairs
    assert (found["correlation"] < -0.4).all()


@pytest.mark.parametrize(
    ("level", "changes", "named"),
    [
        (Level.COMMUNE, {"aggregation_by_level": ((3, Aggregation.COPELAND),)}, "copeland"),
        (
            Level.EPCI,
            {"normalisation": Normalisation.ZSCORE, "aggregation": Aggregation.GEOMETRIC},
            "geometric",
        ),
    ],
)
def test_an_inapplicable_option_is_named(
    desk: Desk, level: Level, changes: dict[str, object], named: str
) -> None:
    with pytest.raises(NotAvailableError, match=named):
        compare_recipe(desk, level, replace(default_recipe(), **changes))


def test_a_recipe_that_names_what_does_not_exist_is_refused_whole(desk: Desk) -> None:
    wrong = replace(weighted(mobilites=1), excluded=("chomages",))
    with pytest.raises(InvalidDataError) as refused:
        check_recipe(wrong, desk.catalogue)
    assert len(refused.value.faults) == 2
    with pytest.raises(InvalidDataError, match="poids positif"):
        check_recipe(weighted(**dict.fromkeys(DOMAIN_KEYS, 0.0)), desk.catalogue)


def test_a_recipe_file_comes_back_as_it_was_written(desk: Desk) -> None:
    recipe = weighted(mobilite=3, sante=0.5)
    assert read_recipe_file(to_toml(recipe).encode(), "r.toml", desk.catalogue) == recipe


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"\xff\xfe", "UTF-8"),
        (b"[weights", "TOML"),
        (b'[weights]\nmethod = "sometimes"\n[input]\ncode = 3\n', "code"),
        (b'[weights]\nmethod = "given"\n[weights.values]\nsantes = 1\n', "santes"),
        (b"#" * 200_000, "octets"),
    ],
)
def test_a_bad_recipe_file_is_refused_with_its_faults(
    desk: Desk, content: bytes, fault: str
) -> None:
    with pytest.raises(InvalidDataError, match=fault):
        read_recipe_file(content, "r.toml", desk.catalogue)
