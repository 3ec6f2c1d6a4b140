"""The words of a partnership record, as the study programme names them."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a record is evidence of."""

    LABEL = "label"
    """A national scheme designates a place; nothing says that partners work together there."""
    CO_FUNDED = "projet_cofinance"
    """Public money of the State goes to a project or to a post carried by somebody else."""
    ALLIANCE = "alliance"
    """Several named actors commit themselves together, by a contract or a common programme."""

    @property
    def label(self) -> str:
        """French wording."""
        return _KINDS[self]


_KINDS = {
    Kind.LABEL: "Label national",
    Kind.CO_FUNDED: "Projet cofinancé",
    Kind.ALLIANCE: "Alliance",
}


class Category(StrEnum):
    """The four categories of alliances of general interest."""

    MECENAT = "mecenat"
    INNOVATION = "innovation_societale"
    COOPERATION = "cooperation_economique"
    RESPONSIBLE = "pratiques_responsables"

    @property
    def label(self) -> str:
        """French wording."""
        return _CATEGORIES[self]


_CATEGORIES = {
    Category.MECENAT: "Mécénat",
    Category.INNOVATION: "Innovation sociétale",
    Category.COOPERATION: "Coopération économique",
    Category.RESPONSIBLE: "Pratiques responsables",
}


class Family(StrEnum):
    """The three families of practices that case studies are sorted into."""

    ENGAGEMENT = "engagement"
    PARTNERSHIP = "partenariale"
    COLLECTIVE = "dynamique_collective"

    @property
    def label(self) -> str:
        """French wording."""
        return _FAMILIES[self]


_FAMILIES = {
    Family.ENGAGEMENT: "Pratiques d’engagement",
    Family.PARTNERSHIP: "Pratiques partenariales",
    Family.COLLECTIVE: "Dynamiques collectives territoriales",
}


class PartnerProfile(StrEnum):
    """Profile of a partner."""

    COLLECTIVITE = "collectivite"
    ENTREPRISE = "entreprise"
    ASSOCIATION = "association"
    FONDATION = "fondation"
    ACADEMIQUE = "academique"
    ETAT = "etat"

    @property
    def label(self) -> str:
        """French wording."""
        return _PROFILES[self]


_PROFILES = {
    PartnerProfile.COLLECTIVITE: "Collectivité",
    PartnerProfile.ENTREPRISE: "Entreprise",
    PartnerProfile.ASSOCIATION: "Association",
    PartnerProfile.FONDATION: "Fondation",
    PartnerProfile.ACADEMIQUE: "Acteur académique",
    PartnerProfile.ETAT: "État",
}


class Scale(StrEnum):
    """Scale on which the partners work."""

    MICRO_LOCAL = "micro_local"
    COMMUNAL = "communal"
    INTERCOMMUNAL = "intercommunal"
    DEPARTEMENTAL = "departemental"
    REGIONAL = "regional"
    NATIONAL = "national"

    @property
    def label(self) -> str:
        """French wording."""
        return _SCALES[self]


_SCALES = {
    Scale.MICRO_LOCAL: "Micro-local",
    Scale.COMMUNAL: "Communal",
    Scale.INTERCOMMUNAL: "Intercommunal",
    Scale.DEPARTEMENTAL: "Départemental",
    Scale.REGIONAL: "Régional",
    Scale.NATIONAL: "National",
}


class Coverage(StrEnum):
    """Where a source is a complete list, so that absence from it means absence."""

    FRANCE = "france"
    """Complete in métropole and in the five DROM."""
    METROPOLE = "metropole"
    """Complete in métropole, silent about the DROM."""
    QPV_ONLY = "qpv_only"
    """Complete, but only places with a priority neighbourhood could be chosen."""
    MOUNTAIN_ONLY = "montagne_only"
    """Complete, but only places in a mountain range could be chosen."""
    PARTIAL = "partial"
    """Incomplete: absence from the list means nothing."""

    @property
    def label(self) -> str:
        """French wording."""
        return _COVERAGES[self]


_COVERAGES = {
    Coverage.FRANCE: "liste complète, métropole et DROM",
    Coverage.METROPOLE: "liste complète en métropole, muette sur les DROM",
    Coverage.QPV_ONLY: "liste complète, réservée aux territoires de la politique de la ville",
    Coverage.MOUNTAIN_ONLY: "liste complète, réservée aux massifs de montagne",
    Coverage.PARTIAL: "liste incomplète : une absence n’y signifie rien",
}
