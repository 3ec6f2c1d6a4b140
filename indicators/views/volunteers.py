"""The error of answers whose authors chose themselves.

The sampling error of volunteers is not their error: who answers is not drawn. A floor is added in
quadrature, ``se = √(se² + f²)``, and they are called participants, never inhabitants. At the Grand
Débat, the same question in the same région moves by 2.2 points (root mean square; by 2.5 on average
for the access to services) between the participants who said that they were citizens and those who
did not say: what a change of participants alone may do. f is this, rounded up to 3 points
(``docs/decisions/0022-what-people-say-and-of-what.md``).
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from common.grammar import capitalised
from indicators.base.groups import group_label
from indicators.base.laws import Z
from indicators.base.survey_kind import SurveyKind

#: Standard error that no number of volunteers takes away, in points of perceived fragility.
FLOOR = 3.0
#: Those who answered, where nobody drew them.
_PARTICIPANTS = {
    "citoyens": "les participants",
    "elus": "les élus participants",
    "entreprises": "les entreprises participantes",
    "associations": "les associations participantes",
    "fondations": "les fondations participantes",
    "academiques": "les acteurs académiques participants",
}
#: Those who answered, or would.
RESPONDENTS = {
    "citoyens": "les citoyens",
    "elus": "les élus locaux",
    "entreprises": "les entreprises",
    "associations": "les associations",
    "fondations": "les fondations",
    "academiques": "les acteurs académiques",
}


def with_floor(estimates: pd.DataFrame, kind: SurveyKind) -> pd.DataFrame:
    """Add the floor to the error and to the interval of volunteers' estimates.

    Each half of the interval is widened in quadrature too, and stays on the scale; estimates of
    other kinds, and those that have no error, are given back as they are.

    Parameters
    ----------
    estimates : value, se, low, high (0-100).
    kind : what the sample is.

    Examples
    --------
    >>> one = pd.DataFrame({"value": [50.0], "se": [4.0], "low": [42.16], "high": [57.84]})
    >>> with_floor(one, SurveyKind.SELF_SELECTED).round(1).to_dict("records")
    [{'value': 50.0, 'se': 5.0, 'low': 40.2, 'high': 59.8}]
    >>> with_floor(one, SurveyKind.PROBABILITY) is one
    True
    """
    if kind is not SurveyKind.SELF_SELECTED:
        return estimates
    value, margin = estimates["value"], Z * FLOOR
    down = np.hypot(value - estimates["low"], margin)
    up = np.hypot(estimates["high"] - value, margin)
    return estimates.assign(
        se=np.hypot(estimates["se"], FLOOR),
        low=(value - down).clip(lower=0.0),
        high=(value + up).clip(upper=100.0),
    )


def voices(group: str, kind: SurveyKind) -> str:
    """Name those who answered, in French, with their article.

    >>> voices("citoyens", SurveyKind.SELF_SELECTED), voices("citoyens", SurveyKind.PROBABILITY)
    ('les participants', 'les citoyens')
    """
    names = _PARTICIPANTS if kind is SurveyKind.SELF_SELECTED else RESPONDENTS
    return names[group]


def voice_label(group: str, kinds: Iterable[SurveyKind]) -> str:
    """Name those who answered some surveys, in French, as a label: no article, a capital.

    Parameters
    ----------
    group : key of the respondents.
    kinds : of the surveys that what is labelled rests on; without any, the group has its own name.

    >>> voice_label("citoyens", [SurveyKind.SELF_SELECTED]), voice_label("citoyens", [])
    ('Participants', 'Citoyens')
    >>> voice_label("elus", [SurveyKind.PROBABILITY, SurveyKind.SELF_SELECTED])
    'Élus locaux ou élus participants'
    """
    ordered = sorted(kinds, key=lambda kind: kind.priority)
    names = dict.fromkeys(voices(group, kind).removeprefix("les ") for kind in ordered)
    return capitalised(" ou ".join(names)) if names else group_label(group)
