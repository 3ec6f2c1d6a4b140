"""The words of a partnership record, as the study programme names them."""

from __future__ import annotations

from common.labelled import Labelled


class Kind(Labelled):
    """What a record is evidence of."""

    LABEL = "label", "Label national"
    """A national scheme designates a place; nothing says that partners work together there."""
    CO_FUNDED = "projet_cofinance", "Projet cofinancé"
    """Public money of the State goes to a programme or to a post carried by somebody else."""
    ALLIANCE = "alliance", "Alliance"
    """Several actors commit themselves together, by a contract or a common programme; the source
    does not always name them (:func:`kind_words`)."""
    GRANT = "subvention", "Subvention d’investissement"
    """The State pays a part of an equipment: it stands apart, and is counted with nothing else."""


#: An alliance teaches more about working together than a label, a label more than public money.
KIND_ORDER = (Kind.ALLIANCE, Kind.LABEL, Kind.CO_FUNDED, Kind.GRANT)
#: Kinds on which a rate for the inhabitants rests, unless one kind is asked for.
RATED_KINDS = (Kind.ALLIANCE, Kind.LABEL)
UNNAMED_ALLIANCE = "Alliance, partenaires non nommés"


def kind_words(kind: str, partners: object) -> str:
    """Say in French what a record is: an alliance of named actors is told from the others.

    >>> kind_words("alliance", "Nantes Métropole, Klaxit"), kind_words("alliance", None)
    ('Alliance', 'Alliance, partenaires non nommés')
    >>> kind_words("label", None)
    'Label national'
    """
    unnamed = kind == Kind.ALLIANCE and not isinstance(partners, str)
    return UNNAMED_ALLIANCE if unnamed else Kind(kind).label


class Period(Labelled):
    """Whether what a record tells of goes on; an unknown end closes nothing."""

    CURRENT = "en_cours", "En cours"
    ENDED = "terminees", "Terminées"
    ALL = "toutes", "En cours et terminées"


#: Year of the most recent lists: what ended before it has ended.
CURRENT_YEAR = 2026


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
    INTERNATIONAL = "international", "International"


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
