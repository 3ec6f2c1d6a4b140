"""Small maps in place of one: the 16 domains, or the years of an indicator; each opens its map."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from atlas.layers.measure import Ask, Measure
from atlas.layers.query import LayerQuery
from atlas.maps.multiples_question import Repeated, multiples_file_name, multiples_title
from common import palette
from common.errors import FragiscopeError
from common.labelled import Labelled
from geo.picture_formats import MIME_TYPES
from pages.parts.carte.cache import cached_multiples, indicator_years, picture_of_multiples
from pages.parts.kit.desk import desk
from pages.parts.kit.downloads import file_button
from pages.parts.kit.html import show
from pages.parts.kit.notices import plain, sources_notice
from pages.parts.kit.tables import number_columns, table
from pages.parts.kit.url import ScreenState

if TYPE_CHECKING:
    from atlas.maps.small_multiples import SmallMap, SmallMultiples


class View(Labelled):
    """What the page shows: one map, or many small ones."""

    ONE = "carte", "Une carte"
    DOMAINS = Repeated.DOMAINS.value, Repeated.DOMAINS.label
    YEARS = Repeated.YEARS.value, Repeated.YEARS.label

    def asks(self, measure: Measure) -> frozenset[Ask]:
        """What the reader still chooses of a measure: small maps show every domain, or year."""
        if self is View.DOMAINS:
            return frozenset()
        return measure.asks - {Ask.YEAR} if self is View.YEARS else measure.asks


def view_control(state: ScreenState) -> None:
    """Let the reader choose between one map and many; the years where there are several."""
    offered = [View.ONE, View.DOMAINS]
    if Ask.YEAR in state.get("mesure").asks and state.get("indicateur"):
        years = indicator_years(state.get("niveau"), state.get("indicateur"))
        offered += [View.YEARS] if len(years) > 1 else []
    if state.get("vue") not in offered:
        state.set("vue", View.ONE)
    with st.container(key="fs-view", width="content"):
        _views(state, offered)


def _views(state: ScreenState, offered: list[View]) -> None:
    st.segmented_control(
        "Vue",
        offered,
        format_func=lambda view: view.label,
        key=state.key("vue"),
        required=True,
        label_visibility="collapsed",
    )


def show_multiples(state: ScreenState, query: LayerQuery, heading: DeltaGenerator) -> None:
    """Show the small maps of a question, their legend, and the table behind them."""
    view: View = state.get("vue")
    repeated = Repeated(view)
    heading.title(plain(multiples_title(desk(), query, repeated)))
    try:
        seen = cached_multiples(query, repeated)
    except FragiscopeError as error:
        st.info(plain(str(error)), icon=":material/info:")
        return
    _legend(seen)
    with st.container(key="fs-multiples"):
        for rank, one in enumerate(seen.maps):
            with st.container(key=f"fs-multiple-{rank}", gap=None):
                st.image(one.picture, width="stretch", alt=one.told)
                st.button(one.title, on_click=_open, args=(state, one), type="tertiary")
    st.header("Les mêmes chiffres en tableau")
    st.caption(plain(f"Unité : {seen.unit}."))
    table(
        seen.table,
        height=360,
        columns=number_columns(seen.table),
        printed=False,
        alt=f"Tableau des {len(seen.table)} territoires, une colonne par carte",
    )
    file_button(
        "Télécharger l’image",
        partial(picture_of_multiples, seen),
        multiples_file_name(query, repeated, seen.about, "png"),
        MIME_TYPES["png"],
        icon=":material/image:",
    )
    sources_notice(seen.about)


def _open(state: ScreenState, one: SmallMap) -> None:
    """Show the map of one of the small ones."""
    state.set("vue", View.ONE)
    state.set("mesure", one.query.measure)
    state.set("domaine", one.query.domain)
    if one.query.year is not None:
        state.set("annee", one.query.year)


def _legend(seen: SmallMultiples) -> None:
    keys = list(zip(seen.labels, seen.colours, strict=True))
    keys += [(seen.no_data, palette.NO_DATA)] if seen.no_data else []
    classes = Markup().join(
        Markup('<li><i style="--c:{}"></i>{}</li>').format(colour, label) for label, colour in keys
    )
    show(
        Markup('<div class="fs-classes"><p>{}</p><ul>{}</ul></div>').format(
            f"{seen.heading} :",
            classes,
        )
    )
