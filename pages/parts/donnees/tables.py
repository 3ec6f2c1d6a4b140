"""The tables of the page of data and method, in French."""

from __future__ import annotations

import pandas as pd

from atlas.desk.provenance import Manifest
from indicators.base.catalogue import SHARE, Indicator
from indicators.base.domains import domain_label
from indicators.partnerships import Category, Coverage, Kind
from pages.parts.kit.partnership_tables import domain_names


def catalogue_table(catalogue: dict[str, Indicator]) -> pd.DataFrame:
    """Lay out what is declared of each indicator."""
    indicators = catalogue.values()
    return pd.DataFrame(
        {
            "Domaine": [domain_label(i.domain) for i in indicators],
            "Indicateur": [i.label for i in indicators],
            "Définition": [i.definition for i in indicators],
            "Unité": ["%" if i.unit == SHARE else i.unit for i in indicators],
            "Plus fragile si": ["élevé" if i.direction > 0 else "faible" for i in indicators],
            "Niveau le plus fin": [i.finest for i in indicators],
            "Année": [i.year for i in indicators],
            "Producteur": [i.origin for i in indicators],
            "Licence": [i.licence for i in indicators],
            "Dans l’indice": [i.in_index for i in indicators],
            "Pourquoi": [i.index_reason for i in indicators],
            "Réserves": [i.caveats for i in indicators],
            "Clé": list(catalogue),
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
            "Partenariats": schemes["records"],
            "Partenariats non placés": schemes["unplaced"],
            "Producteur": schemes["producer"],
            "Millésime": schemes["vintage"],
            "Licence": schemes["licence"],
            "Lien": schemes["link"],
        }
    )


def files_table(manifest: Manifest) -> pd.DataFrame:
    """Lay out the tables of the data: who made them, of when, under which licence."""
    return pd.DataFrame(
        [
            {
                "Table": path,
                "Producteur": entry["producer"],
                "Millésime": entry["vintage"],
                "Licence": entry["licence"],
                "Fichiers sources": len(entry["inputs"]),
                "Empreinte": entry["sha256"][:12],
            }
            for path, entry in manifest.tables.items()
        ]
    )
