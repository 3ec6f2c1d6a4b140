"""Données et méthode: catalogue, coverage, sources, mandatory mentions, method in plain French."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from atlas.desk.data_and_method import method_text
from common.levels import MAPPED_LEVELS
from indicators.base.catalogue import SHARE
from indicators.base.domains import domain_label
from pages.parts.donnees.cache import code_changes, coverage
from pages.parts.donnees.tables import schemes_table
from pages.parts.kit.desk import desk
from pages.parts.kit.door import require_navigation
from pages.parts.kit.notices import demonstration_notice, plain, table

require_navigation()

st.title("Données et méthode")
catalogue_tab, coverage_tab, surveys_tab, partnerships_tab, sources_tab, method_tab = st.tabs(
    ["Catalogue", "Couverture", "Enquêtes", "Partenariats", "Sources et licences", "Méthode"]
)
catalogue = desk().catalogue

with catalogue_tab:
    in_index = sum(indicator.in_index for indicator in catalogue.values())
    st.markdown(
        f"{len(catalogue)} indicateurs réels, dont {in_index} entrent dans les scores. "
        "La colonne « Pourquoi » dit la raison de ce choix."
    )
    st.dataframe(
        pd.DataFrame(
            {
                "Domaine": [domain_label(i.domain) for i in catalogue.values()],
                "Indicateur": [i.label for i in catalogue.values()],
                "Définition": [i.definition for i in catalogue.values()],
                "Unité": ["%" if i.unit == SHARE else i.unit for i in catalogue.values()],
                "Plus fragile si": [
                    "élevé" if i.direction > 0 else "faible" for i in catalogue.values()
                ],
                "Niveau le plus fin": [i.finest for i in catalogue.values()],
                "Année": [i.year for i in catalogue.values()],
                "Producteur": [i.producer for i in catalogue.values()],
                "Licence": [i.licence for i in catalogue.values()],
                "Dans l’indice": [i.in_index for i in catalogue.values()],
                "Pourquoi": [i.index_reason for i in catalogue.values()],
                "Réserves": [i.caveats for i in catalogue.values()],
                "Clé": list(catalogue),
            }
        ),
        hide_index=True,
        height=600,
    )

with coverage_tab:
    level = st.segmented_control(
        "Niveau",
        MAPPED_LEVELS,
        default=MAPPED_LEVELS[0],
        format_func=lambda level: level.label,
        required=True,
    )
    st.markdown(
        "Part des territoires du niveau dans chaque statut, dernière année disponible. "
        "Un zéro est une valeur ; une donnée manquante ou secrète n’est jamais remplacée par zéro."
    )
    table(coverage(level), height=600)

with surveys_tab:
    for survey in desk().surveys.values():
        st.markdown(f"## {plain(survey.title)}")
        if survey.demonstration:
            demonstration_notice()
        st.caption(plain(f"Nature : {survey.kind.label}."))
        st.markdown(plain(survey.mention))
        st.caption(plain(" ".join(survey.caveats)))

with partnerships_tab:
    st.markdown(
        "Aucune source nationale ne dit la catégorie ni les domaines d’un partenariat : la table "
        "suivante est notre correspondance, avec sa raison. Un label n’est pas une alliance."
    )
    table(schemes_table(desk().schemes), height=500)

with sources_tab:
    st.markdown(f"Version des données : `{desk().manifest.version}`")
    st.dataframe(
        pd.DataFrame(
            [
                {
                    "Table": path,
                    "Producteur": entry["producer"],
                    "Millésime": entry["vintage"],
                    "Licence": entry["licence"],
                    "Fichiers sources": len(entry["inputs"]),
                    "Empreinte": entry["sha256"][:12],
                }
                for path, entry in desk().manifest.tables.items()
            ]
        ),
        hide_index=True,
    )
    st.markdown(
        "## Codes de communes ramenés au code actuel\n"
        "Une source de 2018 parle des communes de 2018. Chaque ancien code est ramené à la commune "
        "actuelle, et voici ce qui a été fait, indicateur par indicateur."
    )
    table(code_changes(), height=400)

with method_tab:
    st.markdown(method_text())
