"""A question put to the map: which territories, which measure, of what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

from atlas.layers.measure import Ask, Measure, MeasureQuery
from atlas.layers.measures import MEASURES, parse_measure
from atlas.layers.measures.objective import OBJECTIVE
from common.errors import NotAvailableError
from common.levels import Territory, parse_level
from indicators.base.domains import OVERALL


@dataclass(frozen=True)
class LayerQuery(MeasureQuery):
    """A question, complete enough to be asked again later.

    Attributes
    ----------
    measure : what is shown; the other attributes are those of :class:`MeasureQuery`.
    """

    measure: Measure = OBJECTIVE

    def __post_init__(self) -> None:
        super().__post_init__()
        if Ask.DOMAIN in self.measure.asks and self.domain not in self.measure.domains:
            raise NotAvailableError(
                f"La mesure « {self.measure.label} » existe par domaine et pour l’ensemble, pas "
                f"pour une dimension ; domaines : {', '.join(self.measure.domains)}."
            )
        if Ask.INDICATOR in self.measure.asks:
            if not self.indicator:
                raise NotAvailableError(
                    f"La mesure « {self.measure} » attend le nom d’un indicateur du catalogue."
                )
        elif self.indicator:
            self._refuse("Un indicateur", Ask.INDICATOR)
        if self.year and Ask.YEAR not in self.measure.asks:
            self._refuse("Une année", Ask.YEAR)

    def _refuse(self, what: str, asked: Ask) -> NoReturn:
        """Say which measures take what this one does not."""
        keys = [key for key, one in MEASURES.items() if asked in one.asks]
        raise NotAvailableError(
            f"{what} ne se choisit qu’avec la mesure {' ou '.join(f'« {key} »' for key in keys)} "
            f"(--measure {' ou '.join(keys)})."
        )


def parse_query(
    level: str,
    domain: str = OVERALL,
    measure: str = OBJECTIVE.key,
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
