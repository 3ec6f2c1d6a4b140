"""Which kind of data is brought: one sentence, a template, a worked example, a page of help."""

from __future__ import annotations

from functools import partial

import streamlit as st

from own_data.kinds.help import example_name, handed_out, help_text, template_name
from own_data.loaded import OwnKind
from pages.parts.kit.downloads import file_button
from pages.parts.kit.survey_kit import kit_downloads

#: One sentence a kind.
SENTENCES = {
    OwnKind.SURVEY: "Les réponses de personnes que vous avez interrogées, une ligne par personne : "
    "Fragiscope en fait des estimations et n’en garde pas les réponses.",
    OwnKind.RESULTS: "Des chiffres que quelqu’un a publiés (baromètre, consultation, enquête "
    "nationale) : un territoire, une question ou un domaine, un groupe, une valeur.",
    OwnKind.PARTNERSHIPS: "Les coopérations que vous connaissez : un titre, un territoire ou un "
    "point, les domaines et les partenaires.",
    OwnKind.PRACTICES: "Des études de cas d’alliances : qui s’est allié, pour quoi, ce qui a "
    "changé et qui le dit.",
    OwnKind.INDICATORS: "Une statistique à vous : un chiffre par territoire, ou un numérateur et "
    "un dénominateur.",
    OwnKind.PERIMETER: "Les communes avec lesquelles vous travaillez, sous le nom que vous leur "
    "donnez.",
}
_MIMES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def kind_choice() -> OwnKind:
    """Ask for the kind."""
    chosen = st.radio(
        "Ce que vous apportez",
        list(OwnKind),
        index=0,
        format_func=lambda kind: f"{kind.label[:1].upper()}{kind.label[1:]}",
        captions=[SENTENCES[kind] for kind in OwnKind],
        key="mes_donnees.kind",
    )
    return OwnKind(chosen or OwnKind.SURVEY)


def kind_help(kind: OwnKind) -> None:
    """Hand out what helps to prepare a file of a kind."""
    with st.container(horizontal=True, vertical_alignment="center"):
        for ending, mime in _MIMES.items():
            name = template_name(kind, ending)
            file_button(f"Modèle ({ending.upper()})", partial(handed_out, name), name, mime)
        name = example_name(kind)
        file_button("Exemple rempli (CSV)", partial(handed_out, name), name, _MIMES["csv"])
    if kind is OwnKind.SURVEY:
        with st.expander("Mener l’enquête : questionnaire, formulaire LimeSurvey, plan",
                         icon=":material/campaign:"):  # fmt: skip
            kit_downloads("mes_donnees.kit")
    with st.expander("Comment préparer ce fichier", icon=":material/help:"):
        st.markdown(help_text(kind))
