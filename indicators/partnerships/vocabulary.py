"""The words of a partnership record, as the study programme names them."""

from __future__ import annotations

from common.labelled import Labelled


class Kind(Labelled):
    """What a record is evidence of."""

    LABEL = "label", "Label national"
    """A national scheme designates a place; nothing says that partners work together there."""
    CO_FUNDED = "projet_cofinance", "Projet cofinancé"
    """Public money of the State goes to a project or to a post carried by somebody else."""
    ALLIANCE = "alliance", "Alliance"
    """Several named actors commit themselves together, by a contract or a common programme."""


class Category(Labelled):
    """The four categories of alliances of general interest."""

    MECENAT = "mecenat", "Mécénat"
    INNOVATION = "innovation_societale", "Innovation sociétale"
    COOPERATION = "cooperation_economique", "Coopération économique"
    RESPONSIBLE = "pratiques_responsables", "Pratiques responsables"


class Family(Labelled):
    """The three families of practices that case studies are sorted into."""

    ENGAGEMENT = "engagement", "Pratiques d’engagement"
    PARTNERSHIP = "partenariale", "Pratiques partenariales"
    COLLECTIVE = "dynamique_collective", "Dynamiques collectives territoriales"


class PartnerProfile(Labelled):
    """Profile of a partner."""

    COLLECTIVITE = "collectivite", "Collectivité"
    ENTREPRISE = "entreprise", "Entreprise"
    ASSOCIATION = "association", "Association"
    FONDATION = "fondation", "Fondation"
    ACADEMIQUE = "academique", "Acteur académique"
    ETAT = "etat", "État"


class Scale(Labelled):
    """Scale on which the partners work."""

    MICRO_LOCAL = "micro_local", "Micro-local"
    COMMUNAL = "communal", "Communal"
    INTERCOMMUNAL = "intercommunal", "Intercommunal"
    DEPARTEMENTAL = "departemental", "Départemental"
    REGIONAL = "regional", "Régional"
    NATIONAL = "national", "National"


class Coverage(Labelled):
    """Where a source is a complete list, so that absence from it means absence."""

    FRANCE = "france", "liste complète, métropole et DROM"
    """Complete in métropole and in the five DROM."""
    METROPOLE = "metropole", "liste complète en métropole, muette sur les DROM"
    """Complete in métropole, silent about the DROM."""
    QPV_ONLY = "qpv_only", "liste complète, réservée aux territoires de la politique de la ville"
    """Complete, but only places with a priority neighbourhood could be chosen."""
    MOUNTAIN_ONLY = "montagne_only", "liste complète, réservée aux massifs de montagne"
    """Complete, but only places in a mountain range could be chosen."""
    PARTIAL = "partial", "liste incomplète : une absence n’y signifie rien"
    """Incomplete: absence from the list means nothing."""
