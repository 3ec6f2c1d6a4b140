"""A question put to the atlas: which territories, which domain, which measure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from common.errors import NotAvailableError, UnknownNameError
from common.levels import MAPPED_LEVELS, Level, Territory, parse_level
from indicators.base.domains import OVERALL, domain
from indicators.base.groups import GROUPS


class Measure(StrEnum):
    """What a layer shows."""

    OBJECTIVE = "objective"
    PERCEIVED = "perceived"
    GAP = "gap"
    INDICATOR = "indicator"
    PARTNERSHIPS = "partnerships"
    NEED_RESPONSE = "need_response"
    BOTH_VIEWS = "both_views"

    @property
    def asks_a_group(self) -> bool:
        """Whether the answer depends on the respondents."""
        return self in (Measure.PERCEIVED, Measure.GAP, Measure.BOTH_VIEWS)

    @property
    def crosses_two(self) -> bool:
        """Whether it shows two measures at once, three classes each."""
        return self in (Measure.NEED_RESPONSE, Measure.BOTH_VIEWS)

    @property
    def label(self) -> str:
        """French name."""
        return _LABELS[self]


_LABELS = {
    Measure.OBJECTIVE: "Fragilité objective",
    Measure.PERCEIVED: "Fragilité perçue",
    Measure.GAP: "Écart entre perçu et objectif",
    Measure.INDICATOR: "Indicateur détaillé",
    Measure.PARTNERSHIPS: "Nombre de partenariats",
    Measure.NEED_RESPONSE: "Fragilité et partenariats croisés",
    Measure.BOTH_VIEWS: "Mesuré et perçu croisés",
}


@dataclass(frozen=True)
class LayerQuery:
    """A question, complete enough to be asked again later.

    Attributes
    ----------
    level : level of the territories shown.
    domain : key of a domain, or ``ensemble``.
    measure : what is shown.
    group : respondent group, for perceived and gap.
    indicator : key of an indicator, for the measure ``indicator``.
    year : year of the indicator; the most recent when None.
    within : container of the territories shown; the whole country when None.
    """

    level: Level = Level.EPCI
    domain: str = OVERALL
    measure: Measure = Measure.OBJECTIVE
    group: str = "citoyens"
    indicator: str | None = None
    year: int | None = None
    within: Territory | None = None

    def __post_init__(self) -> None:
        if self.level not in MAPPED_LEVELS:
            raise UnknownNameError(
                "le niveau", self.level.value, [level.value for level in MAPPED_LEVELS]
            )
        if self.domain != OVERALL:
            domain(self.domain)
        if self.group not in GROUPS:
            raise UnknownNameError("le groupe", self.group, list(GROUPS))
        if self.measure is Measure.INDICATOR and not self.indicator:
            raise NotAvailableError(
                "La mesure « indicator » attend le nom d’un indicateur du catalogue."
            )
        if self.measure is not Measure.INDICATOR and (self.indicator or self.year):
            raise NotAvailableError(
                "Un indicateur ou une année ne se choisit qu’avec la mesure « indicator » "
                "(--measure indicator)."
            )


def parse_measure(text: str) -> Measure:
    """Read a measure by its key.

    Raises
    ------
    UnknownNameError
        If there is no such measure.

    Examples
    --------
    >>> parse_measure("gap").label
    'Écart entre perçu et objectif'
    """
    try:
        return Measure(text.strip())
    except ValueError:
        raise UnknownNameError("la mesure", text, [m.value for m in Measure]) from None


def parse_query(
    level: str,
    domain: str = OVERALL,
    measure: str = Measure.OBJECTIVE.value,
    *,
    group: str = "citoyens",
    indicator: str | None = None,
    year: int | None = None,
    within: Territory | None = None,
) -> LayerQuery:
    """Build a question from texts, as they come from a command line or a URL."""
    return LayerQuery(
        level=parse_level(level),
        domain=domain,
        measure=parse_measure(measure),
        group=group,
        indicator=indicator,
        year=year,
        within=within,
    )
