"""What a file does not say and its owner does: the fields that a page or a command gives."""

from __future__ import annotations

from dataclasses import dataclass

from indicators.base.survey_kind import SurveyKind
from own_data.loaded import OwnSource


@dataclass(frozen=True)
class Choices:
    """What is said beside a file; a column of the file answers first.

    Attributes
    ----------
    about : whose it is.
    domain : key of the domain that all of it is about, "" where a column tells.
    group : key of the respondents.
    direction : 1 if a high figure is fragile, -1 if it is not, 0 where a column tells.
    unit : of the figures, in French: « % », « note de 0 à 10 », « logements »…
    sample : what the sample of published results, or of a survey without design, is.
    scope : what the questions of published results are about
        (:data:`own_data.kinds.vocabulary.SCOPE_WORDS`), "" where a column tells.
    """

    about: OwnSource
    domain: str = ""
    group: str = ""
    direction: int = 0
    unit: str = ""
    sample: SurveyKind = SurveyKind.SELF_SELECTED
    scope: str = ""
