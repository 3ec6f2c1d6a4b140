"""The three levers of the general interest, and the three horizons at which it is built.

The levers are those of Le RAMEAU, which its survey of citizens put as vision, rules and norms, and
action (national reference point ``leviers``). The horizons are those of the Fondation pour la
Co-construction du bien commun (« Apprendre à (ré)concilier les 3 temps du bien commun », 2022):
18 months, 7 years and 28 years.
"""

from __future__ import annotations

from common.labelled import Explained


class Lever(Explained):
    """What a question to raise works on."""

    VISION = (
        "vision",
        "Vision partagée",
        "S’accorder sur ce que vit le territoire, et sur ce qu’il veut devenir.",
    )
    REGULATION = (
        "regulation",
        "Gestion régulatrice",
        "Fixer les règles, les moyens et les objectifs, et suivre ce qu’ils produisent.",
    )
    ACTION = (
        "action",
        "Action collective transformatrice",
        "Agir à plusieurs, là où aucun acteur ne peut réussir seul.",
    )


class Horizon(Explained):
    """When a question to raise bears fruit."""

    OPERATION = (
        "18_mois",
        "18 mois",
        "Le temps de l’opération : ce qui peut être engagé tout de suite.",
    )
    STRATEGY = (
        "7_ans",
        "7 ans",
        "Le temps de la stratégie : ce que vise un contrat, ou un mandat.",
    )
    PROSPECTIVE = (
        "28_ans",
        "28 ans",
        "Le temps de la prospective : ce que connaîtra la génération suivante.",
    )


def heading(lever: Lever, horizon: Horizon) -> str:
    """Write what heads a question to raise.

    >>> heading(Lever.ACTION, Horizon.STRATEGY)
    'Action collective transformatrice · à 7 ans'
    """
    return f"{lever.label} · à {horizon.label}"
