"""The nearest point, against a comparison of all pairs."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from geo.nearest import nearest
from geo.projection import project


def test_the_nearest_is_that_of_all_pairs() -> None:
    rng = np.random.default_rng(8)
    places = pd.DataFrame({"lon": rng.uniform(0, 6, 40), "lat": rng.uniform(44, 49, 40)})
    points = pd.DataFrame({"lon": rng.uniform(0, 6, 15), "lat": rng.uniform(44, 49, 15)})
    here = np.column_stack(project(places["lon"], places["lat"], "EPSG:2154"))
    there = np.column_stack(project(points["lon"], points["lat"], "EPSG:2154"))
    distances = np.linalg.norm(here[:, None] - there[None, :], axis=2)
    found = nearest(places, points)
    assert found["distance_m"].to_numpy() == pytest.approx(distances.min(axis=1))
    assert found["position"].tolist() == distances.argmin(axis=1).tolist()


def test_the_sea_is_not_crossed() -> None:
    saint_denis = pd.DataFrame({"lon": [55.45], "lat": [-20.88]}, index=["97411"])
    found = nearest(saint_denis, pd.DataFrame({"lon": [45.23, 2.35], "lat": [-12.78, 48.85]}))
    assert found.index.tolist() == ["97411"]
    assert found["distance_m"].isna().all()
    assert found["position"].isna().all()
    assert nearest(saint_denis, saint_denis.iloc[:0])["position"].isna().all()
