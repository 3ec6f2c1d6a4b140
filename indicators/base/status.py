"""What is known of a value. Zero is a value; none of these ever turns into another."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """Status of an indicator's value for one territory and one year."""

    OBSERVED = "observed"
    """Published as such by the producer for this territory."""
    AGGREGATED = "aggregated"
    """Computed from the values of the communes it is made of, by the indicator's rule."""
    SUPPRESSED = "suppressed"
    """Withheld by the producer (statistical confidentiality, publication threshold): no value."""
    CENSORED = "censored"
    """Published only as a bound (a poverty rate below 5 % is published as 5)."""
    ESTIMATED = "estimated"
    """Taken from a larger area that contains the territory."""
    MISSING = "missing"
    """Not in the source, for no stated reason: no value."""
    MODELLED = "modelled"
    """Predicted by a model (``indicators.small_area``), never measured there."""

    @property
    def label(self) -> str:
        """French wording for screens and codebooks."""
        return _LABELS[self]

    @property
    def has_value(self) -> bool:
        """Whether rows of this status carry a number."""
        return self not in (Status.SUPPRESSED, Status.MISSING)


_LABELS = {
    Status.OBSERVED: "observée",
    Status.AGGREGATED: "agrégée",
    Status.SUPPRESSED: "secret statistique",
    Status.CENSORED: "borne publiée",
    Status.ESTIMATED: "estimée à partir d’un territoire plus large",
    Status.MISSING: "manquante",
    Status.MODELLED: "estimation modélisée",
}
