"""The first screen of a profile: name, where it is, three sentences, four dimensions."""

from __future__ import annotations

import base64
from typing import cast

import pandas as pd
import streamlit as st
from markupsafe import Markup

from atlas.desk.heard import heard_label
from atlas.desk.whose import Whose
from atlas.profiles import Profile
from atlas.profiles.reading import comparison_line, population_line
from atlas.profiles.summary import (
    felt_words,
    fragile_words,
    larger_told,
    own_surveys,
    partnership_words,
    solid_words,
)
from common.french import number, plural
from common.grammar import capitalised
from common.levels import Level, Territory
from geo.perimeter import Perimeter
from indicators.base.domains import DIMENSION_KEYS, domains_of
from indicators.scores.standing import Standing
from pages.parts.kit.desk import desk
from pages.parts.kit.html import show, typeset
from pages.parts.kit.notices import plain
from pages.parts.territoire.cache import cached_locator, cached_spine
from pages.parts.territoire.spine import dimension_name
from pages.parts.territoire.spine_marks import bar

#: Labels of the three sentences: what is measured, what is felt, who acts.
FRAGILE, FELT, ACTS = "Fragile", "Ressenti", "Qui agit"
NOT_ASKED = "aucune enquête ne publie de réponse ici"


def place_head(profile: Profile, group: str) -> None:
    """Show who the place is, where it lies, and the three sentences.

    Parameters
    ----------
    profile : what is shown.
    group : respondent group of the sentence about what is felt.
    """
    with st.container(key="fs-head"):
        with st.container(key="fs-name"):
            _crumbs(profile)
            st.title(plain(profile.name))
            show(Markup('<p class="fs-facts">{}</p>').format(typeset(_facts(profile))))
        _locator(profile)
        _perimeter_notice(profile)
        show(three_sentences(profile, group))


def _crumbs(profile: Profile) -> None:
    """Say what the place is, then lead to what holds it; a name that two levels share, once."""
    place, kind = profile.place, capitalised(str(profile.identity["level_label"]))
    names = {profile.name}
    with st.container(key="fs-crumbs", horizontal=True, gap=None):
        code = f" {place.code}" if isinstance(place, Territory) else ""
        st.caption(plain(f"{kind}{code}"))
        for parent in profile.parents:
            name = str(desk().territory_row(parent)["name"])
            if parent.level is Level.FRANCE or name in names:
                continue
            names.add(name)
            st.page_link(
                "pages/territoire.py",
                label=plain(name),
                query_params={"territoire": str(parent)},
            )


def _facts(profile: Profile) -> str:
    """Say in one line how many live here, how that changed, how dense it is."""
    identity = profile.identity
    told = [population_line(identity)]
    if pd.notna(identity["inhabitants_per_km2"]):
        told.append(f"{number(identity['inhabitants_per_km2'])} par km²")
    if identity["density_class"]:
        told.append(str(identity["density_class"]).lower())
    if not (isinstance(profile.place, Territory) and profile.place.level is Level.COMMUNE):
        count = identity["communes"]
        told.append(f"{number(count)} {plural(count, 'commune')}")
    return " · ".join(told)


def _locator(profile: Profile) -> None:
    svg, told = cached_locator(profile.place)
    drawn = base64.b64encode(svg.encode()).decode()
    show(
        Markup('<img class="fs-locator" src="data:image/svg+xml;base64,{}" alt="{}">').format(
            drawn, typeset(told)
        )
    )


def three_sentences(profile: Profile, group: str) -> Markup:
    """Say what is fragile, what is felt, who acts; what a larger territory says, set apart."""
    fragile = f"{capitalised(fragile_words(profile))}."
    if len(profile.strengths):
        fragile += f" {capitalised(solid_words(profile))}."
    larger = larger_told(profile, group)
    apart = Markup("")
    if larger is not None:
        apart = Markup(" <em>{} : {}.</em>").format(typeset(larger.whose), typeset(larger.words))
    who = heard_label(desk(), group, own_surveys(profile, group)).lower()
    felt = f"{capitalised(_felt_here(profile, group))} ({who})."
    lines = (
        ("fs-is-measured", FRAGILE, fragile, Markup("")),
        ("fs-is-felt", FELT, felt, apart),
        ("fs-is-acts", ACTS, f"{capitalised(partnership_words(profile))}.", Markup("")),
    )
    items = Markup("").join(
        Markup('<li class="{}"><b>{}</b><span>{}{}</span></li>').format(
            look, label, typeset(words), after
        )
        for look, label, words, after in lines
    )
    return Markup('<ul class="fs-three">{}</ul>').format(items)


