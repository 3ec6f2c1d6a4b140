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
        "niveau_de_vie", "Niveau de vie / pouvoir d’achat", "Niveau de vie", "sociale", "societaux"
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
    """Give the French label of a domain, or of the overall score."""
    return OVERALL_LABEL if key == OVERALL else domain(key).label
