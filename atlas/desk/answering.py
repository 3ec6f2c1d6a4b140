"""Which survey answers; where none does, whether the demonstration would."""

from __future__ import annotations

from collections.abc import Callable

from atlas.desk.desk import Desk
from common.errors import NotAvailableError, OnlyDemonstrationError
from common.levels import Level
from indicators.views.perceptions import Survey, choose_survey


def answering_survey(desk: Desk, domain: str, group: str, level: Level) -> Survey:
    """Choose the survey that answers for a domain, a group and a level.

    Raises
    ------
    NotAvailableError
        If none does: see :func:`indicators.views.perceptions.choose_survey`.
    OnlyDemonstrationError
        If the demonstration survey would, here or at another level, and the desk leaves it out.
    """

    def chosen(opened: Desk) -> str:
        return choose_survey(opened.estimates, opened.surveys, domain, group, level.value)

    return desk.surveys[chosen_on(desk, chosen)]


def chosen_on(desk: Desk, choose: Callable[[Desk], str]) -> str:
    """Choose on a desk; say of a refusal whether the demonstration survey would have answered.

    Raises
    ------
    NotAvailableError
        That of the choice. Its message says at which levels there is an answer.
    OnlyDemonstrationError
        In its place, where the same choice is possible with the demonstration, or refused for
        another reason: it is possible at another level.
    """
    try:
        return choose(desk)
    except NotAvailableError as refused:
        reason = str(refused)
        try:
            choose(desk.with_demonstration())
        except NotAvailableError as elsewhere:
            if str(elsewhere) == reason:
                raise refused from None
            raise OnlyDemonstrationError(reason, elsewhere=True) from None
        raise OnlyDemonstrationError(reason) from None
