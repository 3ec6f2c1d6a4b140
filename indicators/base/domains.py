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
    """

    key: str
    label: str
    short: str
    dimension: str
    family: str


#: Key of the score over all the domains; not a domain.
OVERALL = "ensemble"
OVERALL_LABEL = "Ensemble des domaines"


DOMAINS: tuple[Domain, ...] = (
    Domain("emploi", "Emploi / chômage / insertion", "Emploi", "economique", "economiques"),
    Domain(
        "developpement_economique",
        "Développement économique",
        "Développement économique",
        "economique",
        "economiques",
    ),
    Domain("pauvrete", "Pauvreté / lutte contre l’exclusion", "Pauvreté", "sociale", "societaux"),
    Domain(
        "niveau_de_vie",
        "Niveau de vie / pouvoir d’achat",
        "Niveau de vie",
        "economique",
        "economiques",
    ),
    Domain("mal_logement", "Mal-logement", "Mal-logement", "sociale", "societaux"),
    Domain("isolement", "Isolement / manque de lien social", "Isolement", "sociale", "societaux"),
    Domain(
        "diversite_handicap", "Diversité / handicap", "Diversité / handicap", "sociale", "societaux"
    ),
    Domain(
        "vieillissement",
        "Vieillissement / intergénération",
        "Vieillissement",
        "sociale",
        "societaux",
    ),
    Domain("education", "Éducation", "Éducation", "societale", "societaux"),
    Domain("sante", "Santé", "Santé", "societale", "societaux"),
    Domain("securite", "Sécurité / délinquance", "Sécurité", "societale", "societaux"),
    Domain("mobilite", "Mobilité / transports", "Mobilité", "societale", "societaux"),
    Domain("numerique", "Accès au numérique", "Numérique", "societale", "societaux"),
    Domain("culture_loisirs", "Culture / loisirs", "Culture / loisirs", "societale", "societaux"),
    Domain(
        "environnement",
        "Environnement / pollution / biodiversité",
        "Environnement",
        "environnementale",
        "environnementaux",
    ),
    Domain(
        "transition_energetique",
        "Transition énergétique",
        "Transition énergétique",
        "environnementale",
        "environnementaux",
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
#: Whatever has an objective score: headlines last.
SCORE_KEYS = (*DOMAIN_KEYS, *AGGREGATE_KEYS)


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
