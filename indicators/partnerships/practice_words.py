"""The words of a case study of an alliance, as the study programme sorts them.

Three families of four types each; four reasons to ally; three things that an alliance may change.
"""

from __future__ import annotations

from common.labelled import Labelled
from indicators.partnerships.vocabulary import Category, Family

#: Said, everywhere, of what a record does not say: it is never guessed.
NOT_STATED = "non renseigné"


class PracticeType(Labelled):
    """The twelve types of practices; those of partnerships are the four categories."""

    TERRITORIAL = "engagement_territorial", "Engagement territorial"
    EMPLOYEES = "engagement_salaries", "Engagement des salariés"
    PARTNERS = "engagement_partenarial", "Engagement partenarial"
    INVESTMENT = "investissement_societal", "Investissement sociétal"
    MECENAT = Category.MECENAT.value, Category.MECENAT.label
    INNOVATION = Category.INNOVATION.value, Category.INNOVATION.label
    COOPERATION = Category.COOPERATION.value, Category.COOPERATION.label
    RESPONSIBLE = Category.RESPONSIBLE.value, Category.RESPONSIBLE.label
    DIALOGUE = "dialogue_territorial", "Dialogue territorial"
    EXPERIENCE = "experience_collective", "Expérience collective"
    SUPPORT = "accompagnement_acteurs", "Accompagnement des acteurs"
    THIRD_PLACE = "tiers_lieux", "Tiers-lieux"


_TYPES = tuple(PracticeType)
#: The types of each family.
TYPES_OF: dict[Family, tuple[PracticeType, ...]] = {
    Family.ENGAGEMENT: _TYPES[:4],
    Family.PARTNERSHIP: _TYPES[4:8],
    Family.COLLECTIVE: _TYPES[8:],
}
#: The family of each type.
FAMILY_OF = {kind: family for family, kinds in TYPES_OF.items() for kind in kinds}


class Aim(Labelled):
    """Why actors ally."""

    BALANCE = "equilibrer_performance_engagement", "Équilibrer performance et engagement"
    HYBRIDISE = "hybrider_modele_economique", "Hybrider le modèle économique"
    STEER = "piloter_innovation_societale", "Piloter une innovation sociétale"
    BUILD = "construire_solutions_territoriales", "Construire ensemble des solutions territoriales"


#: What an alliance may change, by the column that tells what changed.
CHANGES = {"innovation": "Innovation", "performance": "Performance", "confiance": "Confiance"}
