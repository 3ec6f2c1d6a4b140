from __future__ import annotations

import warnings

import libpysal
import numpy as np
import pandas as pd
import pytest
from esda import smoothing
from hypothesis import given, settings
from hypothesis import strategies as st

from common.errors import InvalidDataError
from indicators.base.shrinkage import global_rates, local_rates
from tests.published import CASES

CODES = [f"{i:02d}" for i in range(25)]


def counts(seed: int, spread: float = 0.6) -> tuple[pd.Series, pd.Series]:
    generator = np.random.default_rng(seed)
    exposed = pd.Series(generator.lognormal(6, 1.5, len(CODES)).round() + 1, index=CODES)
    events = generator.poisson(exposed * 0.02 * np.exp(generator.normal(0, spread, len(CODES))))
    return pd.Series(events, index=CODES, dtype=float), exposed


def lattice() -> libpysal.graph.Graph:
    side = int(np.sqrt(len(CODES)))
    adjacency = [
        (CODES[i], CODES[j], 1)
        for i in range(len(CODES))
        for j in range(len(CODES))
        if abs(i // side - j // side) + abs(i % side - j % side) == 1
    ]
    frame = pd.DataFrame(adjacency, columns=["focal", "neighbor", "weight"])
    return libpysal.graph.Graph(frame.set_index(["focal", "neighbor"])["weight"])


def test_global_rates_are_esda_s() -> None:
    events, exposed = counts(0)
    ours = global_rates(events, exposed)
    assert ours["variance"].iloc[0] > 0
    expected = smoothing.Empirical_Bayes(events.to_numpy(), exposed.to_numpy()).r.ravel()
    np.testing.assert_allclose(ours["smoothed"], expected, rtol=1e-12)
    np.testing.assert_allclose(ours["raw"], events / exposed)


def test_rates_of_infant_deaths_are_the_published_ones() -> None:
    counties = pd.read_csv(CASES / "sids2" / "sids2.csv")
    ours = global_rates(counties["SID74"], counties["BIR74"])["smoothed"]
    # Printed by the tests of esda for the first counties.
    published = [0.0016973, 0.0017054, 0.0017731, 0.0020129, 0.0035349]
    np.testing.assert_allclose(ours.head(), published, rtol=0, atol=5e-8)


def test_local_rates_are_esda_s() -> None:
    events, exposed = counts(1)
    graph = lattice()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # esda warns of its own interface
        weights = graph.to_W()
        esda = smoothing.Spatial_Empirical_Bayes(events.to_numpy(), exposed.to_numpy(), weights)
    assert list(weights.id_order) == CODES
    ours = local_rates(events, exposed, graph)
    np.testing.assert_allclose(ours["smoothed"], esda.r.ravel(), rtol=1e-9)
    assert (ours["variance"] == 0).any()
    assert (ours["variance"] > 0).any()
    assert ours["neighbours"].agg(["min", "max"]).tolist() == [2, 4]
    mapping = {code: list(graph[code].index) for code in CODES}
    for same in (mapping, weights):
        pd.testing.assert_frame_equal(ours, local_rates(events, exposed, same))


def test_variance_below_zero_is_zero_and_every_rate_is_the_mean() -> None:
    # Less dispersed than Poisson counts: esda's global estimator would overshoot the mean.
    exposed = pd.Series([100.0, 200.0, 300.0])
    rates = global_rates(exposed * 0.1, exposed)
    assert rates["variance"].tolist() == [0, 0, 0]
    assert rates["smoothed"].tolist() == pytest.approx([0.1] * 3)


def test_unknown_counts_stay_unknown_and_weigh_nothing() -> None:
    events, exposed = counts(2)
    events["03"], exposed["04"], exposed["05"] = np.nan, np.nan, 0
    rates = global_rates(events, exposed)
    gone = ["03", "04", "05"]
    assert rates.loc[gone].isna().to_numpy().all()
    kept = rates.drop(index=gone)
    pd.testing.assert_frame_equal(kept, global_rates(events.drop(gone), exposed.drop(gone)))
    assert rates.index.tolist() == CODES
    near = local_rates(events, exposed, lattice())
    assert near.loc["02", "neighbours"] == 2  # 01 and 07: 03 is unknown


def test_isolates_keep_their_rate_and_tell() -> None:
    events, exposed = counts(3)
    rates = local_rates(events, exposed, {"00": ["01"], "01": ["00"]})
    alone = rates.loc["05":]
    np.testing.assert_allclose(alone["smoothed"], alone["raw"])
    assert (alone["neighbours"] == 0).all()
    assert rates.loc["00", "neighbours"] == 1


def test_no_event_anywhere_is_a_rate_of_zero() -> None:
    exposed = pd.Series([10.0, 20.0], index=["a", "b"])
    for rates in (
        global_rates(exposed * 0, exposed),
        local_rates(exposed * 0, exposed, {"a": ["b"]}),
    ):
        assert rates["smoothed"].tolist() == [0, 0]


def test_bad_counts_are_refused() -> None:
    with pytest.raises(InvalidDataError) as caught:
        global_rates(pd.Series([-1.0, 2.0]), pd.Series([1.0, -2.0]))
    assert len(caught.value.faults) == 2
    with pytest.raises(InvalidDataError, match="non alignés"):
        global_rates(pd.Series([1.0]), pd.Series([1.0], index=["a"]))


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(50, 5000)), min_size=1, max_size=12))
@settings(max_examples=50)
def test_rates_are_between_the_raw_rate_and_the_mean(pairs: list[tuple[int, int]]) -> None:
    codes = CODES[: len(pairs)]
    events, exposed = (pd.Series(column, codes, float) for column in zip(*pairs, strict=True))
    ring = {code: [codes[i - 1]] for i, code in enumerate(codes)}
    for rates in (global_rates(events, exposed), local_rates(events, exposed, ring)):
        ends = rates[["raw", "mean"]]
        assert (rates["smoothed"] >= ends.min(axis=1) - 1e-12).all()
        assert (rates["smoothed"] <= ends.max(axis=1) + 1e-12).all()
        assert rates["weight"].between(0, 1).all()
    by_size = global_rates(events, exposed)["weight"].iloc[exposed.argsort()]
    assert by_size.is_monotonic_increasing
