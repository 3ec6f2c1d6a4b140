"""Small areas: estimates finer than a survey measured, by a model that says it is one.

``fay_herriot`` fits the area-level model, ``predictions`` turns it into estimates with their error,
``smoothing`` and ``benchmark`` prepare variances and keep totals, ``guards`` refuses what the
model has no business with. ``eblup`` does the whole.
"""

from indicators.small_area.benchmark import Benchmark
from indicators.small_area.estimation import SmallAreaResult, eblup, modelled_perceptions

__all__ = ["Benchmark", "SmallAreaResult", "eblup", "modelled_perceptions"]
