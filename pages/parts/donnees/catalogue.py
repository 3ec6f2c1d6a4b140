"""The catalogue: searched, each indicator as a card that says all that is declared of it."""

from __future__ import annotations

from functools import partial

import streamlit as st
from markupsafe import Markup

from atlas.jobs.catalogue import Listed, catalogue_rows, taken_catalogue
from common.french import number, plural
from common.levels import LEVELS, Level
from indicators.base.catalogue import SHARE, Indicator
from indicators.base.domains import DOMAIN_KEYS, domain_label
from pages.parts.donnees.cache import known_years
from pages.parts.donnees.tables import catalogue_table
from pages.parts.kit.desk import desk
from pages.parts.kit.html import show, typeset
from pages.parts.kit.tables import table
from pages.parts.kit.taken_files import TABLES, taken_files, written_from

#: Cards shown at first, and added by each « Voir la suite ».
FIRST_SHOWN = 12
ALL_DOMAINS = ""
SEARCH, INDEX_ONLY = "Chercher dans le catalogue", "Seulement ceux des scores"
_SHOWN = "donnees.catalogue.montres"
_CARD = Markup(
    '<article class="fs-indicator"><p class="fs-kind">{domain}</p><h2>{label}</h2>'
    "<p>{definition}</p><dl>{facts}</dl></article>"
)
_FACT = Markup("<div><dt>{}</dt><dd>{}</dd></div>")


@st.fragment
def catalogue_section() -> None:
    """Search the catalogue, show the cards found, then the whole as a table and a file."""
    catalogue = desk().catalogue
    scored = sum(one.in_index for one in catalogue.values())
    st.markdown(
        f"{number(len(catalogue))} indicateurs, dont {number(scored)} entrent dans les scores. "
        "Chaque description dit ce qui est mesuré, où, en quelles années, par qui, et pourquoi "
        "l’indicateur compte ou non."
    )
    keys = _found(catalogue)
    count = len(keys)
    st.markdown(f"**{number(count)} {plural(count, 'indicateur')}**")
    shown = keys[: st.session_state.setdefault(_SHOWN, FIRST_SHOWN)]
    years = known_years()
    cards = Markup("").join(_card(catalogue[key], years[key]) for key in shown)
    show(Markup('<div class="fs-indicators">{}</div>').format(cards))
    left = count - len(shown)
    if left > 0:
        st.button(
            f"Voir la suite ({number(left)})", on_click=_show_more, icon=":material/expand_more:"
        )
    with st.expander("Le catalogue en tableau", icon=":material/table:"):
        table(
            catalogue_table({key: catalogue[key] for key in keys}),
            height=600,
            printed=False,
            own_file="donnees.catalogue",
            alt="Le catalogue des indicateurs, une ligne par indicateur",
        )
    taken_files(
        written_from(partial(taken_catalogue, desk())),
        lambda extension: f"fragiscope_catalogue.{extension}",
        key="donnees.catalogue.fichier",
        label="Catalogue entier",
        formats=TABLES,
    )


def _found(catalogue: dict[str, Indicator]) -> list[str]:
    """Draw the search and its filters; give the keys of what they keep."""
    words, domains, scores = st.columns([4, 3, 3], vertical_alignment="bottom")
    text = words.text_input(
        SEARCH,
        placeholder="chômage, médecin, Drees…",
        on_change=_show_first,
        icon=":material/search:",
    )
    domain = domains.selectbox(
        "Domaine",
        [ALL_DOMAINS, *DOMAIN_KEYS],
        format_func=lambda key: domain_label(key) if key else "Tous les domaines",
        on_change=_show_first,
    )
    scored = scores.toggle(INDEX_ONLY, on_change=_show_first)
    return [
        key
        for key in catalogue_rows(desk(), Listed.INDICATORS, text)["key"]
        if domain in (ALL_DOMAINS, catalogue[key].domain)
        and (catalogue[key].in_index or not scored)
    ]


def _card(one: Indicator, years: dict[Level, str]) -> Markup:
    facts = {
        "Unité": "%" if one.unit == SHARE else one.unit,
        "Plus fragile si": "élevé" if one.direction > 0 else "faible",
        "Années": _years(years),
        "Producteur": one.origin,
        "Licence": one.licence,
        "Dans les scores": f"{'oui' if one.in_index else 'non'} – {one.index_reason}",
        "Réserves": one.caveats,
        "Clé": one.key,
    }
    return _CARD.format(
        domain=domain_label(one.domain),
        label=typeset(one.label),
        definition=typeset(one.definition),
        facts=Markup("").join(
            _FACT.format(name, typeset(text)) for name, text in facts.items() if text
        ),
    )


def _years(years: dict[Level, str]) -> str:
    """Say the years, the levels that have the same ones together.

    >>> _years({Level.COMMUNE: "2022", Level.EPCI: "2022", Level.FRANCE: "2021"})
    '2022 (commune, EPCI) ; 2021 (France)'
    """
    if len(years) == len(LEVELS) and len(set(years.values())) == 1:
        return f"{years[LEVELS[0]]} (tous les niveaux)"
    levels: dict[str, list[str]] = {}
    for level, told in years.items():
        levels.setdefault(told, []).append(level.label)
    return " ; ".join(f"{told} ({', '.join(labels)})" for told, labels in levels.items())


def _show_first() -> None:
    st.session_state[_SHOWN] = FIRST_SHOWN


def _show_more() -> None:
    st.session_state[_SHOWN] += FIRST_SHOWN
