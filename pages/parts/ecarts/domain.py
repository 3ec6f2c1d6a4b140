"""The view of one domain: first a question beside an indicator, then the domain as a whole."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from atlas.desk.about import About
from atlas.divergences import GapView, gap_view, holder
from atlas.divergences.crossed_views import crossed_views
from atlas.divergences.export import gap_file_name, taken_gap
from atlas.divergences.modelled import can_be_modelled
from atlas.divergences.pairs import PairQuery, PairView, pair_view
from atlas.divergences.space import enough_units, why_not
from common.errors import NotAvailableError, OnlyDemonstrationError
from common.grammar import capitalised, designation, of
from common.levels import Territory
from pages.parts.ecarts.cache import cached_gap_space
from pages.parts.ecarts.controls import compared_levels, domain_controls, level_buttons
from pages.parts.ecarts.crossed import crossed_section
from pages.parts.ecarts.map import (
    BARS,
    both_sides_map,
    both_sides_plot,
    follow_clicks,
    renew_plot,
)
from pages.parts.ecarts.modelled import modelled_section
from pages.parts.ecarts.pair import show_pair, show_pair_panel, show_pair_table
from pages.parts.ecarts.panel import gap_panel, gap_table
from pages.parts.ecarts.state import (
    CLOSEST,
    WHOLE,
    gap_query,
    of_one_domain,
    pairs_of_domain,
)
from pages.parts.ecarts.survey import needs_notice, size_calculator
from pages.parts.kit.container import FRANCE
from pages.parts.kit.demonstration_switch import demonstration_offer
from pages.parts.kit.desk import desk
from pages.parts.kit.notices import demonstration_notice, plain, sources_notice
from pages.parts.kit.search_box import search_box
from pages.parts.kit.survey_kit import kit_downloads
from pages.parts.kit.taken_files import taken_files, written_from
from pages.parts.kit.url import ScreenState


def show_domain(state: ScreenState) -> None:
    """Show one domain: what is compared, the territory chosen, the groups, the table, the kit."""
    follow_clicks(state)
    domain_controls(state)
    query = gap_query(state) if of_one_domain(state) else None
    heading = st.container()
    view: GapView | None = None
    reason: NotAvailableError | None = None
    if query is not None:
        try:
            view = gap_view(desk(), query)
        except NotAvailableError as error:
            reason = error
    pair = _pair(state, view)
    if pair is not None:
        show_pair(pair, state)
    elif view is not None:
        show_gap(state, heading, view)
    else:
        with heading:
            _show_absence(state, reason)
    if query is not None and pair is None and (view is None or view.about.demonstration):
        needs_notice(query)
    abouts = _show_places(state, view, pair)
    if pair is not None:
        st.subheader("Les mêmes chiffres en tableau")
        show_pair_table(pair, "ecarts.paire.tableau")
    elif view is not None:
        show_table(view)
        show_space(state, view)
        if can_be_modelled(desk(), view.query):
            modelled_section(view.query, state.key("modele"))
    nothing = pair is None and view is None
    with st.expander("Mener l’enquête qui manque", icon=":material/campaign:", expanded=nothing):
        size_calculator("ecarts.calcul")
        kit_downloads("ecarts.kit")
    _show_sources(view, pair, abouts)


def _pair(state: ScreenState, view: GapView | None) -> PairView | None:
    """Choose what is compared: a question and an indicator, or the whole domain; None for it."""
    pairs = pairs_of_domain(state)
    if not pairs:
        return None
    if view is None:
        st.caption(
            "Les questions publiées ne parlent que d’une partie de ce domaine : chacune est "
            "comparée avec un indicateur de la même chose, pas avec le score."
        )
    closest, *others = pairs
    options = [CLOSEST, *others, *([WHOLE] if view is not None else [])]
    if state.get("paire") not in options:
        state.set("paire", CLOSEST)
    labels = {key: _pair_label(pairs.get(key)) for key in (*pairs, WHOLE)}
    st.selectbox(
        "Ce qui est comparé",
        options,
        format_func=lambda key: labels[key or closest],
        key=state.key("paire"),
    )
    asked = state.get("paire")
    return None if asked == WHOLE else pair_view(desk(), pairs[asked or closest])


def _pair_label(query: PairQuery | None) -> str:
    if query is None:
        return "Le domaine entier : la question et le score"
    counts = desk().questions[query.question].counts
    return f"{capitalised(counts)} – {desk().catalogue[query.indicator].label}"


def _show_places(
    state: ScreenState, view: GapView | None, pair: PairView | None
) -> tuple[About, ...]:
    """Show the territory chosen, beside what each group says around it."""
    _show_chosen(state, view, pair)
    if not of_one_domain(state):
        return ()
    views = crossed_views(desk(), state.get("territoire") or FRANCE, state.get("domaine"))
    crossed_section(views)
    return (views.about,)


def _show_sources(view: GapView | None, pair: PairView | None, abouts: tuple[About, ...]) -> None:
    """Say what the figures of the view rest on."""
    shown = pair or view
    every = (*((shown.about,) if shown else ()), *abouts)
    if every:
        sources_notice(*every, reading=True)


def choose_territory(state: ScreenState, territory: Territory) -> None:
    """Show a territory that was searched for, at its own level where the survey has it."""
    state.set("territoire", territory)
    if territory.level in compared_levels(state):
        state.set("niveau", territory.level)
    renew_plot(state)


def show_gap(state: ScreenState, heading: DeltaGenerator, view: GapView) -> None:
    """Show the title of a gap, its plot and its map, then what they say."""
    heading.header(plain(view.about.told(view.about.title)))
    if view.about.demonstration:
        demonstration_notice()
    plot_column, map_column = st.columns(2, gap="medium")
    with plot_column:
        both_sides_plot(view, state)
    with map_column:
        both_sides_map(view, state)
    st.caption(BARS)
    st.markdown(f"**Les positions.** {plain(view.about.told(view.reading.positions))}")
    if view.reading.limits:
        st.markdown(plain(view.about.told(view.reading.limits)))
    with st.expander("L’accord entre mesure et ressenti, en statistiques"):
        st.markdown(plain(view.about.told(view.reading.agreement)))


def _show_chosen(state: ScreenState, view: GapView | None, pair: PairView | None) -> None:
    """Search a territory; show what is known of the one that is chosen."""
    search_box("ecarts", partial(choose_territory, state), "Trouver un territoire")
    territory: Territory | None = state.get("territoire")
    if territory is None:
        st.info(
            "Cliquez sur une marque ou sur la carte, ou cherchez un territoire par son nom.",
            icon=":material/ads_click:",
        )
    elif pair is not None:
        show_pair_panel(pair, state)
    else:
        _chosen_panel(view, territory)


def _chosen_panel(view: GapView | None, territory: Territory) -> None:
    """Show the gap of a territory, or of the one that holds it, told as its own."""
    name = str(desk().territory_row(territory)["name"])
    shown = holder(desk(), view.query.level, territory) if view else None
    if view is None or shown is None:
        st.markdown(f"### {plain(name)}")
        st.caption(
            f"L’écart n’est pas montré au niveau {territory.level.label} ; la comparaison des "
            "groupes dit ce qui est publié autour de ce lieu."
        )
        return
    if shown != territory:
        around = str(desk().territory_row(shown)["name"])
        held = of(designation(shown.level, shown.code, around))
        st.caption(
            plain(
                f"{name} n’a pas d’écart publié à son niveau. Voici celui {held}, qui vaut pour "
                "l’ensemble et pas pour chacun de ses lieux."
            )
        )
    gap_panel(view, shown)


def show_table(view: GapView) -> None:
    """Show the figures of a gap, to take away."""
    st.subheader("Les mêmes chiffres en tableau")
    gap_table(view, key="ecarts.tableau")
    taken_files(
        written_from(partial(taken_gap, desk(), view)),
        partial(gap_file_name, view),
        key="ecarts.fichier",
        cells=view.frame.size,
    )


def show_space(state: ScreenState, view: GapView) -> None:
    """Say, when asked, where the gaps gather."""
    st.markdown("**Les écarts se regroupent-ils dans l’espace ?**")
    if not enough_units(view):
        st.caption(plain(why_not(view)))
    elif st.toggle("Chercher les regroupements (quelques secondes)", key=state.key("espace")):
        for sentence in cached_gap_space(view.query):
            st.markdown(plain(view.about.told(sentence)))


def _show_absence(state: ScreenState, reason: NotAvailableError | None) -> None:
    """Say why nothing is compared, and at which levels something is."""
    said = str(reason) if reason else "Rien n’est comparé à ce niveau pour ce groupe."
    st.info(plain(said), icon=":material/info:")
    level_buttons(state, compared_levels(state))
    if isinstance(reason, OnlyDemonstrationError):
        demonstration_offer("ecarts")
