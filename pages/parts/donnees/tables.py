"""The tables of the page of data and method, in French."""

from __future__ import annotations

import pandas as pd

from indicators.partnerships import Category, Coverage, Kind
from pages.parts.kit.partnership_tables import domain_names


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
