"""The national figure that stands beside a share of the kit, where the programme published one.

A figure is the programme's own (:mod:`indicators.base.reference_points`), with its mandatory
mention; it is cited beside a territory's answers, never spread over it.
"""

from __future__ import annotations

from dataclasses import dataclass

from indicators.base.reference_points import ReferenceValue, reference_points

#: Said where the programme asked about the same thing in other words, or of others.
NEAR = "question voisine, posée autrement : à rapprocher sans comparer point par point"
_CITIZENS = "citoyens"
_DIMENSIONS = {
    "economique": "Économique",
    "societale": "Sociétale",
    "sociale": "Sociale",
    "environnementale": "Environnementale",
}
_LEVERS = {"action": "L’action", "vision": "La vision", "regles": "Les règles et les normes"}
_COLLECTIVE = {
    "citoyens": "Citoyens",
    "elus": "Maires",
    "entreprises": "Dirigeants d’entreprise",
    "associations": "Responsables associatifs",
    "fondations": "Fondations",
}
_CRISIS = {
    "incontournable": "dont incontournable",
    "utile": "dont utile",
    "secondaire": "secondaire",
    "pas_utile": "pas utile",
    "contre_productif": "contre-productif",
}
#: Share and group -> key of the reference point, label of its value, whether the question is near.
BESIDE: dict[tuple[str, str], tuple[str, str, bool]] = {
    **{
        (f"dimension_{key}{end}", _CITIZENS): ("dimensions", f"{name}, {order}", False)
        for key, name in _DIMENSIONS.items()
        for end, order in (("_en_premier", "en premier"), ("", "en premier ou second"))
    },
    **{
        (f"levier_souhaite_{key}", _CITIZENS): ("leviers", name, False)
        for key, name in _LEVERS.items()
    },
    **{
        ("jouer_collectif", group): ("jouer_collectif", name, True)
        for group, name in _COLLECTIVE.items()
    },
    **{
        (f"jouer_collectif_{answer}", group): (
            "sortie_de_crise", f"{label} ({people})", True,
        )
        for answer, label in _CRISIS.items()
        for group, people in ((_CITIZENS, "citoyens"), ("entreprises", "dirigeants"))
    },
    ("partenariat", "entreprises"): ("entreprises_partenariats_societaux", "En 2021", True),
    ("partenariat", "associations"): ("associations_partenariats", "Ensemble", True),
    ("impact_innovation", "elus"): ("maires_alliances", "Source d’innovation", True),
    ("impact_innovation", _CITIZENS): ("impact_positif", "Ils sont source d’innovation", True),
}  # fmt: skip


@dataclass(frozen=True)
class Published:
    """A national figure beside a share.

    Attributes
    ----------
    value : percentage.
    mention : all that must be shown with it.
    caveat : French sentence without its point, or "".
    """

    value: float
    mention: str
    caveat: str


def published(variable: str, group: str) -> Published | None:
    """Find the national figure of a share, None where the programme published none.

    Examples
    --------
    >>> published("levier_souhaite_action", "citoyens").value
    48.0
    >>> published("obstacle_temps", "citoyens") is None
    True
    """
    found = BESIDE.get((variable, group))
    if found is None:
        return None
    key, label, near = found
    point = next(one for one in reference_points() if one.key == key)
    value = next(one for one in point.values if one.label == label)
    caveats = [text for text in (NEAR if near else "", point.caveat.rstrip(" .")) if text]
    return Published(round(100 * value.value, 6), _mention(value), " ; ".join(caveats))


def _mention(value: ReferenceValue) -> str:
    return " ".join(dict.fromkeys(survey.shown for survey in value.surveys))
