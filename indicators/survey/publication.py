"""The publication rule: the one place that decides whether an estimate may be seen.

An estimate is published when it rests on at least 30 answers (the usage of barometers by
territory), when its error has at least 8 degrees of freedom (primary units less strata) and when
its coefficient of variation is at most 30 %. Under 8, the error is itself uncertain by a quarter or
more, ``1/√(2·8)``, and no longer tells whether the estimate is precise: it is the threshold under
which the National Center for Health Statistics of the United States reviews a proportion (Parker
and others 2017). What is not published has a status and nothing else: no value, no error, no
interval, no number of answers. Nothing is published either that would let a reader find an
unpublished value by subtraction (``indicators.survey.subtraction``).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from common.labelled import Labelled
from indicators.survey.subtraction import withheld_cells

#: Respondents under which no configuration of the rule may publish a group.
PROTECTION_THRESHOLD = 5
#: Columns that an unpublished row leaves empty.
HIDDEN_COLUMNS = (
    "value", "se", "low", "high", "raw_value", "raw_se", "raw_low", "raw_high", "n", "n_eff",
    "df",
)  # fmt: skip


class EstimateStatus(Labelled):
    """What may be said of an estimate."""

    PUBLISHED = "published", "publiée"
    """Value, interval and number of answers are given."""
    NO_MARGIN = "no_margin", "publiée sans marge d’erreur"
    """The producer publishes the value without margin: shown, never compared."""
    TOO_FEW = "too_few", "non publiée : trop peu de réponses"
    """Too few answers."""
    TOO_FEW_UNITS = "too_few_units", "non publiée : trop peu d’unités primaires"
    """Enough answers, from too few primary units for their error to be known."""
    TOO_VARIABLE = "too_variable", "non publiée : trop imprécise"
    """Enough answers, but the error is too large for the value."""
    WITHHELD = "withheld", "non publiée : elle permettrait de retrouver un autre territoire"
    """Would let a reader find another, unpublished, territory by subtraction."""
    HIDDEN = "hidden", "non publiée : masquée par le producteur"
    """The producer hides the value."""

    @property
    def has_value(self) -> bool:
        """Whether rows of this status carry numbers."""
        return self in (EstimateStatus.PUBLISHED, EstimateStatus.NO_MARGIN)


@dataclass(frozen=True)
class PublicationRule:
    """Thresholds of publication.

    Attributes
    ----------
    minimum : smallest number of answers, at least ``PROTECTION_THRESHOLD``.
    maximum_cv : largest coefficient of variation (standard error over absolute value).
    minimum_df : smallest number of degrees of freedom of the error.
    """

    minimum: int = 30
    maximum_cv: float = 0.30
    minimum_df: int = 8


def status_of(estimates: pd.DataFrame, rule: PublicationRule) -> pd.Series:
    """Judge each estimate by itself.

    Parameters
    ----------
    estimates : columns value, se, low, n, df; ``n`` is NaN where a producer publishes its estimate
        without it, and ``se`` too where there is no margin: the producer's own rule then holds.
        Without a value either, the producer hides it.
    rule : thresholds.

    Returns
    -------
    Series
        ``EstimateStatus`` values, on the index of ``estimates``.
    """
    minimum = max(rule.minimum, PROTECTION_THRESHOLD)
    size = estimates["value"].abs()
    variation = estimates["se"] / size.where(size > 0)
    # A mean of exactly 0 with no dispersion is precise; one with dispersion is not.
    variation = variation.where(size > 0, np.inf).where(estimates["se"] != 0, 0.0)
    unreliable = ~(variation <= rule.maximum_cv) | estimates["low"].isna()
    status = pd.Series(EstimateStatus.PUBLISHED.value, index=estimates.index, dtype="str")
    status = status.mask(unreliable, EstimateStatus.TOO_VARIABLE.value)
    few_units = estimates["df"] < rule.minimum_df
    status = status.mask(few_units, EstimateStatus.TOO_FEW_UNITS.value)
    elsewhere = estimates["n"].isna()
    status = status.mask(elsewhere & estimates["se"].isna(), EstimateStatus.NO_MARGIN.value)
    status = status.mask(elsewhere & estimates["value"].isna(), EstimateStatus.HIDDEN.value)
    return status.mask(~elsewhere & (estimates["n"] < minimum), EstimateStatus.TOO_FEW.value)


def publish(
    estimates: pd.DataFrame, rule: PublicationRule, answers: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Apply the rule, and blank whatever it does not let through.

    Parameters
    ----------
    estimates : columns of ``indicators.survey.estimates``.
    rule : thresholds.
    answers : the respondents behind the estimates (columns group, ``level:…``, ``domain:…``), to
        see which values could be found by subtraction; None when the estimates come from
        published tables, which hide nothing.

    Returns
    -------
    DataFrame
        The same rows and columns, plus ``status``; the columns of ``HIDDEN_COLUMNS`` are NaN where
        the status has no value.
    """
    status = status_of(estimates, rule)
    if answers is not None:
        published = status == EstimateStatus.PUBLISHED.value
        minimum = max(rule.minimum, PROTECTION_THRESHOLD)
        withheld = withheld_cells(estimates, published, answers, minimum)
        status = status.mask(withheld, EstimateStatus.WITHHELD.value)
    return blank(estimates.assign(status=status))


def blank(estimates: pd.DataFrame) -> pd.DataFrame:
    """Empty the numbers of the rows whose status has no value."""
    shown = estimates["status"].isin([s.value for s in EstimateStatus if s.has_value])
    hidden = [name for name in HIDDEN_COLUMNS if name in estimates.columns]
    table = estimates.copy()
    table[hidden] = table[hidden].where(shown)
    return table
