"""The named options of a recipe, with the French wording that screens and errors show."""

from __future__ import annotations

from common.errors import NotAvailableError
from common.labelled import Labelled


class Option(Labelled):
    """A choice among several; its value is what a recipe file says."""


class Denominators(Option):
    """Whether indicators are divided by the denominator that the meta table names."""

    NONE = "none", "aucun dénominateur"
    META = "meta", "dénominateurs de la table des indicateurs"


class Smoothing(Option):
    """How rates of few events are steadied (:mod:`indicators.base.shrinkage`)."""

    NONE = "none", "aucun lissage"
    GLOBAL = "global", "vers le taux moyen de tous les territoires"
    NEIGHBOURS = "neighbours", "vers le taux moyen des territoires voisins"


class Imputation(Option):
    """What stands for a missing value."""

    NONE = "none", "aucune imputation"
    GROUP_MEAN = "group_mean", "moyenne du groupe"
    PARENT_LEVEL = "parent_level", "valeur du territoire plus large"


class Transformation(Option):
    """What is applied to an indicator before outliers are treated."""

    LOG = "log", "logarithme"
    LOG1P = "log1p", "logarithme de la valeur plus un"


class Treatment(Option):
    """What is done to an indicator whose distribution fails the skewness and kurtosis test."""

    NONE = "none", "aucun traitement"
    WINSORISE = "winsorise", "valeurs extrêmes ramenées à la suivante"
    LOG = "log", "logarithme"
    WINSORISE_THEN_LOG = (
        "winsorise_then_log",
        "valeurs extrêmes ramenées à la suivante, sinon logarithme",
    )


class Normalisation(Option):
    """How values are brought to one scale."""

    NONE = "none", "aucune normalisation"
    MINMAX = "minmax", "minimum-maximum"
    ZSCORE = "zscore", "écart centré réduit"
    PERCENTILE_RANK = "percentile_rank", "rang centile"
    WEIGHTED_PERCENTILE_RANK = "weighted_percentile_rank", "rang centile pondéré par la population"
    GOALPOSTS = "goalposts", "limites fixes"
    EXPONENTIAL_RANK = "exponential_rank", "rang exponentiel"


class Weighting(Option):
    """Where the weights within a group come from."""

    EQUAL = "equal", "poids égaux"
    GIVEN = "given", "poids donnés"


class Aggregation(Option):
    """How the members of a group make one score."""

    ARITHMETIC = "arithmetic", "moyenne arithmétique"
    GEOMETRIC = "geometric", "moyenne géométrique"
    COPELAND = "copeland", "Copeland (comparaisons par paires)"
    SUM = "sum", "somme"


#: French name of each family of options.
KINDS: dict[type[Option], str] = {
    Denominators: "dénominateurs",
    Smoothing: "lissage des petits nombres",
    Imputation: "imputation",
    Transformation: "transformation",
    Treatment: "traitement des valeurs extrêmes",
    Normalisation: "normalisation",
    Weighting: "pondération",
    Aggregation: "agrégation",
}


def inapplicable(option: Option, reason: str) -> NotAvailableError:
    """Build the error of an option that the data do not allow: nothing falls back in silence.

    >>> print(inapplicable(Aggregation.GEOMETRIC, "une note est négative").args[0])
    Option inapplicable : agrégation = geometric (moyenne géométrique), une note est négative.
    """
    return NotAvailableError(
        f"Option inapplicable : {KINDS[type(option)]} = {option} ({option.label}), {reason}."
    )
