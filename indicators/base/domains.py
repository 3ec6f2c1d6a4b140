"""The one table of the 16 domains, as the study programme names them.

The link to the Sustainable Development Goals (ODD) is Fragiscope's own crosswalk.
"""

from __future__ import annotations

from dataclasses import dataclass

from common.errors import UnknownNameError


@dataclass(frozen=True)
class Domain:
    """One of the 16 domains of fragility.

    Attributes
    ----------
    key : identifier in files, URLs and commands.
    label : French name.
    dimension : economique, sociale, societale or environnementale.
    family : family of criteria of the programme.
    construct : what being fragile there means, one French sentence (``docs/fragilite.md``).
    """

    key: str
    label: str
    short: str
    dimension: str
    family: str
    construct: str


#: Key of the score over all the domains; not a domain.
OVERALL = "ensemble"
OVERALL_LABEL = "Ensemble des domaines"


DOMAINS: tuple[Domain, ...] = (
    Domain(
        "emploi",
        "Emploi / chômage / insertion",
        "Emploi",
        "economique",
        "economiques",
        "Être privé d’emploi, ou n’en avoir qu’un précaire, là où l’on vit.",
    ),
    Domain(
        "developpement_economique",
        "Développement économique",
        "Développement économique",
        "economique",
        "economiques",
        "Vivre où l’économie offre peu d’emplois, et de moins en moins par habitant.",
    ),
    Domain(
        "pauvrete",
        "Pauvreté / lutte contre l’exclusion",
        "Pauvreté",
        "sociale",
        "societaux",
        "Disposer de moins que le seuil de pauvreté, ou dépendre de la solidarité nationale.",
    ),
    Domain(
        "niveau_de_vie",
        "Niveau de vie / pouvoir d’achat",
        "Niveau de vie",
        "economique",
        "economiques",
        "Avoir peu pour vivre, une fois rapporté à ce que coûte un logement ici.",
    ),
    Domain(
        "mal_logement",
        "Mal-logement",
        "Mal-logement",
        "sociale",
        "societaux",
        "Manquer de place chez soi, ou vivre parmi des logements à l’abandon.",
    ),
    Domain(
        "isolement",
        "Isolement / manque de lien social",
        "Isolement",
        "sociale",
        "societaux",
        "Vivre seul à l’âge où cela dure, ou élever seul des enfants : être sans relais.",
    ),
    Domain(
        "diversite_handicap",
        "Diversité / handicap",
        "Diversité / handicap",
        "sociale",
        "societaux",
        "Vivre avec un handicap, et attendre les droits qui le compensent.",
    ),
    Domain(
        "vieillissement",
        "Vieillissement / intergénération",
        "Vieillissement",
        "sociale",
        "societaux",
        "Compter beaucoup de personnes à l’âge où l’on a besoin des autres.",
    ),
    Domain(
        "education",
        "Éducation",
        "Éducation",
        "societale",
        "societaux",
        "Quitter l’école sans diplôme ni suite, ou y apprendre dans des conditions difficiles.",
    ),
    Domain(
        "sante",
        "Santé",
        "Santé",
        "societale",
        "societaux",
        "Vivre loin des soignants et des urgences, ou là où l’on meurt plus tôt.",
    ),
    Domain(
        "securite",
        "Sécurité / délinquance",
        "Sécurité",
        "societale",
        "societaux",
        "Être exposé aux atteintes aux biens et aux personnes, et aux accidents de la route.",
    ),
    Domain(
        "mobilite",
        "Mobilité / transports",
        "Mobilité",
        "societale",
        "societaux",
        "Ne pas pouvoir se déplacer sans voiture, ou ne pas en avoir où il en faut une.",
    ),
    Domain(
        "numerique",
        "Accès au numérique",
        "Accès au numérique",
        "societale",
        "societaux",
        "Ne pas avoir d’accès rapide à internet, ni d’aide à proximité pour s’en servir.",
    ),
    Domain(
        "culture_loisirs",
        "Culture / loisirs",
        "Culture / loisirs",
        "societale",
        "societaux",
        "Avoir peu de lieux culturels pour le nombre d’habitants, ou en être loin.",
    ),
    Domain(
        "environnement",
        "Environnement / pollution / biodiversité",
        "Environnement",
        "environnementale",
        "environnementaux",
        "Être exposé aux catastrophes, aux risques industriels et aux pollutions.",
    ),
    Domain(
        "transition_energetique",
        "Transition énergétique",
        "Transition énergétique",
        "environnementale",
        "environnementaux",
        "Vivre dans des logements coûteux à chauffer, où l’énergie propre a peu commencé.",
    ),
)

DOMAIN_KEYS: tuple[str, ...] = tuple(domain.key for domain in DOMAINS)
_BY_KEY = {domain.key: domain for domain in DOMAINS}

#: The four dimensions of the programme, in the order in which it puts them to citizens.
DIMENSIONS: dict[str, str] = {
    "economique": "Dimension économique",
    "sociale": "Dimension sociale",
    "societale": "Dimension sociétale",
    "environnementale": "Dimension environnementale",
}
DIMENSION_KEYS: tuple[str, ...] = tuple(DIMENSIONS)
#: What has a score made of those of several domains.
AGGREGATE_KEYS = (*DIMENSION_KEYS, OVERALL)
#: Whatever has an objective score, in the order in which it is told: headlines first.
SCORE_KEYS = (*DIMENSION_KEYS, *DOMAIN_KEYS, OVERALL)
#: What the overall score mixes, to be said wherever it is shown.
OVERALL_MEANING = (
    "L’ensemble mêle deux fragilités qui vont rarement ensemble : la pauvreté (emploi, niveau de "
    "vie, isolement…), plus forte en ville et dans les régions sinistrées, et l’éloignement des "
    "soins, des transports et de la culture, plus fort à la campagne. Deux territoires de même "
    "score peuvent donc n’avoir rien en commun : lisez d’abord les quatre dimensions."
)


def domains_of(key: str) -> tuple[str, ...]:
    """List the domains that a score speaks of: those of a dimension, all of them, or one.

    Raises
    ------
    UnknownNameError
        If no score has this key.

    Examples
    --------
    >>> domains_of("economique")
    ('emploi', 'developpement_economique', 'niveau_de_vie')
    >>> domains_of("sante"), len(domains_of("ensemble"))
    (('sante',), 16)
    """
    if key == OVERALL:
        return DOMAIN_KEYS
    if key in DIMENSIONS:
        return tuple(one.key for one in DOMAINS if one.dimension == key)
    return (domain(key).key,)


def domain(key: str) -> Domain:
    """Find a domain by its key.

    Raises
    ------
    UnknownNameError
        If there is no such domain.

    Examples
    --------
    >>> domain("sante").label
    'Santé'
    """
    try:
        return _BY_KEY[key]
    except KeyError:
        raise UnknownNameError("le domaine", key, DOMAIN_KEYS) from None


def domain_label(key: str) -> str:
    """Give the French label of a domain, of a dimension, or of the overall score."""
    if key in DIMENSIONS:
        return DIMENSIONS[key]
    return OVERALL_LABEL if key == OVERALL else domain(key).label


def short_label(key: str) -> str:
    """Give the short French label of a domain, or that of a dimension or of the overall score.

    >>> short_label("securite"), short_label("sociale")
    ('Sécurité', 'Dimension sociale')
    """
    return domain_label(key) if key in AGGREGATE_KEYS else domain(key).short
