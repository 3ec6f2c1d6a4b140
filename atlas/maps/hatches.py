"""Which territories of a layer are hatched: each way of not being a plain measure has a pattern."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from atlas.desk.query import Measure
from atlas.layer.layer import Layer
from geo.map_signs import Hatch
from indicators.base.status import Status
from indicators.partnerships.need_response import Quadrant
from indicators.survey.publication import EstimateStatus
from indicators.views.gaps import GapStatus

#: What nothing allows to assert.
NOT_ESTABLISHED = Hatch.LEVEL
#: What a model predicts, and nobody measured.
MODELLED = Hatch.CROSSED
_WITHHELD = "Non publiée : réponses insuffisantes"
_HATCHED: Mapping[Measure, Mapping[str, tuple[Hatch, str]]] = {
    Measure.INDICATOR: {
        Status.SUPPRESSED: (Hatch.RISING, Status.SUPPRESSED.label),
        Status.CENSORED: (Hatch.DOTTED, Status.CENSORED.label),
        Status.ESTIMATED: (Hatch.FALLING, Status.ESTIMATED.label),
        Status.MODELLED: (MODELLED, Status.MODELLED.label),
    },
    Measure.PERCEIVED: {
        status: (Hatch.RISING, _WITHHELD) for status in EstimateStatus if not status.has_value
    },
    Measure.GAP: {
        GapStatus.NOT_DISTINGUISHABLE: (NOT_ESTABLISHED, GapStatus.NOT_DISTINGUISHABLE.label)
    },
    Measure.BOTH_VIEWS: {
        GapStatus.NOT_DISTINGUISHABLE: (NOT_ESTABLISHED, GapStatus.NOT_DISTINGUISHABLE.label)
    },
    Measure.NEED_RESPONSE: {
        Quadrant.NOT_DISTINGUISHABLE: (NOT_ESTABLISHED, Quadrant.NOT_DISTINGUISHABLE.label)
    },
}


def hatching(layer: Layer) -> tuple[pd.Series[str], dict[Hatch, str]]:
    """Choose the pattern of each territory of a layer.

    Returns
    -------
    Series, dict
        Value of :class:`geo.hatching.Hatch`, indexed by code; what each pattern found there says,
        in French, with a capital.
    """
    told = _HATCHED.get(layer.query.measure, {})
    status = layer.frame["status"]
    patterns = status.map({str(key): str(hatch) for key, (hatch, _) in told.items()})
    found = set(status.unique())
    meanings = {
        hatch: label[:1].upper() + label[1:] for key, (hatch, label) in told.items() if key in found
    }
    return patterns.astype("str").fillna(str(Hatch.NONE)), meanings
