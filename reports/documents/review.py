"""``review_content(desk, profile)``: two pages for the review of the projects of a contract."""

from __future__ import annotations

import pandas as pd

from atlas.desk.about import about_of
from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import index_indicators, indicator_sources
from atlas.partnerships.examples import examples, own_records_described
from atlas.partnerships.natures import TOTAL
from atlas.partnerships.overlay import partnership_sources
from atlas.profiles import Profile
from atlas.profiles.portfolio import ending_of, portfolio_of
from common.errors import NotAvailableError
from common.french import listed, number
from common.grammar import of, typographic
from geo.perimeter import Perimeter
from indicators.base.domains import OVERALL
from indicators.scores.objective import default_recipe
from reports.content.alliances import examples_table
from reports.content.identity import identity_lines
from reports.content.portfolio import (
    FRAGILE,
    ending_table,
    fragile_without,
    lacking_items,
    own_paragraphs,
    portfolio_table,
    records_table,
)
from reports.content.sources import source_paragraphs
from reports.content.stamp import stamp
from reports.content.words import DOMAIN_PHRASES, Words, words_of
from reports.report import Block, Item, Items, Paragraph, Report, Section

#: Rows that two pages have room for.
MOST_RECORDS, MOST_ENDING, MOST_ELSEWHERE = 12, 8, 6
#: Endings that a question names.
MOST_ASKED = 2
_LIMITS = (
    "Le besoin est la place du rang mesuré, avec tout son intervalle, parmi les territoires du "
    "même niveau ; il est établi dans un tiers, ou penche vers une moitié. Les projets sont ceux "
    "des listes nationales en cours : l’action locale qui n’y figure pas n’est pas comptée, une "
    "année de fin inconnue ne ferme rien, une subvention d’investissement n’est pas un "
    "partenariat. La réponse compare les listes complètes au nombre attendu à cette densité : "
    "elle n’est dite que si deux intervalles à 95 % s’accordent."
)


def review_content(desk: Desk, profile: Profile) -> Report:
    """Write the review of projects of a place.

    Parameters
    ----------
    desk : the opened data, with the workspace of the organisation or without.
    profile : the place, described on this desk.
    """
    words = words_of(profile)
    portfolio = portfolio_of(desk, profile)
    ends = ending_of(desk, profile)
    ending = ending_table(ends, MOST_ENDING)
    current = records_table(own_records_described(desk, profile.place), MOST_RECORDS)
    none = Paragraph("Aucun partenariat, label ou projet en cours n’est recensé ici.")
    listed_ones = partnership_sources(desk, profile.partnerships)
    about = about_of(
        desk,
        typographic(profile.name),
        sources=(*indicator_sources(index_indicators(desk, OVERALL)), *listed_ones),
        recipe=default_recipe(),
    )
    no_end = Paragraph(
        "Aucune source ne dit d’un partenariat ou d’un projet d’ici qu’il se termine cette année "
        "ou la suivante ; beaucoup de listes ne donnent pas de date de fin."
    )
    return Report(
        kicker=f"Revue de projets · {_kind(profile)} · besoin, portefeuille, ce qui finit",
        lines=identity_lines(desk, profile),
        sections=(
            Section(
                "Besoin et portefeuille, domaine par domaine",
                (portfolio_table(portfolio, words), *own_paragraphs(desk, profile.partnerships)),
            ),
            Section("Ce qui manque au portefeuille", (Items(lacking_items(portfolio, words)),)),
            Section("Le portefeuille, projet par projet", (current or none,)),
            Section("Ce qui se termine bientôt", (ending or no_end,), new_page=True),
            Section(
                "Des territoires comparables qui agissent", _elsewhere(desk, profile, portfolio)
            ),
            Section("À débattre", (Items(_questions(portfolio, ends, words)),)),
            Section("Limites", (Paragraph(_LIMITS, small=True),)),
            Section("Sources des listes", source_paragraphs(listed_ones)),
        ),
        stamp=stamp(desk.version, about.recipe, demonstration=desk.demonstration),
        about=about,
    )


def _kind(profile: Profile) -> str:
    place = profile.place
    return "périmètre" if isinstance(place, Perimeter) else place.level.label


def _elsewhere(desk: Desk, profile: Profile, portfolio: pd.DataFrame) -> tuple[Block, ...]:
    """Tell partnerships of similar territories in the domains where this one has none."""
    try:
        found = examples(desk, profile.place)
    except NotAvailableError as error:
        return (Paragraph(typographic(str(error))),)
    without = portfolio.index[portfolio[TOTAL].fillna(0).eq(0)]
    rows = found[found["domain"].isin(without)].drop_duplicates("domain")
    fragile = portfolio["standing"].isin(FRAGILE)
    rows = rows.assign(
        first=~rows["domain"].map(fragile).astype(bool), place=rows["territory_name"]
    ).sort_values("first", kind="stable")
    if rows.empty:
        return (
            Paragraph(
                "Dans les domaines où rien n’est recensé ici, rien ne l’est non plus dans les "
                "territoires dont la structure se ressemble le plus."
            ),
        )
    return (
        examples_table(
            rows.head(MOST_ELSEWHERE),
            "Là où rien n’est recensé ici, ce que font les territoires comparables par leur "
            "structure, les domaines fragiles d’abord",
        ),
    )


def _questions(portfolio: pd.DataFrame, ending: pd.DataFrame, words: Words) -> tuple[Item, ...]:
    """Ask of the need without project, of what ends, of who could ally."""
    without = fragile_without(portfolio)
    fragile = [str(key) for key in portfolio.index[portfolio["standing"].isin(FRAGILE)]]
    if without:
        need = Item(
            f"Qui pourrait porter un projet pour {_phrases(without)} ?",
            "Le besoin y penche vers la fragilité et rien n’y est recensé : manque réel, ou action "
            "qu’aucune liste ne nomme ?",
        )
    else:
        need = Item(
            f"Les projets {of(words.short)} vont-ils où le besoin est le plus fort ?",
            f"Le besoin penche vers la fragilité pour {_phrases(fragile)}."
            if fragile
            else "Aucun domaine ne penche, de façon établie, vers la fragilité : que préserver ?",
        )
    if ending.empty:
        end = Item(
            "Quels projets du contrat s’achèvent ?",
            "Les listes ne le disent pas : qui reprend, avec quels moyens ?",
        )
    else:
        titles = ending["title"].head(MOST_ASKED)
        end = Item(
            _what_becomes(len(ending)),
            typographic(f"D’abord : {' ; '.join(titles)}. Qui reprend, avec quels moyens ?"),
        )
    return (
        need,
        end,
        Item(
            "Quelles alliances plutôt que quels projets ?",
            "Parmi les projets en cours, lesquels associent déjà collectivités, entreprises, "
            "associations et État, et lesquels gagneraient à le faire ?",
        ),
    )


def _what_becomes(count: int) -> str:
    """Ask what becomes of what ends.

    >>> _what_becomes(1)
    'Que devient l’action qui se termine bientôt ?'
    """
    if count == 1:
        return "Que devient l’action qui se termine bientôt ?"
    return f"Que deviennent les {number(count)} actions qui se terminent bientôt ?"


def _phrases(keys: list[str]) -> str:
    return listed([DOMAIN_PHRASES[key] for key in keys])
