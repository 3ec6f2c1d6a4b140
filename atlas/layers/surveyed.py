"""What the measures that rest on a survey share."""

from __future__ import annotations

from atlas.desk.answering import answering_survey
from atlas.desk.desk import Desk
from atlas.layers.measure import MeasureQuery
from indicators.base.domains import domain_label
from indicators.views.perceptions import Survey
from indicators.views.volunteers import voice_label

#: What the absence of colour means on their maps.
NOT_PUBLISHED = "Non publié à ce niveau"


def survey_of(desk: Desk, query: MeasureQuery) -> Survey:
    """Choose the survey that answers a question.

    Raises
    ------
    NotAvailableError
        If none does; see :func:`atlas.desk.answering.answering_survey`.
    """
    return answering_survey(desk, query.domain, query.group, query.level)


def survey_title(what: str, query: MeasureQuery, survey: Survey) -> str:
    """Title an answer: what is shown, then the group and the domain."""
    return f"{what}, {voice_label(query.group, [survey.kind])} – {domain_label(query.domain)}"
