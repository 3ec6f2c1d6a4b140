"""The views of the screen *Partenariats*: the records, where they are dense, need and response."""

from __future__ import annotations

from functools import partial

import streamlit as st

from atlas.partnerships.around import AROUND, INSIDE, WHERE
from atlas.partnerships.need_response import NeedResponse
from atlas.partnerships.records import HEAD_OFFICE_NOTE, Records, meaning_of_none
from common.errors import NotAvailableError, OnlyDemonstrationError
from common.french import listed, number, plural
from common.levels import Level, Territory
from indicators.base.domains import domain_label
from pages.parts.kit.container import FRANCE, overseas_buttons
from pages.parts.kit.demonstration_switch import missing_answers
from pages.parts.kit.desk import desk
from pages.parts.kit.notices import demonstration_notice, plain, sources_notice
from pages.parts.kit.search_box import search_box
from pages.parts.kit.url import ScreenState
from pages.parts.partenariats.cache import (
    cached_need_response,
    cached_record_density,
    cached_records,
)
from pages.parts.partenariats.densest import densest_table
from pages.parts.partenariats.filters import (
    density_filters,
    need_filters,
    record_filters,
)
from pages.parts.partenariats.list import record_card, record_downloads, records_list
from pages.parts.partenariats.map import (
    circles_level,
    density_picture,
    drawn_as_points,
    follow_click,
    records_map,
)
from pages.parts.partenariats.need_view import (
    follow_need_clicks,
    need_list,
    quadrant_map,
    quadrant_plot,
    quadrant_summary,
    selected_sentence,
)
from pages.parts.partenariats.place import place_partnerships
from pages.parts.partenariats.state import (
    need_query,
    records_query,
)


def _place(state: ScreenState) -> Territory | None:
    chosen: Territory = state.get("dans")
    return None if chosen == FRANCE else chosen


def show_records(state: ScreenState) -> None:
    """Show the records chosen: their number, map, list, and files."""
    follow_click(cached_records(records_query(state)), state)
    record_filters(state)
    with st.container():
        records = cached_records(records_query(state))
        _count_line(state, records)
    if records.frame.empty:
        st.info(
            f"Aucun partenariat pour ces filtres – {meaning_of_none(desk(), records.query).label}.",
            icon=":material/search_off:",
        )
    left, right = st.columns([5, 4], gap="medium")
    with left:
        if not records.located.empty or not drawn_as_points(records):
            records_map(records, _place(state), state)
            overseas_buttons(state)
    with right:
        record_card(records, state)
        _notes(records)
    records_list(records, state)
    record_downloads(records)
    sources_notice(records.about)


def _count_line(state: ScreenState, records: Records) -> None:
    inside = int((records.frame["attached"] == INSIDE).sum())
    where = "" if _place(state) is None else " sur le territoire"
    st.markdown(f"**{number(inside)} {plural(inside, 'partenariat')}**{where}.")
    _apart_line(records)
    if records.around_count:
        st.toggle(
            f"Montrer aussi {number(records.around_count)} "
            f"{plural(records.around_count, 'partenariat')} {WHERE[AROUND]}",
            key=state.key("autour"),
            help="Un tel partenariat compte là-bas ; ici, seule la part de population est dite. Un "
            "territoire plus large est pris quand plus de la moitié des habitants d’ici y vivent.",
        )


def _apart_line(records: Records) -> None:
    """Say what meets the filters and stands apart, and how to see it."""
    apart = [
        f"{number(count)} {plural(count, *words)}"
        for count, words in (
            (records.grants, ("subvention d’investissement", "subventions d’investissement")),
            (records.ended, ("partenariat terminé", "partenariats terminés")),
        )
        if count
    ]
    if apart:
        st.caption(
            f"À part, non comptés : {listed(apart)}. « Nature » et « Période » les montrent."
        )


def _notes(records: Records) -> None:
    if not drawn_as_points(records):
        level = circles_level(records).label
        st.caption(
            f"Un cercle par {level}, de surface proportionnelle au nombre de partenariats qui y "
            "sont ou qui le nomment. Cliquez sur un cercle pour y entrer."
        )
    if told := points_words(records):
        st.caption(told)
    st.caption(HEAD_OFFICE_NOTE)


def points_words(records: Records) -> str:
    """Part the records counted in those that have places on the map and those that have none.

    Parameters
    ----------
    records : those that are shown; "" where each has exactly one place.
    """
    located, points, without = records.with_points, len(records.located), records.unlocated
    told = []
    if points > located:
        told.append(
            f"{number(located)} {plural(located, 'partenariat placé', 'partenariats placés')} en "
            f"{number(points)} lieux : un même partenariat peut en avoir plusieurs."
        )
    if without:
        told.append(
            f"{number(without)} {plural(without, 'partenariat')} sans point (EPCI, département ou "
            "lieu inconnu) : dans le tableau, jamais en points."
        )
    return " ".join(told)


def show_density(state: ScreenState) -> None:
    """Show where the records chosen are dense."""
    record_filters(state)
    density_filters(state)
    query = records_query(state)
    radius = state.get("rayon")
    title = domain_label(state.get("domaine"))
    surface = cached_record_density(query, title, radius * 1_000 if radius else None)
    if not surface.pictures:
        st.info("Aucun partenariat avec un point pour ces filtres : pas de densité à montrer.")
    else:
        density_picture(surface, _place(state))
        overseas_buttons(state)
    st.caption(
        "Densité relative : partenariats pour 10 000 habitants dans le rayon dit en légende ; "
        "masquée là où trop peu de gens vivent. Ceux d’un EPCI ou d’un territoire plus vaste n’y "
        "sont pas. Un partenariat est placé à l’adresse que donne sa source, souvent un siège : "
        "une densité forte peut tenir à des sièges au milieu de peu d’habitants."
    )
    densest_table(query)
    sources_notice(surface.about)


def _choose_territory(state: ScreenState, territory: Territory) -> None:
    state.set("territoire", territory)
    state.set("niveau", territory.level)


def show_need(state: ScreenState) -> None:
    """Show fragility against partnerships, and a territory of it."""
    follow_need_clicks(state.get("niveau"), state)
    need_filters(state)
    query = need_query(state)
    heading = st.container()
    view: NeedResponse | None = None
    try:
        with heading:
            view = cached_need_response(query)
    except NotAvailableError as error:
        heading.info(plain(str(error)), icon=":material/info:")
        for level in (Level.EPCI, Level.REGION):
            if level is not query.level:
                heading.button(f"Voir : {level.plural}", on_click=state.set, args=("niveau", level))
        if isinstance(error, OnlyDemonstrationError):
            with heading:
                missing_answers("partenariats")
    if view is not None:
        with heading:
            _show_quadrants(state, view)
    search_box(
        "partenariats.besoin",
        partial(_choose_territory, state),
        "Un territoire et ses partenariats",
    )
    if state.get("territoire") is not None:
        place_partnerships(state.get("territoire"), query.kind)
    if view is not None:
        need_list(view)
        sources_notice(view.about)
        st.caption(plain(view.about.method))
        st.caption(plain(view.about.note))


def _show_quadrants(state: ScreenState, view: NeedResponse) -> None:
    st.header(plain(view.about.told(view.about.title)))
    if view.about.demonstration:
        demonstration_notice()
    quadrant_summary(view)
    selected_sentence(view, state)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        quadrant_map(view, state)
    with right:
        quadrant_plot(view, state)
