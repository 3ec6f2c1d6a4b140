"""The first screen of a profile: three answers, who the place is, what stands out, where next."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from atlas.desk.place import as_territory
from atlas.desk.wording import rank_interval_phrase
from atlas.profile import Profile
from atlas.profile.reading import (
    comparison_line,
    standing,
    standing_words,
    telling_indicator,
)
from atlas.profile.summary import felt_words, fragile_words, partnership_words
from common.french import NARROW_SPACE, number, plural, signed
from common.grammar import capitalised
from common.levels import Level, Territory
from geo.perimeter import Perimeter
from indicators.base.domains import DIMENSION_KEYS, OVERALL, OVERALL_MEANING, domain_label
from indicators.base.groups import GROUPS
from pages.parts.kit.container import around
from pages.parts.kit.desk import desk
from pages.parts.kit.identity import where_line
from pages.parts.kit.notices import plain

#: Strong points, and fragilities, that the first screen tells.
MOST_TOLD = 3
#: Width of a card, pixels: two of them side by side on a phone.
_CARD = 165
#: Width of the card of a dimension, which tells its reading: four side by side on a laptop.
_WIDE_CARD = 264
_SCALE = "De 0 (le moins fragile) à 100 (le plus fragile)."
_WHOLE_INTERVAL = (
    "Le 1ᵉʳ rang est le plus fragile. Un domaine n’est cité que si tout son intervalle de rang, où "
    "neuf calculs sur dix le placent, est dans le tiers le plus, ou le moins, fragile de ceux qui "
    "ont un rang."
)
#: Anchors of the sections to which the three answers lead.
STANDING_OUT, VIEWS, PARTNERSHIPS = "ce-qui-ressort", "regards", "partenariats"


def identity_header(profile: Profile, group: str) -> None:
    """Show name, place, the three answers, the four dimensions, people, density and programmes.

    Parameters
    ----------
    profile : what is shown.
    group : respondent group of the answer about what is felt.
    """
    identity, place = profile.identity, profile.place
    st.title(plain(profile.name))
    st.caption(plain(where_line(profile)))
    _perimeter_notice(profile)
    _three_answers(profile, group)
    _dimensions(profile)
    density = identity["density_class"] or "classe inconnue"
    with st.container(horizontal=True):
        st.metric(
            _population_label(identity), number(identity["population"]), border=True, width=_CARD
        )
        st.metric(
            _change_label(identity),
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
    details = [str(identity["density_class"])]
    if identity["zone_emploi"]:
        details.append(f"zone d’emploi : {identity['zone_emploi']}")
    if not (isinstance(place, Territory) and place.level is Level.COMMUNE):
        count = identity["communes"]
        details.append(f"{number(count)} {plural(count, 'commune')}")
    st.caption(plain(" · ".join(part for part in details if part)))
    if profile.programmes:
        st.markdown(f"**Programmes** : {plain(' · '.join(profile.programmes))}")


def _dimensions(profile: Profile) -> None:
    """Show the score, the rank interval and the reading of each dimension; the whole, folded."""
    peers = profile.place.level.plural
    with st.container(horizontal=True):
        for key in DIMENSION_KEYS:
            row = profile.domain(key)
            with st.container(border=True, width=_WIDE_CARD):
                st.metric(domain_label(key), _score(row), help=_SCALE)
                st.caption(plain(capitalised(standing_words(row, peers))))
    told = [
        f"{domain_label(key).removeprefix('Dimension ')}, {_ranks(profile.domain(key))}"
        for key in DIMENSION_KEYS
    ]
    st.caption(plain(f"Rang (1ᵉʳ : le plus fragile) : {' ; '.join(told)}."))
    with st.expander("Le score d’ensemble, et ce qu’il mélange"):
        row = profile.domain(OVERALL)
        st.markdown(plain(f"{_score(row)} – {standing_words(row, peers)} ({_ranks(row)})."))
        st.caption(OVERALL_MEANING)


def _score(row: pd.Series) -> str:
    return "–" if pd.isna(row["score"]) else f"{number(row['score'])} sur 100"


def _ranks(row: pd.Series) -> str:
    return rank_interval_phrase(row["rank"], row["ranked"], row["rank_low"], row["rank_high"])


def _three_answers(profile: Profile, group: str) -> None:
    """Say in three lines what is fragile, what is felt, what is there; each leads to its section.

    Parameters
    ----------
    profile : what is summed up.
    group : respondent group.
    """
    answers = (
        ("Fragile", STANDING_OUT, fragile_words(profile)),
        (f"Ressenti ici ({GROUPS[group].lower()})", VIEWS, felt_words(profile, group)),
        ("Déjà là", PARTNERSHIPS, partnership_words(profile)),
    )
    st.markdown(
        "\n".join(
            f"- [**{plain(label)}**](#{anchor}) : {plain(words)}."
            for label, anchor, words in answers
        )
    )


def _population_label(identity: pd.Series) -> str:
    year = identity["population_year"]
    return "Habitants" if pd.isna(year) else f"Habitants en {year:.0f}"


def _change_label(identity: pd.Series) -> str:
    year = identity["population_before_year"]
    return "Évolution par an" if pd.isna(year) else f"Par an depuis {year:.0f}"


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
    """Link to the other screens about the place; a perimeter is on no map and in no list."""
    place = as_territory(profile.place)
    here = {"territoire": str(profile.place)}
    with st.container(horizontal=True):
        _link("comparer", "Comparer", "balance", here)
        _link("note", "Préparer la note", "description", here)
        if isinstance(place, Territory):
            shown = {"territoire": str(place)}
            container = {"niveau": place.level.value, "dans": str(around(place))}
            _link("carte", "Voir sur la carte", "map", shown | container)
            _link("ecarts", "Écarts", "compare_arrows", shown)
            _link("partenariats", "Partenariats", "handshake", {"dans": str(place)})
            _link("pratiques", "Pratiques", "auto_stories", {"dans": str(place)})


def _link(page: str, label: str, icon: str, url: dict[str, str]) -> None:
    st.page_link(f"pages/{page}.py", label=label, icon=f":material/{icon}:", query_params=url)


def standing_out(profile: Profile) -> None:
    """Tell three fragilities and three strong points at most, those that the interval supports."""
    st.header("Ce qui ressort", anchor=STANDING_OUT)
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader("Ce qui fragilise", anchor=False)
        _told(profile, fragile=True)
    with right:
        st.subheader("Ce qui tient", anchor=False)
        _told(profile, fragile=False)
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
        example = telling_indicator(desk(), profile, str(key), fragile=fragile)
        if example:
            lines.append(plain(f"{example}."))
        st.markdown("- " + "  \n  ".join(lines))
    left = len(found) - MOST_TOLD
    if left > 0:
        others = ", ".join(domain_label(str(key)) for key in found.index[MOST_TOLD:])
        st.caption(plain(f"Et aussi : {others}."))
