"""The tabs of the page of data and method."""

from __future__ import annotations

import streamlit as st

from atlas.desk.data_and_method import method_text
from common.levels import MAPPED_LEVELS
from indicators.scores.objective import default_recipe
from pages.parts.donnees.cache import (
    code_changes,
    coverage,
    indicator_rho,
    meanings,
    score_rho,
)
from pages.parts.donnees.tables import files_table, schemes_table
from pages.parts.kit.citing import citation
from pages.parts.kit.demonstration import shown
from pages.parts.kit.demonstration_switch import missing_answers
from pages.parts.kit.desk import desk
from pages.parts.kit.notices import demonstration_notice, plain
from pages.parts.kit.tables import number_columns, table, text_table


def meaning_section() -> None:
    """Show what each domain means, with the years it rests on, and what the index owes to what."""
    st.markdown(
        "Un domaine ne mesure que ce que disent ses indicateurs. Les années sont celles du niveau "
        "choisi, de la plus ancienne à la plus récente."
    )
    level = st.segmented_control(
        "Niveau des années",
        MAPPED_LEVELS,
        default=MAPPED_LEVELS[0],
        format_func=lambda level: level.label,
        required=True,
    )
    text_table(meanings(level))
    st.markdown(
        "## Ce que l’indice doit à la densité et à la pauvreté\n"
        "Corrélation des rangs (Spearman) entre les EPCI. Tout est tourné vers la fragilité. Avec "
        "la densité, +1 voudrait dire que les territoires les plus denses sont les plus fragiles, "
        "−1 que ce sont les moins denses. Avec la pauvreté, +1 voudrait dire que les plus fragiles "
        "sont ceux où le taux de pauvreté est le plus fort. Une corrélation n’est pas une faute : "
        "elle dit ce que la mesure a de commun avec la densité ou avec la pauvreté."
    )
    scores, single = score_rho(), indicator_rho()
    table(scores, height=400, columns=number_columns(scores), printed=False)
    st.markdown("## Indicateur par indicateur")
    table(single, height=500, columns=number_columns(single), printed=False)


def coverage_section() -> None:
    """Show, at the level chosen, where each indicator has a value and where not."""
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


def surveys_section() -> None:
    """Show each survey with its mention, its mark and its reserves."""
    for survey in desk().surveys.values():
        st.markdown(f"## {plain(survey.title)}")
        if survey.demonstration:
            demonstration_notice()
        st.caption(plain(f"Nature : {survey.kind.label}."))
        st.markdown(plain(survey.mention))
        st.caption(plain(" ".join(survey.caveats)))
    if not shown():
        st.markdown("## Ce qu’aucune enquête ne renseigne")
        st.markdown(
            "Beaucoup de domaines, de groupes et de niveaux n’ont aucune réponse réelle : "
            "l’enquête qui manque peut être menée avec le kit. Une enquête de démonstration, aux "
            "réponses tirées au hasard, montre ce que Fragiscope en ferait."
        )
        missing_answers("donnees")


def schemes_section() -> None:
    """Show how a scheme became a category and domains."""
    st.markdown(
        "Aucune source nationale ne dit la catégorie ni les domaines d’un partenariat : la table "
        "suivante donne notre classement, et dit pourquoi. Un label n’est pas une alliance."
    )
    table(schemes_table(desk().schemes), height=500)


def sources_section() -> None:
    """Show the version of the data, their files, and the old codes brought up to date."""
    manifest = desk().manifest
    st.markdown(f"Version des données : `{manifest.version}`")
    table(files_table(manifest), printed=False)
    st.markdown(
        "## Codes de communes ramenés au code actuel\n"
        "Une source de 2018 parle des communes de 2018. Chaque ancien code est ramené à la commune "
        "actuelle, et voici ce qui a été fait, indicateur par indicateur."
    )
    table(code_changes(), height=400)


def citation_section() -> None:
    """Say how to cite the product, its data, and each figure."""
    st.markdown(
        "Le logiciel et les données que vous avez lues. Chaque fichier, lui, dit comment le citer, "
        "avec les réglages de ses scores."
    )
    citation(default_recipe().fingerprint)
    st.markdown(
        "Chaque chiffre a sa propre source, dite sous lui et dans chaque fichier : citez-la avec "
        "lui. Un résultat d’enquête ne se sépare pas de sa mention."
    )


def method_section() -> None:
    """Show the method in plain French."""
    st.markdown(method_text())
