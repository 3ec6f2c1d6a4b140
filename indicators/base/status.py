"""What is known of a value. Zero is a value; none of these ever turns into another."""

from __future__ import annotations

from common.labelled import Labelled


class Status(Labelled):
    """Status of an indicator's value for one territory and one year."""

    OBSERVED = "observed", "observée"
    """Published as such by the producer for this territory."""
    AGGREGATED = "aggregated", "agrégée"
    """Computed from the values of the communes it is made of, by the indicator's rule."""
    SUPPRESSED = "suppressed", "secret statistique"
    """Withheld by the producer (statistical confidentiality, publication threshold): no value."""
    CENSORED = "censored", "seuil publié"
    """Published only as a bound (a poverty rate below 5 % is published as 5)."""
    ESTIMATED = "estimated", "estimée, et non mesurée ici"
    """Taken from a larger area that contains the territory, or worked out from other data of it."""
    MISSING = "missing", "manquante"
    """Not in the source, for no stated reason: no value."""
    MODELLED = "modelled", "estimation modélisée"
    """Predicted by a model (``indicators.small_area``), never measured there."""

    @property
    def has_value(self) -> bool:
        """Whether rows of this status carry a number."""
        return self not in (Status.SUPPRESSED, Status.MISSING)
