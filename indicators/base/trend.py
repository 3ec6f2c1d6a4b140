"""Where a series goes: up, down, stable, or not known.

Five dates or more: Mann-Kendall's test at 5 %, both sides, and Sen's slope. With four dates no
order reaches 5 % (the most extreme has one chance in twelve): for two to four dates, as of the
census, the first and the last rates are compared, if their counts are known, by the ratio of two
Poisson rates on a logarithmic scale (Rothman, Greenland and Lash, *Modern Epidemiology*, 14).

A series goes up or down if the test says so and the change over the period is at least a twentieth
of its level: less may be certain and mean nothing. It is stable if the change lies, with 90 %
confidence, inside that twentieth (Schuirmann 1987: no evidence of a change is no evidence of
stability). Otherwise unknown. :mod:`indicators.base.trends` applies these rules.
"""

from __future__ import annotations

from common.labelled import Labelled

#: Least change over the period, as a share of the level, that is worth a direction.
LEAST_CHANGE = 0.05
LEAST_DATES = 5
#: Dates without which there is no series.
FEWEST = 2
RISK = 0.05


class Direction(Labelled):
    """Where a series goes."""

    UP = "up", "en hausse"
    DOWN = "down", "en baisse"
    STABLE = "stable", "stable"
    UNKNOWN = "unknown", "non établie"


class TrendTest(Labelled):
    """What the direction rests on."""

    MANN_KENDALL = "mann_kendall", "test de Mann-Kendall à 5 %"
    TWO_RATES = "two_rates", "comparaison des taux de la première et de la dernière date, à 5 %"
    NONE = "none", "aucun test : trop peu de dates"
