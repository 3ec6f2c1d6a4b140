"""Partnerships as French tables: the records of a territory, the schemes of the crosswalk."""

from __future__ import annotations

import pandas as pd

from common.french import number
from indicators.domains import domain_label
from indicators.partnerships import SEPARATOR, Category, Coverage, Kind, Presence
from pages.parts.cache import desk

#: A count that no list tells.
UNKNOWN_COUNT = "inconnu"
#: After a zero whose lists are in part incomplete.
PARTLY = "*"
_ATTACHED = {"inside": "sur le territoire", "around": "dans son EPCI ou son CRTE"}


def records_table(records: pd.DataFrame) -> pd.DataFrame:
    """Lay out records of :func:`atlas.overlay.records_of` for a reader."""
    schemes = desk().schemes.set_index("scheme")
    ordered = records.sort_values(["attached", "scheme", "title"], ascending=[False, True, True])
    return pd.DataFrame(
        {
            "Intitulé": ordered["title"],
            "Où": ordered["attached"].map(_ATTACHED),
            "Dispositif": schemes["label"].reindex(ordered["scheme"]).to_numpy(),
            "Nature": [Kind(kind).label for kind in ordered["kind"]],
            "Domaines": [domain_names(keys) for keys in ordered["domains"]],
            "Depuis": ordered["start_year"],
            "Producteur": schemes["producer"].reindex(ordered["scheme"]).to_numpy(),
            "Lien": ordered["link"],
        }
    )


def schemes_table(schemes: pd.DataFrame) -> pd.DataFrame:
    """Lay out the crosswalk from scheme to kind, category and domains for a reader."""
    return pd.DataFrame(
        {
            "Dispositif": schemes["label"],
            "Nature": [Kind(kind).label for kind in schemes["kind"]],
            "Catégorie": [
                Category(name).label if isinstance(name, str) else "aucune"
                for name in schemes["category"]
            ],
            "Domaines": [domain_names(keys) for keys in schemes["domains"]],
            "Pourquoi": schemes["reason"],
            "Couverture": [Coverage(name).label for name in schemes["coverage"]],
            "Fiches": schemes["records"],
            "Fiches non placées": schemes["unplaced"],
            "Producteur": schemes["producer"],
            "Millésime": schemes["vintage"],
            "Licence": schemes["licence"],
            "Lien": schemes["link"],
        }
    )


def count_text(count: object, presence: str) -> str:
    """Write a count that may be unknown; a star follows a zero whose lists are incomplete.

    >>> count_text(3, "present"), count_text(0, "absent"), count_text(0, "not_listed")
    ('3', '0', '0*')
    >>> count_text(None, "unknown")
    'inconnu'
    """
    if presence == Presence.UNKNOWN:
        return UNKNOWN_COUNT
    return number(float(str(count))) + (PARTLY if presence == Presence.NOT_LISTED else "")


def domain_names(keys: str) -> str:
    """Name the domains of a text of keys.

    >>> domain_names("sante|emploi"), domain_names("")
    ('Santé, Emploi / chômage / insertion', 'non précisé')
    """
    return ", ".join(domain_label(key) for key in keys.split(SEPARATOR) if key) or "non précisé"
