"""The first screen of a profile: who the place is, and what stands out."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from atlas.place import as_territory
from atlas.profile import Profile
from atlas.profile.reading import (
    comparison_line,
    population_line,
    standing,
    telling_indicator,
)
from atlas.wording import rank_interval_phrase
from common.french import NARROW_SPACE, number, plural, signed
from geo.levels import Level, Territory
from geo.perimeter import Perimeter
from indicators.domains import OVERALL, domain_label
from pages.parts.cache import desk
from pages.parts.map_state import around
from pages.parts.notices import plain

#: Strong points, and fragilities, that the first screen tells.
MOST_TOLD = 3
#: Width of a card, pixels: two of them side by side on a phone.
_CARD = 165
#: Width of the card of the score, which tells a rank: the whole width of a phone.
_WIDE_CARD = 346
_WHOLE_INTERVAL = (
    "Le 1er rang est le plus fragile. Un domaine n’est cité que si tout son intervalle de rang "
    "(5 % à 95 % des calculs possibles) est dans le tiers le plus, ou le moins, fragile "
    "de ceux qui ont un rang."
)


def identity_header(profile: Profile) -> None:
    """Show name, place, people, density and programmes."""
    identity, place = profile.identity, profile.place
    st.title(plain(profile.name))
    st.caption(plain(where_line(profile)))
    _perimeter_notice(profile)
    overall = profile.domain(OVERALL)
    density = identity["density_class"] or "classe inconnue"
    with st.container(horizontal=True):
        st.metric(
            _population_label(identity), number(identity["population"]), border=True, width=_CARD
        )
        st.metric(
            "Évolution par an",
            _change(identity),
            help=_change_help(identity),
            border=True,
            width=_CARD,
        )
        st.metric(
            "Habitants par km²",
            number(identity["inhabitants_per_km2"]),
            help=f"{number(identity['area_km2'], 1)} km². Grille de densité : {density}.",
            border=True,
            width=_CARD,
        )
        st.metric(
            "Score d’ensemble",
            "–" if pd.isna(overall["score"]) else f"{number(overall['score'])} sur 100",
            delta=rank_interval_phrase(
                overall["rank"], overall["ranked"], overall["rank_low"], overall["rank_high"]
            ),
            delta_color="off",
            delta_arrow="off",
            help="De 0 (le moins fragile) à 100 (le plus fragile) ; 1er rang : le plus fragile.",
            border=True,
            width=_WIDE_CARD,
        )
    details = [str(identity["density_class"])]
    if identity["zone_emploi"]:
        details.append(f"zone d’emploi : {identity['zone_emploi']}")
    if not (isinstance(place, Territory) and place.level is Level.COMMUNE):
        count = identity["communes"]
        details.append(f"{number(count)} {plural(count, 'commune')}")
    st.caption(plain(" · ".join(part for part in details if part)))
    if profile.programmes:
        st.markdown(f"**Programmes** : {plain(' · '.join(profile.programmes))}")


def where_line(profile: Profile) -> str:
    """Say what a place is and what holds it, in one line."""
    parts = [str(profile.identity["level_label"])]
    if isinstance(profile.place, Territory):
        parts.append(f"code {profile.place.code}")
    elif profile.parents[0].level is Level.FRANCE or profile.parents[0].level is Level.REGION:
        parts.append(str(profile.identity["departements"]))
    parts += [str(desk().territory_row(parent)["name"]) for parent in profile.parents[:-1]]
    return " · ".join(parts)


def identity_line(profile: Profile) -> str:
    """Describe a place in one line: level, population, what holds it."""
    kind, *rest = where_line(profile).split(" · ")
    return " · ".join([kind, population_line(profile.identity), *rest])


def _population_label(identity: pd.Series) -> str:
    year = identity["population_year"]
    return "Habitants" if pd.isna(year) else f"Habitants en {year:.0f}"


def _change(identity: pd.Series) -> str:
    change = identity["population_change"]
    return "–" if pd.isna(change) else f"{signed(100 * change, 1)}{NARROW_SPACE}%"


def _change_help(identity: pd.Series) -> str:
    if pd.isna(identity["population_change"]):
        return "La population d’un recensement précédent n’est pas connue ici."
    before, year = identity["population_before"], identity["population_before_year"]
    return f"{number(before)} habitants en {year:.0f}."


def _perimeter_notice(profile: Profile) -> None:
    place = profile.place
    if not isinstance(place, Perimeter):
        return
    st.info(plain(comparison_line(profile)), icon=":material/join_inner:")
    if place.twin is not None:
        name = desk().territory_row(place.twin)["name"]
        st.page_link(
            "pages/territoire.py",
            label=plain(f"Ce périmètre est celui de : {name} ({place.twin.level.label})"),
            icon=":material/location_city:",
            query_params={"territoire": str(place.twin)},
        )


def onward_links(profile: Profile) -> None:
    """Link to the comparison and the note of the place, and to its map where there is one."""
    place = as_territory(profile.place)
    with st.container(horizontal=True):
        st.page_link(
            "pages/comparer.py",
            label="Comparer",
            icon=":material/balance:",
            query_params={"territoire": str(profile.place)},
        )
        st.page_link(
            "pages/note.py",
            label="Préparer la note",
            icon=":material/description:",
            query_params={"territoire": str(profile.place)},
        )
        if isinstance(place, Territory):
            st.page_link(
                "pages/carte.py",
                label="Voir sur la carte",
                icon=":material/map:",
                query_params={
                    "niveau": place.level.value,
                    "territoire": str(place),
                    "dans": str(around(place)),
                },
            )


def standing_out(profile: Profile) -> None:
    """Tell three strong points and three fragilities at most, those that the interval supports."""
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader("Ce qui tient", anchor=False)
        _told(profile, fragile=False)
    with right:
        st.subheader("Ce qui fragilise", anchor=False)
        _told(profile, fragile=True)
    st.caption(_WHOLE_INTERVAL)


def _told(profile: Profile, *, fragile: bool) -> None:
    found = profile.weaknesses if fragile else profile.strengths
    peers = profile.place.level.plural
    side = "plus" if fragile else "moins"
    if found.empty:
        st.markdown(
            f"Aucun domaine ne se range à coup sûr dans le tiers le {side} fragile des {peers}."
        )
        return
    for key, row in found.head(MOST_TOLD).iterrows():
        lines = [f"**{domain_label(str(key))}** – {standing(row, peers, profile.territories)}."]
        example = telling_indicator(profile, desk().catalogue, str(key), fragile=fragile)
        if example:
            lines.append(plain(f"{example}."))
        st.markdown("- " + "  \n  ".join(lines))
    left = len(found) - MOST_TOLD
    if left > 0:
        others = ", ".join(domain_label(str(key)) for key in found.index[MOST_TOLD:])
        st.caption(plain(f"Et aussi : {others}."))
