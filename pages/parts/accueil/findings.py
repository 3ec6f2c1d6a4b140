"""What the data say of the country, as cards: picture, title, source, and the screen of it."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from atlas.desk.about import About
from atlas.desk.producers import named_once
from atlas.findings.finding import CountryFinding, FindingKind
from common.french import described
from indicators.base.domains import short_label
from pages.parts.accueil.cache import public_findings
from pages.parts.accueil.pictures import as_image, drawn
from pages.parts.kit.html import show, typeset
from pages.parts.kit.notices import plain, told_in_french

#: Producers named under a finding.
_NAMED = 4


@told_in_french()
def findings_section() -> None:
    """Show the findings side by side; nothing where the data say none."""
    found = public_findings()
    if not found:
        return
    st.header(heading(len(found)))
    for finding, column in zip(found, st.columns(len(found)), strict=True):
        with column, st.container(border=True, key=f"fs-finding-{finding.kind}", height="stretch"):
            show(card(finding))
            label, screen, address = opened(finding)
            st.page_link(
                f"pages/{screen}.py",
                label=plain(label),
                icon=":material/arrow_forward:",
                query_params=address,
            )


def heading(count: int) -> str:
    """Name the section by how many findings it holds.

    >>> heading(3), heading(1)
    ('Trois constats', 'Un constat')
    """
    return {1: "Un constat", 2: "Deux constats", 3: "Trois constats"}[count]


def card(finding: CountryFinding) -> Markup:
    """Write a finding: its picture, its title, its sentence, its source and its mentions."""
    return Markup(
        '<article class="fs-finding">{}<h3>{}</h3><p>{}</p><p class="fs-source">{}</p></article>'
    ).format(
        as_image(drawn(finding.picture), typeset(finding.picture_words)),
        typeset(finding.title),
        typeset(finding.told),
        typeset(source_line(finding.about)),
    )


def source_line(about: About) -> str:
    """Say where a finding comes from: the mentions of its surveys whole, and its producers.

    >>> from atlas.desk.provenance import Source
    >>> source_line(About("t", sources=(Source("Insee", "", "2021", ""),), mentions=("M.",)))
    'M. Source : Insee.'
    """
    producers = list(dict.fromkeys(source.producer for source in named_once(about.sources)))
    said = f"Source{'s' if len(producers) > 1 else ''} : {described(producers, _NAMED)}."
    return " ".join((*about.mentions, said))


def opened(finding: CountryFinding) -> tuple[str, str, dict[str, str]]:
    """Tell which screen shows a finding whole: the words of the link, the screen, its address."""
    subject = finding.subjects[0]
    place = {"niveau": finding.level.value}
    match finding.kind:
        case FindingKind.GROUPS:
            address = place | {"vue": "domaine", "domaine": subject, "groupe": finding.group}
            return "Comparer les groupes", "ecarts", address
        case FindingKind.TOGETHER:
            return f"Voir la carte : {short_label(subject)}", "carte", place | {"domaine": subject}
        case FindingKind.SILENT:
            pair = {"groupe": finding.group, "paire": f"{finding.question}.{finding.indicator}"}
            address = place | {"vue": "domaine", "domaine": subject} | pair
            return "Comprendre l’écart", "ecarts", address
        case FindingKind.PARTNERSHIPS:
            return "Voir besoin et réponse", "partenariats", place | {"vue": "besoin"}