def _felt_here(profile: Profile, group: str) -> str:
    own = (rows(group, Whose.OWN) for rows in (profile.answers_of, profile.views_of))
    return NOT_ASKED if all(rows.empty for rows in own) else felt_words(profile, group)


def dimension_cards(profile: Profile, group: str) -> None:
    """Show the four dimensions: words first, then where the place stands, then what it rests on."""
    rows, peers = cached_spine(profile.place, group), profile.place.level.plural
    cards = Markup("").join(
        _card(profile, cast("pd.Series", rows.loc[key]), key) for key in DIMENSION_KEYS
    )
    show(Markup('<ul class="fs-dims">{}</ul>').format(cards))
    show(
        Markup('<p class="fs-scale-told">{}</p>').format(
            typeset(
                f"Sur chaque barre, de 0 à gauche à 100 à droite : des {peers} les moins fragiles "
                "aux plus fragiles. Le trait est l’intervalle où neuf calculs sur dix placent le "
                "territoire."
            )
        )
    )


def _card(profile: Profile, row: pd.Series, key: str) -> Markup:
    words = Standing(row["standing"]).brief
    drawn = Markup("") if pd.isna(row["position"]) else bar(row)
    return Markup('<li><span class="fs-dim">{}</span><b>{}</b>{}<small>{}</small></li>').format(
        dimension_name(key),
        typeset(capitalised(words)),
        drawn,
        typeset(rests_on(profile.domain(key), len(domains_of(key)), profile.place.level.plural)),
    )


def rests_on(row: pd.Series, held: int, peers: str) -> str:
    """Say on how many of its domains a dimension rests here, and why it leaves some out.

    A domain that many territories of the level lack is compared nowhere: it may be known here.

    Parameters
    ----------
    row : of ``Profile.domains``: score, available and expected (domains known here, compared at
        the level).
    held : domains of the dimension.
    peers : plural of the territories of the level.

    Examples
    --------
    >>> rests_on(pd.Series({"score": 40.0, "available": 3, "expected": 3}), 3, "EPCI")
    'Repose sur ses 3 domaines'
    >>> rests_on(pd.Series({"score": 40.0, "available": 2, "expected": 3}), 3, "EPCI")
    'Repose sur 2 de ses 3 domaines : 1 manque ici'
    >>> rests_on(pd.Series({"score": 40.0, "available": 1, "expected": 1}), 3, "communes")
    'Repose sur 1 de ses 3 domaines : les autres manquent à plus d’un dixième des communes'
    >>> rests_on(pd.Series({"score": None, "available": 3, "expected": 5}), 6, "communes")
    'Sans score : sur 6 domaines, 2 manquent ici, 1 à plus d’un dixième des communes'
    >>> rests_on(pd.Series({"score": None, "available": 0, "expected": 2}), 2, "EPCI")
    'Aucun de ses 2 domaines n’a de données'
    """
    used, compared = int(row["available"]), int(row["expected"])
    here, everywhere = compared - used, held - compared
    if used == held:
        return f"Repose sur ses {number(held)} domaines"
    if here == held:
        return f"Aucun de ses {number(held)} domaines n’a de données"
    lacking = f"{number(here)} {plural(here, 'manque', 'manquent')} ici"
    often = f"à plus d’un dixième des {peers}"
    if everywhere and here:
        lacking += f", {number(everywhere)} {often}"
    elif everywhere:
        lacking = f"{plural(everywhere, 'l’autre manque', 'les autres manquent')} {often}"
    if pd.isna(row["score"]):
        return f"Sans score : sur {number(held)} domaines, {lacking}"
    return f"Repose sur {number(used)} de ses {number(held)} domaines : {lacking}"


def _perimeter_notice(profile: Profile) -> None:
    place = profile.place
    if not isinstance(place, Perimeter):
        return
    st.caption(plain(comparison_line(profile)))
    if place.twin is not None:
        name = desk().territory_row(place.twin)["name"]
        st.page_link(
            "pages/territoire.py",
            label=plain(f"Ce périmètre est celui de : {name} ({place.twin.level.label})"),
            icon=":material/location_city:",
            query_params={"territoire": str(place.twin)},
        )
