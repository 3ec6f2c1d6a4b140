"""What the sample of a survey is, the surest first."""

from __future__ import annotations

from common.labelled import Labelled


class SurveyKind(Labelled):
    """Which survey answers first when several do.

    What was really observed comes before what was drawn by a program, a controlled sample before
    volunteers, a survey before an indicator compiled by others.
    """

    PROBABILITY = "probability", "échantillon construit"
    SELF_SELECTED = "self_selected", "participation volontaire"
    COMPOSITE = "composite", "indicateur composé par un organisme"
    DEMONSTRATION = "demonstration", "données de démonstration"

    @property
    def priority(self) -> int:
        """Its place in that order, 0 the first.

        >>> SurveyKind.SELF_SELECTED.priority
        1
        """
        return list(SurveyKind).index(self)
