"""The view *Un territoire*: all its domains, measured and felt, on one screen."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st
from markupsafe import Markup

from atlas.desk.heard import heard_label
from atlas.desk.place import Place
from atlas.desk.wording import interval_phrase, rank_interval_phrase
from atlas.divergences.divergences import cell_words
from atlas.divergences.place_domains import PlaceDomains, place_domains
from atlas.divergences.reading_words import compared_words
from common.french import number
from common.levels import Level, Territory
from indicators.base.domains import domain_label
from pages.parts.ecarts.panel import profile_link
from pages.parts.kit.desk import desk
from pages.parts.kit.html import show, typeset
from pages.parts.kit.notices import demonstration_notice, plain, sources_notice
from pages.parts.kit.search_box import search_box
from pages.parts.kit.url import ScreenState

NO_SCORE, NOT_ASKED = "pas de score", "personne n’a été interrogé"


def show_place(state: ScreenState) -> None:
    """Choose a territory, show its domains, then the questions that were asked."""
    search_box("ecarts.lieu", partial(_choose, state), "Le territoire : commune, EPCI, CRTE…")
    territory: Territory | None = state.get("territoire")
    if territory is None:
        st.info(
            "Cherchez un territoire pour lire, dans chacun de ses 16 domaines, ce que mesurent les "
            "statistiques et ce que disent les répondants.",
            icon=":material/search:",
        )
        return
    view = place_domains(desk(), territory)
    st.header(plain(view.about.told(f"{view.name} ({territory.level.label})")))
    if view.about.demonstration:
        demonstration_notice()
    st.markdown(plain(_told(view)))
    show(rows_html(domains_table(view), f"{view.name} : ses domaines, mesurés et ressentis"))
    profile_link(territory)
    with st.expander("Les questions posées, et ce qui est mesuré", icon=":material/help:"):
        for subject, row in view.felt.iterrows():
            st.markdown(
                f"**{plain(domain_label(str(subject)))}** – {plain(compared_words(desk(), row))}"
            )
    sources_notice(view.about, reading=True)


def _choose(state: ScreenState, place: Place) -> None:
    state.set("territoire", place)


def _told(view: PlaceDomains) -> str:
    own = int((view.felt["level"] == view.territory.level.value).sum())
    asked = len(view.felt)
    if not asked:
        return "Aucun domaine n’a de réponse publiée, ici ni dans les territoires plus larges."
    larger = asked - own
    return (
        f"{number(asked)} domaines sur {number(len(view.measured))} ont une réponse : "
        f"{number(own)} de ce territoire, {number(larger)} d’un territoire plus large, qui vaut "
        "pour l’ensemble de celui-ci et pas pour chacun de ses lieux."
    )


def domains_table(view: PlaceDomains) -> pd.DataFrame:
    """Lay out the domains: what is measured here, what is felt and of which territory."""
    felt = {str(subject): row for subject, row in view.felt.iterrows()}
    return pd.DataFrame(
        {
            "Domaine": [domain_label(key) for key in view.measured.index],
            "Mesuré ici": [_measured(row) for _, row in view.measured.iterrows()],
            "Ressenti": [
                _felt(view, felt[key]) if key in felt else NOT_ASKED for key in view.measured.index
            ],
            "Position": [
                cell_words(felt[key]) if key in felt else "–" for key in view.measured.index
            ],
        }
    )


def rows_html(frame: pd.DataFrame, caption: str) -> Markup:
    """Write a table of sentences whose rows become cards on a phone (``static/fragiscope.css``)."""
    heads = [str(name) for name in frame]
    cell = Markup('<td data-label="{}">{}</td>').format
    line = Markup('<tr><th scope="row">{}</th>{}</tr>').format
    rows = [
        line(
            typeset(str(first)),
            Markup("").join(
                cell(head, typeset(str(text))) for head, text in zip(heads[1:], others, strict=True)
            ),
        )
        for first, *others in frame.itertuples(index=False, name=None)
    ]
    return Markup(
        '<table class="fs-rows"><caption>{}</caption><thead><tr>{}</tr></thead>'
        "<tbody>{}</tbody></table>"
    ).format(
        caption,
        Markup("").join(Markup('<th scope="col">{}</th>').format(head) for head in heads),
        Markup("").join(rows),
    )


def _measured(row: pd.Series) -> str:
    if pd.isna(row["score"]):
        return NO_SCORE
    ranks = rank_interval_phrase(row["rank"], row["ranked"], row["rank_low"], row["rank_high"])
    return f"{number(row['score'])} sur 100, {ranks}"


def _felt(view: PlaceDomains, row: pd.Series) -> str:
    """Say what is felt, by whom and of which territory; a larger one is named."""
    said = interval_phrase(row["felt"], row["felt_low"], row["felt_high"], row["n"])
    here = row["level"] == view.territory.level.value
    where = "" if here else f" – pour {row['name']} ({Level(row['level']).label})"
    return f"{heard_label(desk(), row['group'], [row['survey']])} : {said}{where}"
