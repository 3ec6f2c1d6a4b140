"""What is established around a place: by a question and its indicator first, then by a domain."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from atlas.desk.whose import Whose
from atlas.profiles import Profile
from atlas.profiles.reading import TOLD
from common.levels import Level, Territory
from indicators.base.domains import DOMAIN_KEYS
from indicators.base.groups import GROUPS
from indicators.views.positions import GapStatus

#: Where a finding comes from: ``Profile.answers``, or ``Profile.views`` for a whole domain.
QUESTION, DOMAIN = "question", "domain"
_COLUMNS = [
    *("kind", "row", "whose", "measured", "measured_name", "subject", "group", "survey"),
    *("status", "compared"),
]
_CELL = ["subject", "group", "measured"]
_MEASURED_FRAGILE = (GapStatus.ALIGNED_FRAGILE, GapStatus.SILENT_FRAGILITY)


def established(profile: Profile, views: pd.DataFrame) -> pd.DataFrame:
    """List what is established: a finding a subject for the place, one for larger territories.

    What is measured of the place itself comes first, then what is nearest to it, then silent
    fragilities, then domains where the place itself is established as fragile. What a larger
    territory says against what is established of the place comes last. The gap of a domain is left
    out where the same group is already told of by its question.

    Parameters
    ----------
    profile : the place.
    views : real rows of ``profile.views``.

    Returns
    -------
    DataFrame
        kind, row (label of the row in ``profile.answers`` or ``views``), whose, measured,
        measured_name, subject, group, survey, status, compared, opposed (whether the opposite is
        established of the place).
    """
    questions = profile.answers.assign(kind=QUESTION, status=profile.answers["position"])
    domains = views[views["domain"].isin(DOMAIN_KEYS)]
    domains = domains.assign(kind=DOMAIN, status=domains["gap_status"], subject=domains["domain"])
    rows = pd.concat([_found(questions), _found(domains)], ignore_index=True)
    rows = rows.drop_duplicates(_CELL)
    levels, readings, whose = list(Level), list(TOLD), list(Whose)
    rows = rows.assign(
        opposed=[opposed(profile, row) is not None for _, row in rows.iterrows()],
        owner=[whose.index(Whose(one)) for one in rows["whose"]],
        near=[levels.index(Territory.parse(place).level) for place in rows["measured"]],
        reading=[readings.index(GapStatus(status)) for status in rows["status"]],
        elsewhere=~rows["subject"].isin(profile.weaknesses.index),
        voice=[list(GROUPS).index(group) for group in rows["group"]],
    )
    order = ["owner", "opposed", "near", "reading", "elsewhere", "voice"]
    rows = rows.sort_values(order, kind="stable").drop_duplicates(["whose", "subject"])
    return rows[[*_COLUMNS, "opposed"]].reset_index(drop=True)


def _found(rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows[rows["status"].isin(TOLD)]
    return rows.rename_axis("row").reset_index()[_COLUMNS]


def opposed(profile: Profile, row: pd.Series) -> Literal["weak", "strong"] | None:
    """Say what is established of the place where a larger territory is measured as the opposite.

    Parameters
    ----------
    profile : the place.
    row : subject, whose, status.

    Returns
    -------
    ``weak``, ``strong`` or None.
    """
    if row["whose"] == Whose.OWN:
        return None
    if GapStatus(row["status"]) in _MEASURED_FRAGILE:
        return "strong" if row["subject"] in profile.strengths.index else None
    return "weak" if row["subject"] in profile.weaknesses.index else None
