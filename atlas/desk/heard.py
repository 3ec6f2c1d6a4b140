"""Who answered: a group under the name that its surveys allow."""

from __future__ import annotations

from collections.abc import Iterable

from atlas.desk.desk import Desk
from indicators.views.volunteers import voice_label


def heard_label(desk: Desk, group: str, surveys: Iterable[str]) -> str:
    """Name a group as those who answered some surveys: volunteers are participants.

    Parameters
    ----------
    desk : the opened data.
    group : key of the respondents.
    surveys : keys of the surveys that what is labelled rests on.
    """
    return voice_label(group, {desk.surveys[key].kind for key in surveys})
